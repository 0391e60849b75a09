/** From "Connect" to the platform's page. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../core/clock.js';
import { newId } from '../../core/database/ids.js';
import { ApiError } from '../../core/errors.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import type { StartFlowBody } from './dto/flow.requests.js';
import type { StartedFlow } from './dto/flow.responses.js';
import { FlowApps } from './flow-apps.js';
import type { ConsentPlatform } from './flow-apps.js';
import { FlowBook, secret } from './flow-book.js';
import type { Beginning } from './flow-book.js';
import { FlowCookies } from './flow-cookies.js';
import { FlowDoor } from './flow-door.js';
import { FlowPassport } from './flow-passport.js';
import { failureWords } from './flow-words.js';
import type { Passage } from './passage.js';

const LASTS_MS = 10 * 60_000;

@Injectable()
export class FlowStartService {
  constructor(
    private readonly door: FlowDoor,
    private readonly apps: FlowApps,
    private readonly book: FlowBook,
    private readonly passport: FlowPassport,
    private readonly cookies: FlowCookies,
    private readonly clock: Clock,
  ) {}

  async start(platformId: string, body: StartFlowBody, request: Request, response: Response): Promise<StartedFlow> {
    const platform = this.apps.find(platformId);
    const { starter, goal, switchAccount } = await this.door.admit(platform, body, request);
    const beginning: Beginning = {
      ...goal,
      id: newId(),
      platform: platformId,
      starter,
      app: await this.appOf(platform, starter.agencyId),
      redirectUri: platform.redirectUri,
      scopes: platform.scopes.map(({ name }) => name),
      binding: secret(),
      expiresAt: new Date(this.clock.now().getTime() + LASTS_MS),
      origin: { requestId: request.requestId ?? null, address: request.ip ?? null },
    };
    const passed = await this.passport.run(
      platformId,
      request,
      response,
      this.passage(platform, beginning, switchAccount),
    );
    if (!passed || !('url' in passed)) throw new Error('Passport led nowhere.');
    const url = new URL(passed.url);
    this.cookies.set(request, response, beginning.id, beginning.binding);
    return {
      authorizationUrl: (platform.authorizer.authorizationUrl?.(url) ?? url).href,
      flowId: beginning.id,
      expiresAt: beginning.expiresAt.toISOString(),
    };
  }

  private async appOf(platform: ConsentPlatform, agencyId: string): Promise<Beginning['app']> {
    try {
      return await this.apps.app(platform, agencyId);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const { text, action } = failureWords(error.code, platform.descriptor);
      throw new ApiError('SERVICE_UNAVAILABLE', text, { action, connectionCode: error.code, cause: error });
    }
  }

  private passage({ oauth }: ConsentPlatform, beginning: Beginning, switchAccount: boolean): Passage {
    return {
      clientId: beginning.app.clientId,
      parameters: { ...oauth.parameters, ...(switchAccount ? oauth.switchAccount : {}) },
      begin: (verifier) => this.book.begin(beginning, verifier),
      take: () => Promise.reject(new Error('Nothing comes back at the start.')),
      exchange: () => Promise.reject(new Error('Nothing comes back at the start.')),
    };
  }
}
