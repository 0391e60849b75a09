/** Says who is calling: by session cookie or by API key. The row decides on every call, so a revocation counts at once. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { sha256 } from '../core/crypto/keyed-hash.js';
import { Database } from '../core/database/database.service.js';
import type { Permission, Principal } from '../core/principal.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import type { FoundApiKey } from './api-keys.repository.js';
import { isAllowed } from './permissions.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import type { FoundSession } from './sessions.repository.js';
import { bearerKeyHash } from './tokens.js';

/** "Last seen" and "last used" are written at most so often. */
const TOUCH_MS = 60_000;

@Injectable()
export class AuthenticationService {
  private readonly idleMs: number;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.idleMs = config.values.SESSION_IDLE_MINUTES * 60_000;
  }

  /** Null for nobody. An Authorization header, even a bad one, counts more than a cookie. */
  authenticate(request: Request, background = request.headers['x-background'] === '1'): Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byApiKey(authorization);
    const token = this.cookie.read(request);
    if (token === null) return Promise.resolve(null);
    return this.bySession(token, background);
  }

  /** For answers that go on and on: whether this caller would still be let in. Keeps no session alive. */
  async stillMay(request: Request, permission: Permission): Promise<boolean> {
    const principal = await this.authenticate(request, true);
    return principal !== null && isAllowed(principal, permission);
  }

  private async bySession(token: string, background: boolean): Promise<Principal | null> {
    const found = await this.database.readOutside((reader) => this.sessions.find(reader, sha256(token)));
    const now = this.clock.now();
    if (!found || !this.counts(found, now)) return null;
    const { agencyId, sessionId } = found;
    if (!background && isOlder(found.lastSeenAt, now)) {
      await this.database.inAgency(agencyId, (tx) => this.sessions.touch(tx, agencyId, sessionId, now));
    }
    const { agencyName, userId, userName: name, email, role, talentId } = found;
    return { kind: 'staff', agencyId, agencyName, userId, sessionId, role, name, email, talentId };
  }

  private counts(session: FoundSession, now: Date): boolean {
    if (session.revokedAt !== null || session.userStatus !== 'active') return false;
    const idleUntil = session.lastSeenAt.getTime() + this.idleMs;
    return now < session.expiresAt && now.getTime() < idleUntil;
  }

  private async byApiKey(authorization: string): Promise<Principal | null> {
    const hash = bearerKeyHash(authorization);
    const found = hash && (await this.database.readOutside((reader) => this.apiKeys.find(reader, hash)));
    const now = this.clock.now();
    if (!found || !isLive(found, now)) return null;
    const { agencyId, agencyName, keyId, scopes, name } = found;
    if (found.lastUsedAt === null || isOlder(found.lastUsedAt, now)) {
      await this.database.inAgency(agencyId, (tx) => this.apiKeys.touch(tx, agencyId, keyId, now));
    }
    return { kind: 'api-key', agencyId, agencyName, keyId, scopes, name };
  }
}

const isOlder = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= TOUCH_MS;

const isLive = (key: FoundApiKey, now: Date): boolean =>
  key.revokedAt === null && (key.expiresAt === null || now < key.expiresAt);
