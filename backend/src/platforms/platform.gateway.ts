/** The sole path to a network: resolves the credential, asks budget and breaker, counts, times, and bounds what comes back. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { AppCredentialResolver } from './app-credentials.js';
import { Admission, alone, type Admit } from './admission.js';
import { refusedToApp } from './app-refusal.js';
import { boundAccounts, boundAnswer, boundDetails, boundFigures, boundPage } from './bounds.js';
import { Budget, CircuitBreaker, type CallDescription } from './budget.js';
import { assertEach, assertKeys, assertReadable } from './call-checks.js';
import type { Authorizer, AuthorizerContext, GrantedAccount } from './contract/authorizer.js';
import type {
  CallCost,
  Consent,
  Fetcher,
  FetchContext,
  PostDetails,
  PostFigures,
  PostQuery,
  PostRef,
  ProfileAnswer,
  ProfileRef,
} from './contract/fetcher.js';
import type { PostPage } from './contract/normalized.js';
import { PlatformError } from './contract/platform-error.js';
import { FairReserve } from './fair-reserve.js';
import { consentKeys, PlatformRegistry, publicKeys, type RegisteredPlatform } from './platform.registry.js';

export type { Admission };

export interface CallRecord {
  readonly endpointClass: string;
  readonly durationMs: number;
  readonly outcome: PlatformError['code'] | 'ok';
}

export interface CallOptions {
  readonly lane: FetchContext['lane'];
  /** Ends the calls when it fires; without one, each call ends by its own time-outs. */
  readonly signal?: AbortSignal;
  /** The agency on whose behalf: it may have brought its own keys. */
  readonly agencyId?: string | null;
  /** Others' accounts are read along: what it takes of a limit is nobody's alone. */
  readonly together?: boolean;
  /** The app that tokens belong to, by its id; for whatever is done with tokens that are there already. */
  readonly credential?: string;
  /** Reads by the talent's consent instead of the app's own keys. */
  readonly consent?: Consent | null;
  /** Asks the budget for a call that belongs to others. */
  readonly admit?: Admit;
  /** Told after each HTTP request that was sent; a call that budget or breaker held back was not. */
  readonly onCall?: (call: CallRecord) => void;
}

@Injectable()
export class PlatformGateway {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly credentials: AppCredentialResolver,
    private readonly budget: Budget,
    private readonly breaker: CircuitBreaker,
    private readonly clock: Clock,
    private readonly fair: FairReserve,
  ) {}

  /**
   * Answers in the order asked, one each. Rejects with PlatformError alone, when the call as a whole failed:
   * unknown platforms and missing keys included.
   */
  async fetchProfiles(
    platformId: string,
    refs: readonly ProfileRef[],
    options: CallOptions,
  ): Promise<readonly ProfileAnswer[]> {
    return this.reading(platformId, options, async (fetcher, context) => {
      const answers = await fetcher.fetchProfiles(refs, context);
      assertEach(answers, refs, 'accounts');
      return answers.map((answer) => boundAnswer(answer, this.clock.now()));
    });
  }

  /** One page, newest first, without repeated ids. Rejects with PlatformError alone. */
  async fetchPosts(platformId: string, query: PostQuery, options: CallOptions): Promise<PostPage> {
    return this.reading(platformId, options, async (fetcher, context) => {
      return boundPage(await fetcher.fetchPosts(query, context), this.clock.now());
    });
  }

  /** Latest figures of posts of any accounts, in the order asked, one each. Rejects with PlatformError alone. */
  async fetchPostFigures(
    platformId: string,
    posts: readonly PostRef[],
    options: CallOptions,
  ): Promise<readonly PostFigures[]> {
    return this.reading(platformId, options, async (fetcher, context) => {
      if (!fetcher.fetchPostFigures) throw new PlatformError('SYNC_INTERNAL', { note: 'no figures by post here' });
      const answers = await fetcher.fetchPostFigures(posts, context);
      assertEach(answers, posts, 'posts');
      return answers.map(boundFigures);
    });
  }

  /** Posts of any accounts by their ids, in the order asked, one each. Rejects with PlatformError alone. */
  async fetchPostDetails(
    platformId: string,
    posts: readonly PostRef[],
    options: CallOptions,
  ): Promise<readonly PostDetails[]> {
    return this.reading(platformId, options, async (fetcher, context) => {
      if (!fetcher.fetchPostDetails) throw new PlatformError('SYNC_INTERNAL', { note: 'no posts by id here' });
      const answers = await fetcher.fetchPostDetails(posts, context);
      assertEach(answers, posts, 'posts');
      return answers.map((answer) => boundDetails(answer, this.clock.now()));
    });
  }

  /** For calls that belong together, about so many. */
  admission(calls: number): Admission {
    return new Admission(calls);
  }

  /** Whose keys public reads on behalf of this agency are made with. Who shares them can be read in one call. */
  async credentialOf(platformId: string, agencyId: string): Promise<string> {
    const keys = publicKeys(this.registry.get(platformId).descriptor);
    return (await this.credentials.resolve({ platform: platformId, agencyId, keys })).id;
  }

  /** Asks for, refreshes or gives back consent. Rejects with PlatformError alone; APP_CREDENTIALS_INVALID without an app's keys. */
  async authorize<T>(
    platformId: string,
    options: CallOptions,
    work: (authorizer: Authorizer, context: AuthorizerContext) => Promise<T>,
  ): Promise<T> {
    const asked = ({ authorizer, missingForConsent }: RegisteredPlatform, context: FetchContext) => {
      if (!authorizer) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'no consent here' });
      assertKeys(missingForConsent, context);
      return work(authorizer, context);
    };
    return this.guarded(platformId, { ...options, consent: null }, asked, consentKeys);
  }

  /** The accounts that a grant opens. Rejects with PlatformError alone. */
  async accounts(
    platformId: string,
    grant: Parameters<Authorizer['accounts']>[0],
    options: CallOptions,
  ): Promise<readonly GrantedAccount[]> {
    const found = await this.authorize(platformId, options, (authorizer, context) =>
      authorizer.accounts(grant, context),
    );
    return boundAccounts(found);
  }

  /** What may not or cannot be read is not asked for. */
  private reading<T>(
    platformId: string,
    options: CallOptions,
    work: (fetcher: Fetcher, context: FetchContext) => Promise<T>,
  ): Promise<T> {
    return this.guarded(platformId, options, async ({ fetcher, missing, descriptor }, context) => {
      assertReadable(descriptor, context);
      assertKeys(missing, context);
      try {
        return await work(fetcher, context);
      } catch (error) {
        throw context.consent ? error : refusedToApp(error);
      }
    });
  }

  private async guarded<T>(
    platformId: string,
    options: CallOptions,
    work: (platform: RegisteredPlatform, context: FetchContext) => Promise<T>,
    keysOf = options.consent ? consentKeys : publicKeys,
  ): Promise<T> {
    try {
      const platform = this.registry.get(platformId);
      options.signal?.throwIfAborted();
      return await work(platform, await this.context(platformId, options, keysOf(platform.descriptor)));
    } catch (error) {
      throw asPlatformError(error, options.signal);
    }
  }

  private async context(platform: string, options: CallOptions, keys: readonly string[]): Promise<FetchContext> {
    const { agencyId, lane, signal, consent, credential: id, together = false } = options;
    const wish = { platform, agencyId: agencyId ?? null, keys };
    const credential = await this.credentials.resolve(id === undefined ? wish : { ...wish, id });
    const subject = consent?.subject ?? null;
    const described = (endpointClass: string, { units = 1 }: CallCost = {}): CallDescription => {
      return { platform, credentialId: credential.id, endpointClass, lane, units, subject };
    };
    return {
      credential,
      consent: consent ?? null,
      lane,
      signal: signal ?? new AbortController().signal,
      call: (endpointClass, send, cost) => {
        const asked = described(endpointClass, cost);
        const fair = agencyId ? { ...asked, lane: this.fair.laneOf(asked, together ? null : agencyId) } : asked;
        return this.send(fair, send, options);
      },
      report: (endpointClass, usage) => this.budget.report(described(endpointClass), usage),
    };
  }

  private async send<T>(call: CallDescription, send: () => Promise<T>, options: CallOptions): Promise<T> {
    const { onCall, admit = alone } = options;
    await this.breaker.before(call);
    await admit(call, (asked) => this.budget.before(asked)).catch(async (held: unknown) => {
      await this.breaker.after(call, asPlatformError(held));
      throw held;
    });
    const startedAt = performance.now();
    const finish = async (outcome: PlatformError | 'ok') => {
      const durationMs = Math.round(performance.now() - startedAt);
      onCall?.({ endpointClass: call.endpointClass, durationMs, outcome: outcome === 'ok' ? outcome : outcome.code });
      await Promise.all([this.budget.after(call, outcome), this.breaker.after(call, outcome)]);
    };
    try {
      const answer = await send();
      await finish('ok');
      return answer;
    } catch (error) {
      const failure = asPlatformError(error);
      await finish(failure);
      throw failure;
    }
  }
}

function asPlatformError(error: unknown, signal?: AbortSignal): PlatformError {
  if (error instanceof PlatformError) return error;
  if (signal?.aborted) return new PlatformError('WORKER_LOST', { note: 'aborted by the caller', cause: error });
  return new PlatformError('SYNC_INTERNAL', { note: error instanceof Error ? error.name : 'unknown', cause: error });
}
