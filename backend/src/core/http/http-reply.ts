/** What comes back of one request, taken straight from the parser: no stream is made of it, since nobody reads half of it. */
import type { Dispatcher } from 'undici';
import { HttpFailure } from './http-failure.js';

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How the request is told of its end, and how it can be stopped until then. */
interface Asked {
  readonly host: string;
  readonly maxBytes: number;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The connection of what is stopped or refused is closed rather than read on. */
export class HttpReply implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private stopped: Error | null = null;
  private status = 0;
  private headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly asked: Asked) {}

  /** Whatever it waits for: a free connection, headers or the rest of the body. */
  stop(error: Error): void {
    if (this.stopped) return;
    this.stopped = error;
    this.asked.reject(error);
    this.controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.stopped) controller.abort(this.stopped);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: RawHeaders): void {
    if (status < 200) return; // not the answer yet
    this.status = status;
    this.headers = flat(headers);
    if ((this.headers['content-encoding'] ?? 'identity') !== 'identity')
      this.stop(new HttpFailure('malformed', `${this.asked.host}: unknown content encoding`));
    else if (Number(this.headers['content-length'] ?? 0) > this.asked.maxBytes) this.stop(this.tooLarge());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.asked.maxBytes) this.stop(this.tooLarge());
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status, headers } = this;
    this.asked.resolve({ status, headers, body: joined(this.chunks, this.size) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.asked.reject(error);
  }

  private tooLarge(): HttpFailure {
    return new HttpFailure('too-large', `${this.asked.host}: answer is larger than ${this.asked.maxBytes} bytes`);
  }
}

function flat(raw: RawHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw))
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

/** As it came where it came in one piece, as most answers do. */
const joined = ([first, ...others]: readonly Buffer[], size: number): Buffer =>
  first && others.length === 0 ? first : Buffer.concat(first ? [first, ...others] : [], size);
