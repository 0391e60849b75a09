/** Failures of the token endpoint that a test orders beforehand. */
import type { Response } from 'express';

/**
 * `unavailable`: 503, nothing was done · `silent`: never answers, nothing was done · `lost`: done, but the connection breaks
 * before the answer · `half`: done, and it breaks within the answer · `garbage`: done, and answered with a web page.
 */
const FAULTS = ['unavailable', 'silent', 'lost', 'half', 'garbage'] as const;
export type TokenFault = (typeof FAULTS)[number];

export const isTokenFault = (value: unknown): value is TokenFault => FAULTS.some((fault) => fault === value);

export class TokenFaults {
  private readonly ordered: TokenFault[] = [];

  order(fault: TokenFault, times: number): void {
    this.ordered.push(...Array.from({ length: times }, () => fault));
  }

  clear(): void {
    this.ordered.length = 0;
  }

  /** True where this call is not answered by anybody else. Otherwise its answer may still come to grief. */
  befalls(response: Response): boolean {
    const fault = this.ordered.shift();
    if (fault === 'unavailable')
      response.status(503).type('html').send('<html><body>Service Unavailable</body></html>');
    else if (fault !== undefined && fault !== 'silent') spoil(response, fault);
    return fault === 'unavailable' || fault === 'silent';
  }
}

/** What would be answered is broken on its way. */
function spoil(response: Response, fault: 'lost' | 'half' | 'garbage'): void {
  response.json = (body: unknown) => {
    if (fault === 'garbage') return response.status(200).type('html').send('<html><body>Just a moment…</body></html>');
    const text = fault === 'lost' ? '' : JSON.stringify(body);
    if (text === '') response.socket?.destroy();
    else {
      response.set({ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) });
      response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
    }
    return response;
  };
}
