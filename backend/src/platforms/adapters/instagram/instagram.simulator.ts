/** A fake Graph API: Business Discovery with its nested fields, its errors and its usage headers. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { images } from '../../simulation/images.js';
import { ledger } from '../../simulation/ledger.js';
import { PERSONAS } from '../../simulation/personas.js';
import { readFields, type AskedField } from './instagram.field-expansion.js';
import { instagramMedia } from './instagram.media.js';
import { GraphRefusal, SimulatedInstagram } from './instagram.simulated-wire.js';

const PLATFORM = 'instagram';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Calls an hour that count as all of the limit; far beyond what a demonstration asks. */
const CALLS_PER_HOUR = 50_000;

interface Problem {
  readonly message: string;
  readonly code: number;
  readonly subcode?: number;
  readonly status?: number;
  readonly transient?: boolean;
  readonly title?: string;
  readonly words?: string;
}

function fail(response: Response, { message, code, subcode, status = 400, transient, title, words }: Problem): void {
  response.status(status).json({
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      is_transient: transient ?? false,
      ...(title === undefined ? {} : { error_user_title: title, error_user_msg: words }),
      fbtrace_id: 'AsimulatedTrace',
    },
  });
}

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    const minutes = Math.max(1, Math.ceil((until.getTime() - Number(response.locals['now'])) / MINUTE_MS));
    const usage = { type: 'instagram', call_count: 100, total_cputime: 20, total_time: 31 };
    const account = String(response.locals['account']);
    response.set(
      'x-business-use-case-usage',
      JSON.stringify({ [account]: [{ ...usage, estimated_time_to_regain_access: minutes }] }),
    );
    const message = 'There have been too many calls to this Instagram account. Wait a bit and try again.';
    fail(response, { message, code: 80_002 });
  },
  failed: (response) => fail(response, { message: 'An unknown error has occurred.', code: 1, status: 500 }),
  unavailable: (response) =>
    fail(response, { message: 'Service temporarily unavailable', code: 2, status: 503, transient: true }),
};

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

class InstagramRoutes {
  private readonly network: SimulatedInstagram;
  private readonly faults: FaultyAccounts;
  private readonly calls = { hour: 0, count: 0 };

  constructor(private readonly options: SimulatorOptions) {
    this.network = new SimulatedInstagram(options);
    this.faults = new FaultyAccounts(options);
  }

  read(request: Request<{ account: string }>, response: Response): void {
    response.locals['now'] = this.options.now().getTime();
    response.locals['account'] = request.params.account;
    const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const problem = Object.hasOwn(TOKEN_PROBLEMS, token) ? TOKEN_PROBLEMS[token] : undefined;
    if (problem) return fail(response, problem);
    this.tellUsage(response);
    const fields = readFields(typeof request.query['fields'] === 'string' ? request.query['fields'] : 'id');
    if (!fields) return fail(response, { message: 'Syntax error in the fields that were asked for', code: 2_500 });
    this.answer(request.params.account, fields, response);
  }

  private answer(account: string, fields: readonly AskedField[], response: Response): void {
    const other = fields.find(({ name }) => name !== 'id' && name !== 'business_discovery');
    if (other)
      return refuse(response, `(#100) Tried accessing nonexisting field (${other.name}) on node type (IGUser)`);
    const discovery = fields.find(({ name }) => name === 'business_discovery');
    const username = discovery?.modifiers.get('username');
    if (!discovery) return void response.json({ id: account });
    if (username === undefined) return refuse(response, '(#100) The parameter username is required');
    answerWith(this.faults.befalls([username.toLowerCase()]), response, dialect, () =>
      this.discover(account, username, discovery.fields, response),
    );
  }

  private discover(account: string, username: string, fields: readonly AskedField[], response: Response): void {
    try {
      const found = this.network.discover(username, fields);
      if (found) response.json({ business_discovery: found, id: account });
      else cannotFind(response, username);
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error;
      refuse(response, error.message);
    }
  }

  /** As on the real network, nothing is said until a part of the limit is used. */
  private tellUsage(response: Response): void {
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

const refuse = (response: Response, message: string) => fail(response, { message, code: 100 });

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
  const instagram = new InstagramRoutes(options);
  const routes = Router();
  routes.use(refuseExpired(options), images(), ledger(options.now));
  routes.get('/v26.0/:account', (request, response) => instagram.read(request, response));
  routes.use((request, response) =>
    fail(response, { message: `Unknown path components: ${request.path}`, code: 2_500 }),
  );
  return routes;
}

export const instagramSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
