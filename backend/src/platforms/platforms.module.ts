import { Global, Module } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { ImageLinks } from '../core/image-links.js';
import { HttpModule } from '../core/http/http.module.js';
import { AuthorizePages } from './authorize-pages.service.js';
import { AppCredentialResolver, DeploymentCredentials } from './app-credentials.js';
import { noteBreakers } from './breaker-notes.js';
import { SamplingCircuitBreaker } from './breaker.js';
import { Budget, CircuitBreaker } from './budget.js';
import { BudgetLedgerRepository } from './budget-ledger.repository.js';
import { BudgetLedger } from './budget-ledger.service.js';
import { BudgetMemory } from './budget-memory.js';
import { BudgetRedis } from './budget-redis.js';
import { SharedBudget } from './budget-shared.js';
import { BudgetView } from './budget-view.service.js';
import { CATALOGUE } from './catalogue.js';
import { AgencyCredentials } from './contract/agency-credentials.js';
import type { Authorizer } from './contract/authorizer.js';
import type { Fetcher } from './contract/fetcher.js';
import { FairReserve } from './fair-reserve.js';
import { LimitBook } from './limits-book.js';
import { MediaController } from './media.controller.js';
import { MediaLinks } from './media-links.service.js';
import { MediaService } from './media.service.js';
import { PlatformCheckService } from './platform-check.service.js';
import { PlatformGateway } from './platform.gateway.js';
import { AUTHORIZERS, FETCHERS, PlatformRegistry } from './platform.registry.js';
import { PlatformSettings } from './platform.settings.js';
import { PlatformsController } from './platforms.controller.js';
import { PlatformsService } from './platforms.service.js';
import { RedirectUris } from './redirect-uri.service.js';

const AUTHORIZER_PROVIDERS = CATALOGUE.flatMap(({ authorizer }) => (authorizer ? [authorizer] : []));

/** Needs Clock, KeyedHash and PlatformSettings from the root. Global for ImageLinks alone, which floors beside it ask. */
@Global()
@Module({
  imports: [HttpModule],
  controllers: [MediaController, PlatformsController],
  providers: [
    ...CATALOGUE.map((platform) => platform.fetcher),
    // Nest has no multi-providers: one list, made from every adapter's fetcher.
    {
      provide: FETCHERS,
      useFactory: (...fetchers: Fetcher[]) => fetchers,
      inject: CATALOGUE.map((platform) => platform.fetcher.provide),
    },
    ...AUTHORIZER_PROVIDERS,
    {
      provide: AUTHORIZERS,
      useFactory: (...authorizers: Authorizer[]) => authorizers,
      inject: AUTHORIZER_PROVIDERS.map(({ provide }) => provide),
    },
    {
      provide: AppCredentialResolver,
      useFactory: (settings: PlatformSettings, agencies?: AgencyCredentials) =>
        new DeploymentCredentials(settings, agencies),
      inject: [PlatformSettings, { token: AgencyCredentials, optional: true }],
    },
    FairReserve,
    LimitBook,
    BudgetLedger,
    BudgetLedgerRepository,
    BudgetMemory,
    BudgetRedis,
    { provide: Budget, useClass: SharedBudget },
    {
      provide: CircuitBreaker,
      useFactory: (clock: Clock, redis: BudgetRedis) => new SamplingCircuitBreaker(clock, noteBreakers(redis, clock)),
      inject: [Clock, BudgetRedis],
    },
    BudgetView,
    PlatformRegistry,
    AuthorizePages,
    PlatformGateway,
    PlatformsService,
    PlatformCheckService,
    RedirectUris,
    MediaLinks,
    { provide: ImageLinks, useExisting: MediaLinks },
    MediaService,
  ],
  exports: [AuthorizePages, BudgetView, ImageLinks, PlatformRegistry, PlatformGateway, MediaLinks, RedirectUris],
})
export class PlatformsModule {}
