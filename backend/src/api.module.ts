/** The API: composition only. */
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessModule } from './access/access.module.js';
import { ActionLimitInterceptor } from './access/action-limit.interceptor.js';
import { IdempotencyInterceptor } from './access/idempotency.interceptor.js';
import { PrincipalGuard } from './access/principal.guard.js';
import { AuditModule } from './audit/audit.module.js';
import { ConnectionsModule } from './connections/connections.module.js';
import type { Config } from './core/config/config.js';
import { EdgeModule } from './core/edge/edge.module.js';
import { HealthModule } from './core/health/health.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { IngestionModule } from './ingestion/ingestion.module.js';
import { LiveModule } from './live/live.module.js';
import { OauthModule } from './oauth/oauth.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PlatformsModule } from './platforms/platforms.module.js';
import type { PlatformSettings } from './platforms/platform.settings.js';
import { SurroundingsModule } from './surroundings.module.js';
import { TalentsModule } from './talents/talents.module.js';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    ConnectionsModule,
    EdgeModule,
    HealthModule,
    ImportsModule,
    IngestionModule,
    LiveModule,
    OauthModule,
    OperationsModule,
    PlatformsModule,
    TalentsModule,
  ],
  providers: [
    { provide: APP_GUARD, useExisting: PrincipalGuard },
    // Idempotency first: an answer that is given again costs nothing.
    { provide: APP_INTERCEPTOR, useExisting: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useExisting: ActionLimitInterceptor },
  ],
})
export class ApiModule {
  static with(config: Config, settings: PlatformSettings): DynamicModule {
    return { module: ApiModule, imports: [SurroundingsModule.with(config, settings)] };
  }
}
