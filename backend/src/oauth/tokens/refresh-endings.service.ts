/** A refresh from its request to what is written of it: new tokens, a later try, or the end of the consent. */
import { Injectable } from '@nestjs/common';
import type { HeldTokens } from '../../platforms/contract/authorizer.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { CredentialRow } from './credential.js';
import { Losses } from './losses.service.js';
import { RefreshOutcomes } from './refresh-outcomes.service.js';
import { RefreshRequest } from './refresh-request.service.js';
import type { Asked } from './refresh-request.service.js';
import { RenewedTokens } from './renewed-tokens.service.js';

/** `newer`: there are newer tokens than those that were held; whoever looks again finds them. */
export type Refreshed = { readonly kind: 'newer' } | { readonly kind: 'failed'; readonly error: PlatformError };

/** Tokens under a lease: they are the holder's to refresh, and nobody else's. */
export interface HeldCredential {
  readonly row: CredentialRow;
  readonly tokens: HeldTokens;
}

@Injectable()
export class RefreshEndings {
  constructor(
    private readonly request: RefreshRequest,
    private readonly renewed: RenewedTokens,
    private readonly losses: Losses,
    private readonly outcomes: RefreshOutcomes,
    private readonly registry: PlatformRegistry,
  ) {}

  /** Never rejects for what a platform does. */
  async finish({ row, tokens }: HeldCredential): Promise<Refreshed> {
    const rotating = this.registry.find(row.platform)?.descriptor.oauth?.tokens.refresh === 'rotating';
    const asked = await this.request.ask(row, tokens, rotating);
    if (!asked.ok) return this.fail(row, asked);
    await this.renewed.keep(row, asked.tokens);
    return { kind: 'newer' };
  }

  private async fail(row: CredentialRow, asked: Extract<Asked, { ok: false }>): Promise<Refreshed> {
    const { error } = asked;
    const after = this.outcomes.after(row, error);
    if (after.kind === 'keep') {
      await this.outcomes.defer(row, error.code, { ...after, sent: asked.sent });
      if (after.alert) await this.losses.alert(row, error.code);
      return { kind: 'failed', error };
    }
    const cause = after.why === 'refused' && asked.interrupted ? 'interrupted' : after.why;
    const lost = await this.losses.lose(row, { code: after.code, cause, lease: row.leaseToken });
    return lost ? { kind: 'failed', error: new PlatformError(after.code, { note: after.why }) } : { kind: 'newer' };
  }
}
