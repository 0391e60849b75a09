/** The cookie that a link's token is exchanged for. */
import { Injectable } from '@nestjs/common';
import { Config } from '../../core/config/config.js';
import { HostCookie } from '../../core/edge/host-cookie.js';

@Injectable()
export class ConsentCookie extends HostCookie {
  constructor(config: Config) {
    super(config, 'rostrum-consent', /^[\w-]{43}$/);
  }
}
