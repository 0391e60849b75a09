/** What becomes of tokens that a talent brought: whose account they open, and whether it is the right one. */
import { Injectable, Logger } from '@nestjs/common';
import { ConsentedConnections } from '../../connections/consented-connections.service.js';
import { Database } from '../../core/database/database.service.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import type { GrantedAccount, TokenSet } from '../../platforms/contract/authorizer.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import type { Grant } from '../tokens/credentials.service.js';
import { FlowApps } from './flow-apps.js';
import { FlowConnects } from './flow-connects.js';
import { FlowEndings } from './flow-endings.js';
import type { Ending } from './flow-endings.js';
import { FlowOffers } from './flow-offers.js';
import type { FlowRow } from './flow.repository.js';
import type { Offer } from './offer.js';
import { judge, nameOf } from './right-account.js';
import type { Verdict } from './right-account.js';

@Injectable()
export class FlowArrivals {
  private readonly log = new Logger(FlowArrivals.name);

  constructor(
    private readonly apps: FlowApps,
    private readonly consents: ConsentedConnections,
    private readonly connects: FlowConnects,
    private readonly offers: FlowOffers,
    private readonly endings: FlowEndings,
    private readonly database: Database,
  ) {}

  /** Ends in a connection, in a choice, or with the tokens given back; never in an error. */
  async arrive(flow: FlowRow, tokens: TokenSet, origin: RequestOrigin): Promise<void> {
    const grant = grantOf(flow, tokens);
    await this.orEnd(flow, grant, origin, async () => {
      const lacking = this.lacking(flow, grant);
      if (lacking.length > 0) return { outcome: 'declined', code: 'CONSENT_PARTIAL_SCOPES', missingScopes: lacking };
      const accounts = await this.apps.accounts(flow, grant.tokens.accessToken, grant.scopes);
      const opened = { ...grant, accountIds: accounts.map(({ platformAccountId }) => platformAccountId) };
      await this.orEnd(flow, opened, origin, async () =>
        this.follow(flow, opened, await this.verdict(flow, opened, accounts), origin),
      );
      return null;
    });
  }

  private async orEnd(
    flow: FlowRow,
    grant: Grant,
    origin: RequestOrigin,
    work: () => Promise<Ending | null>,
  ): Promise<void> {
    try {
      const ending = await work();
      if (ending) await this.end(flow, { ...ending, grant, origin });
    } catch (error) {
      if (!(error instanceof PlatformError)) this.log.error(error, 'An authorization could not be finished');
      const code = error instanceof PlatformError ? error.code : 'SYNC_INTERNAL';
      await this.end(flow, { outcome: 'failed', code, grant, origin });
    }
  }

  /** Where it is over, or gone with its talent, the tokens are given back all the same: nobody else has them. */
  private async end(flow: FlowRow, ending: Ending & { readonly grant: Grant }): Promise<void> {
    if (!(await this.endings.end(flow, ending))) await this.endings.giveBack(flow, ending.grant);
  }

  /** Scopes without which nothing can be read. */
  private lacking(flow: FlowRow, { missingScopes }: Grant): string[] {
    const { scopes } = this.apps.find(flow.platform);
    return scopes.filter(({ name, required }) => required && missingScopes.includes(name)).map(({ name }) => name);
  }

  private async verdict(flow: FlowRow, grant: Grant, accounts: readonly GrantedAccount[]): Promise<Verdict> {
    const { agencyId, talentId, platform } = flow;
    const { descriptor, oauth } = this.apps.find(platform);
    const known = await this.database.inAgency(agencyId, (tx) => this.consents.known(tx, agencyId, talentId, platform));
    return judge(accounts, {
      expected: { handle: flow.expectedHandle, accountId: flow.expectedAccountId },
      evidence: oauth.evidence(grant.scopes),
      normalizeHandle: (handle) => descriptor.normalizeHandle(handle),
      known,
    });
  }

  private async follow(flow: FlowRow, grant: Grant, verdict: Verdict, origin: RequestOrigin): Promise<Ending | null> {
    switch (verdict.kind) {
      case 'wrong':
        return { outcome: 'wrong-account', code: 'CONSENT_WRONG_ACCOUNT', signedInAs: verdict.signedInAs };
      case 'unusable': {
        const unusable = verdict.account && { ...verdict.account, matched: null };
        const signedInAs = nameOf(verdict.account ?? undefined);
        return { outcome: 'failed', code: 'ACCOUNT_NOT_ELIGIBLE', signedInAs, unusable };
      }
      case 'choose':
        await this.offer(flow, verdict.offer, grant);
        return null;
      case 'right': {
        const chosen = { flow, grant, account: verdict.account, byHandle: false, origin };
        const done = await this.connects.connect(chosen);
        if (done === 'by-handle') await this.offer(flow, { why: 'by-handle', accounts: [verdict.account] }, grant);
        if (done === 'over') await this.endings.giveBack(flow, grant);
        return null;
      }
    }
  }

  private async offer(flow: FlowRow, offer: Offer, grant: Grant): Promise<void> {
    if (!(await this.offers.offer(flow, offer, grant))) await this.endings.giveBack(flow, grant);
  }
}

/** Where an answer does not say what was granted, it is what was asked for. */
function grantOf({ platform, appCredential, scopes: asked }: FlowRow, tokens: TokenSet): Grant {
  const scopes = tokens.scopes ?? asked;
  const missingScopes = asked.filter((scope) => !scopes.includes(scope));
  return { platform, appCredential, tokens, scopes, missingScopes, accountIds: [] };
}
