/** Where platforms ask people for their consent, in this deployment: the real page, or the simulator's. */
import { Injectable } from '@nestjs/common';
import type { OAuthFacts, PlatformDescriptor } from './contract/descriptor.js';
import { PlatformSettings } from './platform.settings.js';
import { platformOrigin } from './wire/platform-endpoint.js';

@Injectable()
export class AuthorizePages {
  constructor(private readonly settings: PlatformSettings) {}

  /** Absolute, without what a request adds to it. */
  of(descriptor: PlatformDescriptor, { authorize }: OAuthFacts): string {
    return `${platformOrigin(descriptor, authorize.origin, this.settings).baseUrl}${authorize.path}`;
  }
}
