/** Hears from the server that something has changed, so that pages need not wait for their next poll. The poll stays the truth. */
import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { apiOrigin } from './api-origin';
import { nudgePollers } from './poller';

const PATH = '/api/v1/events';
/** Changes come in flurries; a page asks at most so often. */
const NUDGE_MS = 1_500;
/** A tab that nobody has looked at for so long listens no more. */
const HIDDEN_MS = 60_000;
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 120_000;

type Timer = ReturnType<typeof setTimeout>;

@Injectable({ providedIn: 'root' })
export class Live {
  private readonly api = inject(ApiClient);
  private readonly document = inject(DOCUMENT);
  private source: EventSource | null = null;
  private wanted = false;
  private retryMs = FIRST_RETRY_MS;
  private retry: Timer | null = null;
  private leaving: Timer | null = null;
  private nudging: Timer | null = null;
  private missed = false;
  private dirty = false;

  constructor() {
    const onVisibility = () => this.look();
    this.document.addEventListener('visibilitychange', onVisibility);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', onVisibility);
      this.stop();
    });
  }

  start(): void {
    this.wanted = true;
    this.look();
  }

  stop(): void {
    this.wanted = false;
    this.close();
    this.leaving = cleared(this.leaving);
    this.nudging = cleared(this.nudging);
    this.dirty = false;
  }

  private look(): void {
    this.leaving = cleared(this.leaving);
    if (!this.wanted) return;
    if (this.document.visibilityState !== 'hidden') this.open();
    else this.leaving = setTimeout(() => this.close(), HIDDEN_MS);
  }

  private open(): void {
    if (this.source || this.retry !== null) return;
    const origin = apiOrigin();
    const source = new EventSource(origin + PATH, { withCredentials: origin !== '' });
    this.source = source;
    source.addEventListener('open', () => this.opened());
    source.addEventListener('connections', () => this.hear());
    source.addEventListener('imports', () => this.hear());
    source.addEventListener('invitations', () => this.hear());
    source.addEventListener('error', () => this.lost(source));
  }

  private opened(): void {
    this.retryMs = FIRST_RETRY_MS;
    // What was said meanwhile was not heard.
    if (this.missed) this.hear();
    this.missed = false;
  }

  /** The browser connects again by itself, unless the server has refused. */
  private lost(source: EventSource): void {
    if (!this.missed) this.askWhetherThere();
    this.missed = true;
    if (source.readyState !== EventSource.CLOSED || source !== this.source) return;
    this.close();
    this.retry = setTimeout(
      () => {
        this.retry = null;
        this.look();
      },
      this.retryMs * (0.75 + Math.random() / 2),
    );
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  /** A stream also ends by itself; whether Rostrum does not answer any more, an answer tells at once. */
  private askWhetherThere(): void {
    this.api.get('/auth/session', {}, true).catch(() => undefined);
  }

  private close(): void {
    if (this.source) this.missed = true;
    this.source?.close();
    this.source = null;
    this.retry = cleared(this.retry);
  }

  private hear(): void {
    if (this.nudging !== null) {
      this.dirty = true;
      return;
    }
    nudgePollers();
    this.nudging = setTimeout(() => {
      this.nudging = null;
      if (!this.dirty) return;
      this.dirty = false;
      this.hear();
    }, NUDGE_MS);
  }
}

function cleared(timer: Timer | null): null {
  if (timer !== null) clearTimeout(timer);
  return null;
}
