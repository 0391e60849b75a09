import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { AppCredentialCheckService } from './app-credential-check.service.js';
import { AppCredentialDesk } from './app-credential-desk.service.js';
import { AppCredentialsController } from './app-credentials.controller.js';
import { AppPlatforms } from './app-platforms.service.js';
import { AppStore } from './app-store.service.js';

/** Where an agency brings keys of its own app, and has them checked. */
@Module({
  imports: [AuditModule, PlatformsModule],
  controllers: [AppCredentialsController],
  providers: [AppCredentialCheckService, AppCredentialDesk, AppPlatforms, AppStore],
})
export class AppCredentialsModule {}
