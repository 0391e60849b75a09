/** Who is signed in at the fake platform, remembered by the browser. */
import type { Request, Response } from 'express';
import type { ConsentRules } from './consent-rules.js';

const nameOf = ({ platform }: Pick<ConsentRules, 'platform'>): string => `simulated_${platform}`;

export function signedInHandle(request: Request, rules: ConsentRules): string | null {
  const head = `${nameOf(rules)}=`;
  const found = (request.get('cookie') ?? '').split(/; */).find((pair) => pair.startsWith(head));
  try {
    const handle = decodeURIComponent(found?.slice(head.length) ?? '');
    return rules.account(handle) === null ? null : handle;
  } catch {
    return null;
  }
}

/** Until the browser is closed; null forgets. */
export function rememberSignIn(response: Response, rules: ConsentRules, path: string, handle: string | null): void {
  response.cookie(nameOf(rules), handle ?? '', {
    path,
    httpOnly: true,
    sameSite: 'lax',
    ...(handle === null ? { expires: new Date(0) } : {}),
  });
}
