/** What an app at a platform is made of, and what has to be registered there. */
import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../core/errors.js';
import type { PlatformDescriptor } from '../../platforms/contract/descriptor.js';
import { PlatformRegistry, type RegisteredPlatform } from '../../platforms/platform.registry.js';
import { RedirectUris } from '../../platforms/redirect-uri.service.js';
import type { AppCredentialRow } from './app-credentials.repository.js';
import { appKeys } from './app-keys.js';
import type { AppCredentialResponse } from './dto/app-credential.dto.js';

@Injectable()
export class AppPlatforms {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly redirects: RedirectUris,
  ) {}

  get(id: string): RegisteredPlatform {
    const platform = this.registry.find(id);
    if (!platform) throw notFound('platform');
    return platform;
  }

  /** A 409 for platforms that are read without any keys. */
  withKeys(id: string): PlatformDescriptor {
    const { descriptor } = this.get(id);
    if (appKeys(descriptor).length === 0)
      throw conflict(`${descriptor.name} is read without keys: there are none to keep.`);
    return descriptor;
  }

  /** Null where talents cannot consent. */
  redirectUri(id: string): string | null {
    return this.get(id).authorizer ? this.redirects.of(id) : null;
  }

  shown(id: string): (row: AppCredentialRow | null) => AppCredentialResponse {
    const { descriptor, scopes } = this.get(id);
    return (row) => ({
      platform: id,
      own: row !== null,
      keys: appKeys(descriptor).map((key) => ({
        ...key,
        for: [...key.for],
        set: row?.keys.includes(key.key) ?? false,
      })),
      redirectUri: this.redirectUri(id),
      scopes: scopes.map(({ name }) => name),
      updatedAt: row?.updatedAt.toISOString() ?? null,
      checkedAt: row?.checkedAt?.toISOString() ?? null,
      checkCode: row?.checkCode ?? null,
    });
  }
}
