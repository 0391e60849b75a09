/** What a platform thinks of an agency's own keys, as far as it can be asked without a talent. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { describeCode } from '../../core/connection-codes.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Database } from '../../core/database/database.service.js';
import type { Principal } from '../../core/principal.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { PlatformGateway, type CallOptions } from '../../platforms/platform.gateway.js';
import type { RegisteredPlatform } from '../../platforms/platform.registry.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { AppCredentialDesk } from './app-credential-desk.service.js';
import type { AppCredentialRow } from './app-credentials.repository.js';
import { AppPlatforms } from './app-platforms.service.js';
import { AppStore } from './app-store.service.js';
import { keysFor, type KeyPurpose } from './app-keys.js';
import type { AppCredentialCheck, AppCredentialFinding } from './dto/app-credential.dto.js';

/** No platform ever issued these. */
const MADE_UP_CODE = 'made-up-to-check-the-app';
const MADE_UP_VERIFIER = 'a-verifier-that-belongs-to-no-authorization-at-all';
/** What a platform answers that knows the app and not the code. */
const ACCEPTED: ReadonlySet<ConnectionCode> = new Set<ConnectionCode>([
  'CONSENT_STATE_INVALID',
  'CONSENT_DECLINED',
  'AUTH_RECONNECT_REQUIRED',
  'AUTH_REVOKED',
]);

@Injectable()
export class AppCredentialCheckService {
  constructor(
    private readonly database: Database,
    private readonly desk: AppCredentialDesk,
    private readonly store: AppStore,
    private readonly platforms: AppPlatforms,
    private readonly gateway: PlatformGateway,
    private readonly clock: Clock,
  ) {}

  /** A 409 where the agency has no keys of its own. */
  async check(principal: Principal, id: string, origin: RequestOrigin): Promise<AppCredentialCheck> {
    const platform = this.platforms.get(id);
    const { agencyId } = principal;
    const row = await this.desk.required(principal, id);
    const findings = await this.findings(platform, row, agencyId);
    const checkedAt = this.clock.now();
    const code = findings.find((finding) => finding.code !== null)?.code ?? null;
    await this.database.inAgency(agencyId, async (tx) => {
      await this.store.checked(tx, agencyId, row.id, checkedAt, code);
      const fields = [{ field: 'checkCode', before: row.checkCode, after: code }];
      await this.desk.record(tx, { principal, origin }, 'app-credential.checked', { id: row.id, platform: id }, fields);
    });
    return { ok: code === null, checkedAt: checkedAt.toISOString(), findings };
  }

  private async findings(
    platform: RegisteredPlatform,
    row: AppCredentialRow,
    agencyId: string,
  ): Promise<AppCredentialFinding[]> {
    const purposes = [...keysFor(platform.descriptor)].filter(([, keys]) =>
      keys.every((key) => row.keys.includes(key)),
    );
    const has = new Set<KeyPurpose>(purposes.map(([purpose]) => purpose));
    const options: CallOptions = { lane: 'interactive', agencyId, credential: `agency:${row.id}` };
    return [
      ...(has.has('consent') && platform.authorizer ? await this.ofConsent(platform, options) : []),
      ...(has.has('public') ? await this.ofPublicData(platform, options) : []),
    ];
  }

  /** A made-up code: refused as a code by whoever accepts the app, and for the app's sake by whoever does not. */
  private async ofConsent(platform: RegisteredPlatform, options: CallOptions): Promise<AppCredentialFinding[]> {
    const { descriptor } = platform;
    const redirectUri = this.platforms.redirectUri(descriptor.id) ?? '';
    const verifier = descriptor.oauth?.pkce === 'S256' ? MADE_UP_VERIFIER : null;
    const exchange = { code: MADE_UP_CODE, redirectUri, verifier };
    const code = await codeOf(
      this.gateway.authorize(descriptor.id, options, (authorizer, context) => authorizer.exchange(exchange, context)),
    );
    return [appFinding(platform, code, redirectUri), registration(platform, redirectUri)];
  }

  private async ofPublicData(platform: RegisteredPlatform, options: CallOptions): Promise<AppCredentialFinding[]> {
    const { descriptor } = platform;
    if (!descriptor.selfCheck) return [];
    const locator = descriptor.selfCheck;
    const code = await codeOf(
      this.gateway.fetchProfiles(descriptor.id, [{ locator }], options).then(([answer]) => {
        if (answer?.ok === false) throw answer.error;
      }),
    );
    if (code === null || code.startsWith('PROFILE_'))
      return [{ code: null, text: `${descriptor.name} gives public data for these keys.`, action: null }];
    const { text, action } = describeCode(code, descriptor);
    return [{ code, text, action }];
  }
}

async function codeOf(work: Promise<unknown>): Promise<ConnectionCode | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof PlatformError) return error.code;
    throw error;
  }
}

function appFinding(
  { descriptor }: RegisteredPlatform,
  code: ConnectionCode | null,
  redirectUri: string,
): AppCredentialFinding {
  const { name, oauth } = descriptor;
  const keys = oauth ? `${oauth.clientIdKey} and ${oauth.clientSecretKey}` : 'both keys';
  if (code === null || ACCEPTED.has(code))
    return { code: null, text: `${name} accepts the app’s id and its secret.`, action: null };
  if (code === 'APP_CREDENTIALS_INVALID') {
    const action = `Copy ${keys} from the app’s page at ${name} once more; a secret that was renewed there ends the old one.`;
    return { code, text: `${name} refuses the app: it does not know this id, or the secret is not its own.`, action };
  }
  if (code === 'PLATFORM_CONTRACT_CHANGED') {
    const action = `See that the app at ${name} lists exactly this redirect address: ${redirectUri}`;
    return { code, text: `${name} refuses what the app asks, and not because of its keys.`, action };
  }
  const { text, action } = describeCode(code, descriptor);
  return { code, text, action };
}

/** Nobody can be asked for this but a person who signs in. */
function registration({ descriptor, scopes }: RegisteredPlatform, redirectUri: string): AppCredentialFinding {
  const asked = scopes.map(({ name }) => name).join(', ');
  return {
    code: null,
    text: `Whether the redirect address and the permissions are registered at ${descriptor.name} shows when the first talent signs in.`,
    action: `The app there must list ${redirectUri}, letter by letter, and these permissions: ${asked}.`,
  };
}
