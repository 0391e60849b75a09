/** The open streams of this process: who listens, for which agency, and until when. */
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuthenticationService } from '../access/authentication.service.js';
import { ApiError, tooMany } from '../core/errors.js';
import type { AgencyHint } from '../core/events.js';
import { actorId } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { asEvent } from './hint.js';
import { HintRedis } from './hint-redis.js';

/** One person's tabs; more are a mistake or worse. */
const PER_PRINCIPAL = 8;
const BEAT_MS = 15_000;
/** Whoever leaves so much unread is dropped; the console connects again by itself. */
const UNREAD_BYTES = 64 * 1024;
const RECONNECT_MS = 5_000;

interface Stream {
  readonly agencyId: string;
  readonly actor: string;
  readonly request: Request;
  readonly response: Response;
}

@Injectable()
export class HintStreams implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private timer: NodeJS.Timeout | null = null;
  private beating = false;
  private closed = false;

  constructor(
    private readonly redis: HintRedis,
    private readonly authentication: AuthenticationService,
  ) {}

  onModuleInit(): void {
    this.redis.listen((hint) => this.tell(hint));
    this.timer = setInterval(() => void this.beat(), BEAT_MS).unref();
  }

  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    for (const stream of this.streams) this.end(stream);
  }

  open(principal: Principal, request: Request, response: Response): void {
    if (this.closed) throw new ApiError('SERVICE_UNAVAILABLE', 'Rostrum is shutting down.', { retryAfterSeconds: 5 });
    const actor = actorId(principal);
    const own = [...this.streams].filter((stream) => stream.actor === actor);
    if (own.length >= PER_PRINCIPAL) {
      throw tooMany(`At most ${String(PER_PRINCIPAL)} event streams at a time: close some tabs.`, BEAT_MS / 1000);
    }
    const stream: Stream = { agencyId: principal.agencyId, actor, request, response };
    // `no-transform` keeps the compression from holding back what it waits to compress.
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    if (request.method === 'HEAD') return void response.end();
    this.streams.add(stream);
    response.once('close', () => this.streams.delete(stream));
    response.write(`retry: ${String(RECONNECT_MS)}\n\n`);
  }

  /** Every 15 seconds: a sign of life for those who may still listen, the end for those who may not. */
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    await Promise.all([...this.streams].map((stream) => this.check(stream)));
    this.beating = false;
  }

  private async check(stream: Stream): Promise<void> {
    const may = await this.authentication.stillMay(stream.request, 'connection:read').catch(() => false);
    if (may) this.write(stream, ':\n\n');
    else this.end(stream);
  }

  private tell(hint: AgencyHint): void {
    const event = asEvent(hint);
    for (const stream of this.streams) if (stream.agencyId === hint.agencyId) this.write(stream, event);
  }

  private write(stream: Stream, text: string): void {
    if (stream.response.writableLength > UNREAD_BYTES) return void stream.response.destroy();
    stream.response.write(text);
  }

  private end(stream: Stream): void {
    this.streams.delete(stream);
    stream.response.end();
  }
}
