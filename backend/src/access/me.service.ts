/** What a caller is told about itself. */
import { Injectable, Optional } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import type { Principal } from '../core/principal.js';
import { Simulation } from '../core/simulation.js';
import type { Me } from './dto/me.dto.js';
import { permissionsOf } from './permissions.js';

@Injectable()
export class MeService {
  constructor(
    private readonly config: Config,
    @Optional() private readonly simulation?: Simulation,
  ) {}

  describe(principal: Principal): Me {
    const staff = principal.kind === 'staff' ? principal : null;
    return {
      kind: principal.kind === 'api-key' ? 'api-key' : 'staff',
      user: staff && { id: staff.userId, name: staff.name, email: staff.email },
      role: staff?.role ?? null,
      talentId: staff?.talentId ?? null,
      scopes: principal.kind === 'api-key' ? [...principal.scopes] : null,
      agency: { id: principal.agencyId, name: principal.agencyName },
      permissions: permissionsOf(principal),
      simulated: this.simulation?.anySimulated() ?? false,
      mails: this.mails,
    };
  }

  /** A link in a mail needs an address to lead to. */
  private get mails(): boolean {
    const { SMTP_URL, PUBLIC_URL } = this.config.values;
    return SMTP_URL !== undefined && PUBLIC_URL !== undefined;
  }
}
