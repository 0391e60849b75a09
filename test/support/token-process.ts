/**
 * A worker process of its own that uses one connection's tokens when its parent says so, and dies at a marked point of a
 * refresh where `CRASH_AT` names one: as if its machine had, with nothing tidied up.
 */
import 'reflect-metadata';
import type { TestingModuleBuilder } from '@nestjs/testing';
import { HttpClient } from '../../backend/src/core/http/http-client.js';
import { CredentialRepository } from '../../backend/src/oauth/tokens/credential.repository.js';
import { RefreshRequest } from '../../backend/src/oauth/tokens/refresh-request.service.js';
import { RenewedTokens } from '../../backend/src/oauth/tokens/renewed-tokens.service.js';
import { TokenService } from '../../backend/src/oauth/tokens/token.service.js';
import { PlatformError } from '../../backend/src/platforms/contract/platform-error.js';
import { settingsFor } from './settings.js';
import type { CrashPoint, Round, RoundDone } from './token-processes.js';
import { aStillWorker } from './worker.js';

const { SIMULATORS = '', CRASH_AT } = process.env;

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

class DiesBeforeItAsks extends RefreshRequest {
  override ask(): Promise<never> {
    return die();
  }
}

/** The request is marked as sent, and never arrives. */
class DiesAsItAsks extends HttpClient {
  override post(): Promise<never> {
    return die();
  }
}

/** The platform has done it, and nobody has read its answer. */
class DiesAtTheAnswer extends HttpClient {
  override async post(...request: Parameters<HttpClient['post']>): Promise<never> {
    await super.post(...request);
    return die();
  }
}

/** The new tokens are written, and the write is taken back. */
class DiesBeforeTheCommit extends CredentialRepository {
  override async renew(...of: Parameters<CredentialRepository['renew']>): Promise<never> {
    await super.renew(...of);
    return die();
  }
}

class DiesAfterTheCommit extends RenewedTokens {
  override async keep(...of: Parameters<RenewedTokens['keep']>): Promise<never> {
    await super.keep(...of);
    return die();
  }
}

type Mortal = (module: TestingModuleBuilder) => TestingModuleBuilder;

const DEATHS: Readonly<Record<CrashPoint, Mortal>> = {
  'before the request': (module) => module.overrideProvider(RefreshRequest).useClass(DiesBeforeItAsks),
  'as the request goes out': (module) => module.overrideProvider(HttpClient).useClass(DiesAsItAsks),
  'at the answer': (module) => module.overrideProvider(HttpClient).useClass(DiesAtTheAnswer),
  'before the commit': (module) => module.overrideProvider(CredentialRepository).useClass(DiesBeforeTheCommit),
  'after the commit': (module) => module.overrideProvider(RenewedTokens).useClass(DiesAfterTheCommit),
};

/** As an adapter's client does: refused where the platform itself refuses. */
async function ask(accessToken: string): Promise<void> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const { status } = await fetch(`${SIMULATORS}/x/2/users/me`, { headers });
  if (status === 401) throw new PlatformError('AUTH_RECONNECT_REQUIRED');
  if (status !== 200) throw new PlatformError('PLATFORM_UNAVAILABLE', { note: String(status) });
}

async function round(tokens: TokenService, { of, users }: Round): Promise<RoundDone> {
  const uses = Array.from({ length: users }, async () => {
    try {
      await tokens.withAccessToken(of, ask);
      return 'ok';
    } catch (error) {
      return error instanceof PlatformError ? error.message : String(error);
    }
  });
  const outcomes: Record<string, number> = {};
  for (const outcome of await Promise.all(uses)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { outcomes };
}

async function start(): Promise<void> {
  Object.assign(globalThis, { keepLog: (text: string) => process.stdout.write(text) }); // whoever started it keeps it
  const module = await aStillWorker(
    settingsFor({ url: SIMULATORS }),
    CRASH_AT ? DEATHS[CRASH_AT as CrashPoint] : undefined,
  );
  const tokens = module.get(TokenService, { strict: false });
  process.on('message', (wish: Round) => void round(tokens, wish).then((done) => process.send?.(done)));
  process.once('disconnect', () => process.exit());
  process.send?.({ outcomes: {} } satisfies RoundDone);
}

await start();
