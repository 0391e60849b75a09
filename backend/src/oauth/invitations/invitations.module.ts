import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { PlatformsModule } from '../../platforms/platforms.module.js';
import { ConsentCookie } from './consent-cookie.js';
import { FreshLinks } from './fresh-links.service.js';
import { InvitationsController, ReconnectController } from './invitations.controller.js';
import { InvitationsCoreModule } from './invitations-core.module.js';
import { Invitations } from './invitations.service.js';
import { LinkOpening } from './link-opening.service.js';
import { LinkReader } from './link-reader.service.js';
import { OpenVisits } from './open-visits.service.js';
import { VisitorSteps } from './visitor-steps.service.js';
import { Visitors } from './visitors.service.js';

/** Links by which talents consent without an account here. */
@Module({
  imports: [AccessModule, AuditModule, InvitationsCoreModule, PlatformsModule],
  controllers: [InvitationsController, ReconnectController],
  providers: [ConsentCookie, FreshLinks, Invitations, LinkOpening, LinkReader, OpenVisits, Visitors, VisitorSteps],
  exports: [FreshLinks, InvitationsCoreModule, LinkOpening, Visitors, VisitorSteps],
})
export class InvitationsModule {}
