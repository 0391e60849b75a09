import { Module } from '@nestjs/common';
import { FlowModule } from './flow/flow.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OwnModule } from './own/own.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { AppCredentialsModule } from './vault/app-credentials.module.js';
import { KeyRingCheckModule } from './vault/key-ring-check.module.js';
import { VaultModule } from './vault/vault.module.js';

/** Consent: how it is asked for, what it opens, and how it ends. */
@Module({
  imports: [
    AppCredentialsModule,
    FlowModule,
    InvitationsModule,
    KeyRingCheckModule,
    NoticesModule,
    OwnModule,
    TokensModule,
    VaultModule,
  ],
})
export class OauthModule {}
