/** By what an account is read: its talent's consent where there is one, otherwise what is public. */
import { Injectable } from '@nestjs/common';
import { LANES } from '../connections/connection-sync.service.js';
import type { Subject } from '../connections/connection-sync.service.js';
import { ConsentState } from '../connections/consent-state.service.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { Tx } from '../core/database/database.service.js';
import { Losses } from '../oauth/tokens/losses.service.js';
import { TokenService } from '../oauth/tokens/token.service.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { PlatformGateway } from '../platforms/platform.gateway.js';
import type { Admission, CallOptions } from '../platforms/platform.gateway.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { sharedCalls } from './call-tally.js';
import type { Member, Source } from './member.js';

type Alike = readonly [Member, ...Member[]];

/** The consent has ended: the platform, or whoever keeps its tokens, has said so. */
const ENDED: readonly ConnectionCode[] = ['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED'];

@Injectable()
export class AccountCalls {
  constructor(
    readonly gateway: PlatformGateway,
    private readonly tokens: TokenService,
    private readonly losses: Losses,
    private readonly state: ConsentState,
    private readonly registry: PlatformRegistry,
  ) {}

  /** Rejects with AUTH_RECONNECT_REQUIRED where there is neither consent nor anything public. */
  async source(subject: Subject): Promise<Source> {
    if (!subject.consented && subject.method === 'MANUAL') return inPublic(subject);
    const consent = await this.tokens.consentFor(subject);
    if (consent) return { consent, subject: { ...subject, method: 'OAUTH' } };
    if (subject.method === 'OAUTH' && !this.registry.isPublic(subject.platform)) {
      await this.losses.absent(subject);
      throw new PlatformError('AUTH_RECONNECT_REQUIRED', { note: 'no consent, and nothing is public' });
    }
    return inPublic(subject);
  }

  /** How to call for these, who are read alike: in the lane of the most urgent. */
  options(members: Alike, what: Parameters<Admission['for']>[0], signal: AbortSignal): CallOptions {
    const [{ source, admission }] = members;
    const { agencyId } = source.subject;
    const lane = mostUrgent(members.map(({ subject }) => subject));
    const together = members.some(({ subject }) => subject.agencyId !== agencyId);
    const credential = source.consent ? { credential: source.consent.credential } : {};
    const onCall = sharedCalls(members);
    const admit = admission ? { admit: admission.for(what) } : {};
    return { lane, signal, agencyId, together, onCall, consent: source.consent, ...credential, ...admit };
  }

  /** Whose keys a public read is made with. An agency whose keys do not open is by itself, and hears of it when it is read. */
  async credentialOf(platform: string, agencyId: string): Promise<string> {
    try {
      return await this.gateway.credentialOf(platform, agencyId);
    } catch {
      return `unknown:${agencyId}`;
    }
  }

  /** How figures of posts are had one by one; null where they come with the list alone. */
  figuresPerCall(platform: string): number | null {
    const { fetcher, descriptor } = this.registry.get(platform);
    return fetcher.fetchPostFigures ? (descriptor.postBatchSize ?? 1) : null;
  }

  /** Lists tell no more than ids, and posts are looked up, many accounts' in one call. */
  looksUpPosts(platform: string): boolean {
    return this.registry.get(platform).fetcher.fetchPostDetails !== undefined;
  }

  /** What is left after this failure, with a list that shows other things; null where it has to be told as it is. */
  instead({ consent, subject }: Source, failure: unknown): Source | null {
    const ended = consent !== null && failure instanceof PlatformError && ENDED.includes(failure.code);
    return ended && this.registry.isPublic(subject.platform) ? inPublic({ ...subject, relist: true }) : null;
  }

  /** False where no method lists an account's posts. */
  listsPosts({ platform }: Subject): boolean {
    return this.registry.get(platform).descriptor.listsPosts !== false;
  }

  /** Something was really read. In the transaction that stores it. */
  async proved(tx: Tx, { consent, subject }: Source): Promise<void> {
    if (consent) await this.state.proved(tx, subject);
  }
}

const inPublic = (subject: Subject): Source => ({ consent: null, subject: { ...subject, method: 'MANUAL' } });

/** What many were added at once for goes with the regular reads: the reserve is for those who wait. */
function laneOf({ cause, lane }: Subject): CallOptions['lane'] {
  if (cause === 'backfill') return 'backfill';
  const asked = cause === 'first' || cause === 'manual';
  return asked && lane === LANES.interactive ? 'interactive' : 'scheduled';
}

function mostUrgent(subjects: readonly Subject[]): CallOptions['lane'] {
  const lanes = subjects.map(laneOf);
  return (['interactive', 'scheduled'] as const).find((lane) => lanes.includes(lane)) ?? 'backfill';
}
