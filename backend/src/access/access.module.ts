import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { AccountController } from './account.controller.js';
import { ActionLimitInterceptor } from './action-limit.interceptor.js';
import { ActionLimit } from './action-limit.js';
import { AgencyController } from './agency.controller.js';
import { AgencyRepository } from './agency.repository.js';
import { AgencyService } from './agency.service.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthenticationService } from './authentication.service.js';
import { DenialJournal } from './denial-journal.js';
import { ErasureModule } from './erasure.module.js';
import { Idempotency } from './idempotency.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { LinkThrottle } from './link-throttle.js';
import { MeService } from './me.service.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { PassphraseChange } from './passphrase-change.service.js';
import { PrincipalGuard } from './principal.guard.js';
import { PublicThrottle } from './public-throttle.service.js';
import { RouteCheck } from './route-check.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInJournal } from './sign-in-journal.js';
import { SignInService } from './sign-in.service.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { StaffLinksController } from './staff-links.controller.js';
import { StaffLinksRepository } from './staff-links.repository.js';
import { StaffLinks } from './staff-links.service.js';
import { StaffMembersService } from './staff-members.service.js';
import { StaffController } from './staff.controller.js';
import { StaffModule } from './staff.module.js';
import { TalentAccounts } from './talent-accounts.service.js';
import { TalentSignIn } from './talent-sign-in.js';
import { TalentUsersRepository } from './talent-users.repository.js';
import { ThrottleRedis } from './throttle-redis.js';
import { WelcomeService } from './welcome.service.js';

/** Who is who, and who may what. The root binds the guard and the interceptors that this module offers. */
@Module({
  imports: [AuditModule, DiscoveryModule, StaffModule, ErasureModule],
  controllers: [
    AccountController,
    AgencyController,
    AuthController,
    ApiKeysController,
    StaffController,
    StaffLinksController,
  ],
  providers: [
    ActionLimit,
    ActionLimitInterceptor,
    AgencyRepository,
    AgencyService,
    ApiKeysRepository,
    ApiKeysService,
    AuthService,
    AuthenticationService,
    DenialJournal,
    Idempotency,
    IdempotencyInterceptor,
    LinkThrottle,
    MeService,
    OwnSessionsService,
    PassphraseChange,
    PrincipalGuard,
    PublicThrottle,
    RouteCheck,
    SessionCookie,
    SessionsRepository,
    SessionsService,
    SignInJournal,
    SignInService,
    SignInThrottle,
    StaffLinks,
    StaffLinksRepository,
    StaffMembersService,
    TalentAccounts,
    TalentSignIn,
    TalentUsersRepository,
    ThrottleRedis,
    WelcomeService,
  ],
  exports: [
    ActionLimitInterceptor,
    AuthenticationService,
    IdempotencyInterceptor,
    PrincipalGuard,
    PublicThrottle,
    StaffModule,
    TalentAccounts,
  ],
})
export class AccessModule {}
