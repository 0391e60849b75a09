/** Binds an authorization to the browser that began it: a cookie of its own for each, so that two tabs are not in each other's way. */
import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { Config } from '../../core/config/config.js';
import { sha256 } from '../../core/crypto/keyed-hash.js';
import { HostCookie } from '../../core/edge/host-cookie.js';

const TOKEN = /^[\w-]{43}$/;
/** An authorization's ten minutes, a choice's quarter of an hour, and time to read what came of it. */
const LASTS_MS = 60 * 60_000;
/** Of an id that begins with the time, the end is what differs. */
const PREFIX = -12;
const OURS = /^(?:__Host-)?rostrum-flow-[\da-f]{12}$/;
/** More tabs than anybody has open at a platform. */
const MOST = 20;

@Injectable()
export class FlowCookies {
  constructor(private readonly config: Config) {}

  /** Those of older ones go: a browser that begins again and again must not send more than any server takes. */
  set(request: Request, response: Response, flowId: string, token: string): void {
    const held = Object.keys(parseCookie(request.headers.cookie ?? '')).filter((name) => OURS.test(name));
    for (const name of held.slice(0, Math.max(0, held.length - MOST + 1))) this.of(name.slice(PREFIX)).clear(response);
    this.of(flowId).set(response, token, LASTS_MS);
  }

  /** What this browser holds for the authorization, as it is stored; null where it holds nothing. */
  hashOf(request: Request, flowId: string): Buffer | null {
    const token = this.of(flowId).read(request);
    return token === null ? null : sha256(token);
  }

  /** Compares in constant time. */
  isBound(request: Request, { id, bindingHash }: { readonly id: string; readonly bindingHash: Uint8Array }): boolean {
    const held = this.hashOf(request, id);
    return held !== null && held.length === bindingHash.length && timingSafeEqual(held, bindingHash);
  }

  private of(flowId: string): HostCookie {
    return new HostCookie(this.config, `rostrum-flow-${flowId.slice(PREFIX)}`, TOKEN);
  }
}
