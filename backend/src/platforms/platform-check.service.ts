/** Whether a platform answers with the keys that are set: one cheap read of an account that everybody can see. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { describeCode } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import { conflict, notFound } from '../core/errors.js';
import type { Locator } from './contract/descriptor.js';
import { PlatformError } from './contract/platform-error.js';
import type { PlatformCheckResponse } from './dto/platform-check.response.js';
import { PlatformGateway } from './platform.gateway.js';
import { PlatformRegistry, type RegisteredPlatform } from './platform.registry.js';

@Injectable()
export class PlatformCheckService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly gateway: PlatformGateway,
    private readonly clock: Clock,
  ) {}

  /** Where keys are missing, it says which, and calls nobody. */
  async check(id: string, agencyId: string): Promise<PlatformCheckResponse> {
    const platform = this.registry.find(id);
    if (!platform) throw notFound('platform');
    const { descriptor, mode } = platform;
    const checkedAt = this.clock.now().toISOString();
    if (mode === 'absent') return { checkedAt, durationMs: null, ...missingKeys(platform) };
    if (!descriptor.selfCheck) throw conflict(`Nothing is known of ${descriptor.name} that could be read as a check.`);
    const startedAt = performance.now();
    const code = await this.read(descriptor.selfCheck, agencyId);
    const durationMs = Math.round(performance.now() - startedAt);
    return { checkedAt, durationMs, ...(code ? failed(platform, code) : answered(platform)) };
  }

  /** Null when the account could be read. */
  private async read(locator: Locator, agencyId: string): Promise<ConnectionCode | null> {
    try {
      const options = { lane: 'interactive', agencyId } as const;
      const [answer] = await this.gateway.fetchProfiles(locator.platform, [{ locator }], options);
      return answer?.ok === false ? answer.error.code : null;
    } catch (error) {
      if (error instanceof PlatformError) return error.code;
      throw error;
    }
  }
}

type Verdict = Pick<PlatformCheckResponse, 'ok' | 'code' | 'text' | 'action'>;

const answered = ({ descriptor: { name }, mode }: RegisteredPlatform): Verdict => ({
  ok: true,
  code: null,
  text: mode === 'simulated' ? `The simulated ${name} answers.` : `${name} answers, with the keys that are set.`,
  action: null,
});

function failed({ descriptor }: RegisteredPlatform, code: ConnectionCode): Verdict {
  const { text, action } = describeCode(code, descriptor);
  if (!code.startsWith('PROFILE_')) return { ok: false, code, text, action };
  // The sentences of the table speak of a talent's profile; this one is nobody's.
  const gone = `${descriptor.name} answers, but not about the account that is read as a check.`;
  return { ok: false, code, text: gone, action: 'The keys work. Tell whoever runs Rostrum, so that another is read.' };
}

const missingKeys = ({ descriptor: { name }, lacking }: RegisteredPlatform): Verdict => ({
  ok: false,
  code: 'APP_CREDENTIALS_INVALID',
  text: `${name} was not asked: ${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} not set.`,
  action: 'Set what is missing in the environment of the API and the workers, then start them again.',
});
