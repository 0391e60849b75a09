/** A fake LinkedIn: userinfo and the followers' count behind real token checks, with Rest.li's errors. */
import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizationServer, bearerToken } from '../../simulation/authorization/authorization-server.js';
import type { Bearer } from '../../simulation/authorization/simulated-grants.js';
import { Directory } from '../../simulation/directory.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { imageUrl } from '../../simulation/images.js';
import type { LimitDialect } from '../../simulation/limits/simulated-limits.js';
import { personasWithout } from '../../simulation/personas.js';
import type { SimulatedAccount } from '../../simulation/simulated-account.js';
import { surroundings } from '../../simulation/surroundings.js';
import { linkedinMedia } from './linkedin.media.js';
import { linkedinConsent } from './linkedin.simulated-consent.js';
import { isVanityName } from './linkedin.urls.js';

const PLATFORM = 'linkedin';
const PICTURE_SECONDS = 60 * 86_400;
/** How many months a version is answered. */
const VERSION_MONTHS = 12;

interface Problem {
  readonly status: number;
  readonly serviceErrorCode?: number;
  readonly code?: string;
  readonly message: string;
}

const fail = (response: Response, problem: Problem): void => void response.status(problem.status).json(problem);

const REVOKED: Problem = {
  status: 401,
  serviceErrorCode: 65_601,
  code: 'REVOKED_ACCESS_TOKEN',
  message: 'The token used in the request has been revoked by the user',
};
const TOKEN_PROBLEMS: Readonly<Record<Exclude<Bearer, { ok: true }>['why'], Problem>> = {
  missing: { status: 401, serviceErrorCode: 401, message: 'Empty oauth2_access_token' },
  unknown: { status: 401, serviceErrorCode: 65_600, code: 'INVALID_ACCESS_TOKEN', message: 'Invalid access token' },
  expired: {
    status: 401,
    serviceErrorCode: 65_602,
    code: 'EXPIRED_ACCESS_TOKEN',
    message: 'The token used in the request has expired',
  },
  revoked: REVOKED,
};

const tooMany = (response: Response): void =>
  fail(response, {
    status: 429,
    serviceErrorCode: 101,
    code: 'TOO_MANY_REQUESTS',
    message: 'Resource level throttle APPLICATION_AND_MEMBER limit for calls to this resource is reached.',
  });

const CLASSES: Readonly<Record<string, string>> = {
  '/v2/userinfo': 'userinfo',
  '/rest/memberFollowersCount': 'followers',
};

/** Of each member, until midnight UTC; nothing tells how much is left. */
const limits: LimitDialect = {
  window: 'fixed',
  endOf: (now) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)),
  draw: (request) => {
    const endpointClass = Object.hasOwn(CLASSES, request.path) ? CLASSES[request.path] : undefined;
    return endpointClass === undefined ? null : { endpointClass, holder: bearerToken(request) ?? '' };
  },
  refuse: tooMany,
};

const dialect: FaultDialect = {
  rateLimited: tooMany,
  failed: (response) => fail(response, { status: 500, message: 'Internal Server Error' }),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

type Holder = Extract<Bearer, { ok: true }>;

class LinkedinRoutes {
  readonly consent: AuthorizationServer;
  private readonly directory = new Directory();
  private readonly faults: FaultyAccounts;

  constructor(private readonly options: SimulatorOptions) {
    this.faults = new FaultyAccounts(options);
    this.consent = new AuthorizationServer(
      linkedinConsent((handle) => {
        const lower = handle.normalize('NFC').toLowerCase();
        return isVanityName(lower) ? this.directory.holderOf(lower) : null;
      }),
      options,
    );
  }

  userinfo(request: Request, response: Response): void {
    this.asked(request, response, 'profile', ({ name }, account) => {
      const [given = '', ...family] = account.displayName.split(' ');
      response.json({
        sub: subOf(name),
        name: account.displayName,
        given_name: given,
        family_name: family.join(' '),
        picture: this.picture(name),
        locale: { country: 'US', language: 'en' },
      });
    });
  }

  followers(request: Request, response: Response): void {
    const version = /^(\d{4})(\d{2})(\d{2})?$/.exec(request.get('linkedin-version') ?? '');
    if (!version)
      return fail(response, { status: 400, code: 'VERSION_MISSING', message: 'A version must be present.' });
    const now = this.options.now();
    const age = (now.getUTCFullYear() - Number(version[1])) * 12 + now.getUTCMonth() + 1 - Number(version[2]);
    if (age < 0 || age > VERSION_MONTHS) {
      const message = `Requested version ${version[1]}${version[2]}01 is not active`;
      return fail(response, { status: 426, code: 'NONEXISTENT_VERSION', message });
    }
    this.asked(request, response, 'r_member_profileAnalytics', ({ name }, account) => {
      this.directory.readPosts(name); // nothing lists posts; this is what a sync asks for and a look-up does not
      const elements = [{ memberFollowersCount: account.followers(now) }];
      response.json({ paging: { start: 0, count: 10, links: [] }, elements });
    });
  }

  /** A member who is gone has taken every app's access along. */
  private asked(
    request: Request,
    response: Response,
    scope: string,
    answer: (holder: Holder, account: SimulatedAccount) => void,
  ): void {
    const holder = this.consent.bearer(request);
    if (!holder.ok) return fail(response, TOKEN_PROBLEMS[holder.why]);
    if (!holder.scopes.includes(scope)) {
      const message = `Not enough permissions to access: GET ${request.path}`;
      return fail(response, { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message });
    }
    const { name } = holder;
    answerWith(this.faults.befalls([name]), response, dialect, () => {
      if (this.directory.readById(name) === null || this.isGone(name)) fail(response, REVOKED);
      else answer(holder, this.directory.account(PLATFORM, name));
    });
  }

  /** Nobody is private to apps that they let in. */
  private isGone(name: string): boolean {
    const absence = this.directory.absenceOf(name);
    return absence !== null && absence !== 'private';
  }

  private picture(name: string): string {
    const end = Math.floor(this.options.now().getTime() / 1_000) + PICTURE_SECONDS;
    return `${imageUrl(this.options.baseUrl, 'avatar', name)}?e=${end}&v=beta&t=${hash(`${name}:${end}`).slice(0, 43)}`;
  }
}

const hash = (seed: string): string => createHash('sha256').update(seed).digest('base64url');
/** As this one app sees the member. */
const subOf = (name: string): string => hash(`${PLATFORM}:${name}`).slice(0, 10);

/** An address whose signature has ended leads nowhere any more. */
function refuseExpired({ now }: SimulatorOptions): Router {
  const router = Router();
  router.get('/__image/*path', (request, response, next) => {
    const until = linkedinMedia.goodUntil(`https://simulated.example${request.originalUrl}`);
    if (!until || until > now()) return next();
    response.status(403).type('text').send('URL signature expired');
  });
  return router;
}

function router(options: SimulatorOptions): Router {
  const linkedin = new LinkedinRoutes(options);
  const routes = Router();
  routes.use(refuseExpired(options), ...surroundings(options, dialect, limits), linkedin.consent.router());
  routes.get('/v2/userinfo', (request, response) => linkedin.userinfo(request, response));
  routes.get('/rest/memberFollowersCount', (request, response) => linkedin.followers(request, response));
  routes.use((request, response) =>
    fail(response, { status: 404, code: 'RESOURCE_NOT_FOUND', message: `No virtual resource found ${request.path}` }),
  );
  return routes;
}

/** Members have no accounts that show themselves to nobody, and of their posts nothing is told. */
export const linkedinSimulator: PlatformSimulator = {
  platform: PLATFORM,
  personas: personasWithout('private', 'pruned'),
  router,
};
