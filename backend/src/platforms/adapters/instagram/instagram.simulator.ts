/** A fake Graph API: Business Discovery for others' accounts, and Instagram Login with a talent's own. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { PERSONAS } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { readFields, type AskedField } from './instagram.field-expansion.js';
import { instagramMedia } from './instagram.media.js';
import { attempt, dialect, fail, wrongParameter, type Problem } from './instagram.simulated-errors.js';
import { limits } from './instagram.simulated-limits.js';
import { SimulatedLogin } from './instagram.simulated-login.js';
import { OwnRoutes } from './instagram.simulated-own-routes.js';
import { SimulatedInstagram } from './instagram.simulated-wire.js';

const PLATFORM = 'instagram';
const HOUR_MS = 3_600_000;
/** Calls an hour that count as all of the limit; far beyond what a demonstration asks. */
const CALLS_PER_HOUR = 50_000;

/** The same for names that nobody has, and for accounts that are personal, private, suspended or age-restricted. */
function cannotFind(response: Response, username: string): void {
  fail(response, {
    message: 'Invalid user id',
    code: 110,
    subcode: 2_207_013,
    title: 'Cannot find User',
    words: `The user with username: ${username} cannot be found.`,
  });
}

const TOKEN_PROBLEMS: Readonly<Record<string, Problem>> = {
  '': { message: 'An access token is required to request this resource.', code: 104 },
  invalid: { message: 'Invalid OAuth access token - Cannot parse access token', code: 190 },
  expired: { message: 'Error validating access token: Session has expired.', code: 190, subcode: 463 },
};

class DiscoveryRoutes {
  private readonly calls = { hour: 0, count: 0 };

  constructor(
    private readonly network: SimulatedInstagram,
    private readonly faults: FaultyAccounts,
    private readonly options: SimulatorOptions,
  ) {}

  read(request: Request<{ account: string }>, response: Response): void {
    response.locals['now'] = this.options.now().getTime();
    response.locals['account'] = request.params.account;
    const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const problem = Object.hasOwn(TOKEN_PROBLEMS, token) ? TOKEN_PROBLEMS[token] : undefined;
    if (problem) return fail(response, problem);
    this.tellUsage(response);
    const fields = readFields(typeof request.query['fields'] === 'string' ? request.query['fields'] : 'id');
    if (!fields) return fail(response, { message: 'Syntax error in the fields that were asked for', code: 2_500 });
    attempt(response, () => this.answer(request.params.account, fields, response));
  }

  private answer(account: string, fields: readonly AskedField[], response: Response): void {
    const other = fields.find(({ name }) => name !== 'id' && name !== 'business_discovery');
    if (other) throw wrongParameter(`(#100) Tried accessing nonexisting field (${other.name}) on node type (IGUser)`);
    const discovery = fields.find(({ name }) => name === 'business_discovery');
    const username = discovery?.modifiers.get('username');
    if (!discovery) return void response.json({ id: account });
    if (username === undefined) throw wrongParameter('(#100) The parameter username is required');
    answerWith(this.faults.befalls([username.toLowerCase()]), response, dialect, () =>
      attempt(response, () => {
        const found = this.network.discover(username, discovery.fields);
        if (found) response.json({ business_discovery: found, id: account });
        else cannotFind(response, username);
      }),
    );
  }

  /** As on the real network, nothing is said until a part of the limit is used. */
  private tellUsage(response: Response): void {
    if (response.hasHeader('x-app-usage')) return;
    const hour = Math.floor(this.options.now().getTime() / HOUR_MS);
    if (this.calls.hour !== hour) Object.assign(this.calls, { hour, count: 0 });
    this.calls.count += 1;
    const used = Math.floor((100 * this.calls.count) / CALLS_PER_HOUR);
    if (used > 0)
      response.set(
        'x-app-usage',
        JSON.stringify({ call_count: used, total_cputime: 0, total_time: Math.floor(used / 2) }),
      );
  }
}

/** An address whose signature has ended leads nowhere any more. */
function refuseExpired({ now }: SimulatorOptions): Router {
  const router = Router();
  router.get('/__image/*path', (request, response, next) => {
    const until = instagramMedia.goodUntil(`https://simulated.example${request.originalUrl}`);
    if (!until || until > now()) return next();
    response.status(403).type('text').send('URL signature expired');
  });
  return router;
}

function router(options: SimulatorOptions): Router {
  const network = new SimulatedInstagram(options);
  const faults = new FaultyAccounts(options);
  const login = new SimulatedLogin(network.directory, options);
  const discovery = new DiscoveryRoutes(network, faults, options);
  const routes = Router();
  routes.use(refuseExpired(options), ...surroundings(options, dialect, limits));
  routes.use(login.router(), new OwnRoutes(network, login, faults, options).router());
  routes.get('/v26.0/:account', (request, response) => discovery.read(request, response));
  routes.use((request, response) =>
    fail(response, { message: `Unknown path components: ${request.path}`, code: 2_500 }),
  );
  return routes;
}

export const instagramSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
