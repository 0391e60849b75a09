/** Shows an authorization's row as the page's answer, field by field. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { DataKind } from '../../platforms/contract/descriptor.js';
import { MediaLinks } from '../../platforms/media-links.service.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { Flow, FlowAccount, FlowOutcome } from './dto/flow.responses.js';
import type { FlowRow } from './flow.repository.js';
import { flowWords } from './flow-words.js';
import type { WhatHappened } from './flow-words.js';
import type { Offer, OfferedAccount } from './offer.js';

/** Where nobody was there any more to say which. */
const CODES: Readonly<Partial<Record<FlowOutcome, ConnectionCode>>> = {
  failed: 'SYNC_INTERNAL',
  expired: 'CONSENT_STATE_INVALID',
};

/** Longer than any exchange takes; whoever was at it then is gone. */
const WORKING_MS = 2 * 60_000;

@Injectable()
export class FlowView {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly media: MediaLinks,
    private readonly clock: Clock,
  ) {}

  show(row: FlowRow): Flow {
    const words = this.registry.words(row.platform);
    const what = this.whatHappened(row);
    const offered = what.outcome === 'choose' ? accountsOf(row) : [];
    return {
      id: row.id,
      platform: row.platform,
      platformName: words.name,
      state: what.outcome !== null ? 'ended' : row.consumedAt === null ? 'waiting' : 'working',
      ...pick(what),
      ...flowWords(what, words),
      accounts: offered.map((account) => this.account(row.platform, account)),
      connection: connectionOf(row),
      again: row.connectionId,
      back: row.purpose === 'account' ? '/my' : '/consent',
    };
  }

  private whatHappened(row: FlowRow): WhatHappened {
    const outcome = outcomeOf(row, this.clock.now());
    const offer = offerOf(row);
    return {
      outcome,
      code: row.code ?? CODES[outcome ?? 'connected'] ?? null,
      why: outcome === 'choose' && offer ? offer.why : null,
      signedInAs: row.signedInAs,
      expected: row.expectedHandle,
      missing: this.missing(row),
      switches: Object.keys(this.registry.find(row.platform)?.descriptor.oauth?.switchAccount ?? {}).length > 0,
      reason: accountsOf(row).find(({ usable }) => !usable)?.reason ?? null,
    };
  }

  private account(platform: string, { platformAccountId: id, ...account }: OfferedAccount): FlowAccount {
    const { handle, displayName, usable, reason } = account;
    return { id, handle, displayName, usable, reason, avatarUrl: this.media.link(platform, account.avatarUrl) };
  }

  /** Each once, in the order in which the platform's scopes are listed. */
  private missing({ platform, missingScopes }: FlowRow): DataKind[] {
    const scopes = this.registry.find(platform)?.scopes ?? [];
    return [...new Set(scopes.filter(({ name }) => missingScopes.includes(name)).flatMap(({ reads }) => reads))];
  }
}

/** What was never finished is over when its time is up. */
function outcomeOf({ outcome, endedAt, consumedAt, expiresAt }: FlowRow, now: Date): FlowOutcome | null {
  if (endedAt !== null) return outcome;
  if (outcome === 'choose') return expiresAt > now ? outcome : 'expired';
  if (consumedAt !== null) return now.getTime() - consumedAt.getTime() > WORKING_MS ? 'failed' : null;
  return expiresAt > now ? null : 'expired';
}

const offerOf = ({ offer }: FlowRow): Offer | null => ('why' in offer ? offer : null);
const accountsOf = (row: FlowRow): readonly OfferedAccount[] => offerOf(row)?.accounts ?? [];

const pick = ({ outcome, code, signedInAs, expected, why, missing }: WhatHappened) => ({
  outcome,
  code,
  signedInAs,
  expected,
  why,
  missing: [...missing],
});

const connectionOf = ({ resultConnectionId: id, resultHandle: handle, resultStatus: status }: FlowRow) =>
  id !== null && handle !== null && status !== null ? { id, handle, status } : null;
