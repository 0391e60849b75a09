/** Instagram Login as the fake network plays it: the page, and what its two hosts give for codes and tokens. */
import { Router, type Request, type Response } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizationServer, bearerToken } from '../../simulation/authorization/authorization-server.js';
import { plainText, type ConsentRules, type Refusal } from '../../simulation/authorization/consent-rules.js';
import type { Bearer } from '../../simulation/authorization/simulated-grants.js';
import { chance } from '../../simulation/dice.js';
import type { Directory } from '../../simulation/directory.js';
import { fail, type Problem } from './instagram.simulated-errors.js';
import { appScopedId } from './instagram.simulated-own.js';
import { isUsername } from './instagram.urls.js';

export const INSIGHTS = 'instagram_business_manage_insights';
const BASIC = 'instagram_business_basic';
const AUTHORIZE = '/oauth/authorize';
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;
/** No two tokens are issued in the same millisecond, so some are a little younger than they look. */
const SLACK_MS = 1_000;
const LASTING_SECONDS = 60 * DAY_SECONDS;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'client-missing': 'Invalid platform app',
  client: 'Error validating client secret: invalid client_secret',
  code: 'Matching code was not found or was already used',
  redirect: 'Error validating verification code. Please make sure your redirect_uri is identical to the one you used',
  verifier: 'Invalid authorization code',
  refresh: 'Invalid authorization code',
  'grant-type': 'Invalid grant_type',
};

const rulesOf = (directory: Directory): ConsentRules => ({
  platform: 'instagram',
  name: 'Instagram',
  paths: { authorize: AUTHORIZE, token: '/oauth/access_token' },
  clientIdName: 'client_id',
  clientAuth: 'body',
  scopes: { [BASIC]: 'See your profile and your posts', [INSIGHTS]: 'See the insights of your account and posts' },
  scopeSeparator: ',',
  fixedScopes: [BASIC],
  pkce: 'none',
  codeSeconds: HOUR_SECONDS,
  accessSeconds: HOUR_SECONDS,
  refresh: { kind: 'none', seconds: null },
  looks: { code: 'AQB', access: 'IGAA', refresh: '' },
  check: (asked) =>
    (asked.get('scope') ?? '').split(',').includes(BASIC) ? null : `Invalid scope: ${BASIC} has to be among them.`,
  switchesAccount: (asked) => asked.get('force_reauth') === 'true',
  denied: {
    error: 'access_denied',
    error_reason: 'user_denied',
    error_description: 'The user denied your request',
  },
  account: (handle) => (isUsername(handle.toLowerCase()) ? directory.holderOf(handle.toLowerCase()) : null),
  answer: ({ name, accessToken, scopes }) =>
    chance(`${name}:wrapped`) < 0.3
      ? { data: [{ access_token: accessToken, user_id: appScopedId(name), permissions: scopes.join(',') }] }
      : { access_token: accessToken, user_id: bareNumber(appScopedId(name)), permissions: scopes },
  refuse: (refusal, response) =>
    void response.status(400).json({ error_type: 'OAuthException', code: 400, error_message: REFUSALS[refusal] }),
});

/** Digits without quotes, more than a number holds. */
const bareNumber = (digits: string): unknown => (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(digits);

const UNREADABLE: Problem = { message: 'Invalid OAuth access token - Cannot parse access token', code: 190 };
const TOKEN_PROBLEMS: Readonly<Record<Exclude<Bearer, { ok: true }>['why'], Problem>> = {
  missing: { message: 'An access token is required to request this resource.', code: 104 },
  unknown: UNREADABLE,
  expired: { message: 'Error validating access token: Session has expired.', code: 190, subcode: 463 },
  revoked: {
    message: 'Error validating access token: The user has not authorized application.',
    code: 190,
    subcode: 458,
  },
};

/** Browsers come back with a tail behind the address that is no part of anything. */
function addTail(response: Response): void {
  const location = response.location.bind(response);
  response.location = (url) => location(url.includes('code=') ? `${url}#_` : url);
}

type Good = Extract<Bearer, { ok: true }>;

export class SimulatedLogin {
  readonly server: AuthorizationServer;

  constructor(
    directory: Directory,
    private readonly options: SimulatorOptions,
  ) {
    this.server = new AuthorizationServer(rulesOf(directory), options);
  }

  router(): Router {
    const router = Router();
    router.post(AUTHORIZE, (_request, response, next) => {
      addTail(response);
      next();
    });
    router.use(this.server.router());
    router.get('/access_token', (request, response) => this.lengthen(request, response));
    router.get('/refresh_access_token', (request, response) => this.refresh(request, response));
    return router;
  }

  /** Whose token it is; answers, and gives null, where it is nobody's. */
  bearer(request: Request, response: Response): { token: string; held: Good } | null {
    const token = bearerToken(request) ?? plainText(request.query['access_token']) ?? '';
    const held = this.server.grants.bearer(token);
    if (held.ok) return { token, held };
    fail(response, TOKEN_PROBLEMS[held.why]);
    return null;
  }

  /** A token for an hour becomes one for sixty days, once. */
  private lengthen(request: Request, response: Response): void {
    if (this.server.faults.befalls(response)) return;
    const secret = plainText(request.query['client_secret']) ?? '';
    if (request.query['grant_type'] !== 'ig_exchange_token' || secret === '' || secret.startsWith('invalid'))
      return fail(response, { message: 'Error validating client secret.', code: 1, status: 400 });
    const found = this.bearer(request, response);
    if (!found) return;
    if (found.held.claims.generation > 0)
      return fail(response, { message: 'Unsupported request - method type: get', code: 100 });
    this.give(response, found.held);
  }

  /** Not before it is a day old (or, where lives are shortened, a quarter of its own), and never for one that lives for an hour. */
  private refresh(request: Request, response: Response): void {
    if (this.server.faults.befalls(response)) return;
    const found = this.bearer(request, response);
    if (request.query['grant_type'] !== 'ig_refresh_token' || !found) {
      this.server.notes.take(response, 'refresh', found?.held.name ?? null, 'refused');
      if (found) fail(response, { message: 'Invalid grant_type', code: 100 });
      return;
    }
    const { generation, issued, ends } = found.held.claims;
    const age = this.options.now().getTime() - issued + SLACK_MS;
    if (generation === 0 || age < Math.min(DAY_SECONDS * 1_000, ((ends ?? issued) - issued) / 4)) {
      this.server.notes.take(response, 'refresh', found.held.name, 'early');
      return fail(response, { message: 'The access token cannot be refreshed yet.', code: 100 });
    }
    this.server.notes.take(response, 'refresh', found.held.name);
    this.give(response, found.held);
  }

  /** Where lives are shortened, of both kinds of tokens. */
  private give(response: Response, { claims, scopes }: Good): void {
    const { accessSeconds } = this.server.grants.lifetimes;
    const seconds = accessSeconds === HOUR_SECONDS ? LASTING_SECONDS : accessSeconds;
    const token = this.server.grants.prolonged({ ...claims, generation: claims.generation + 1 }, seconds);
    response
      .set('cache-control', 'no-store')
      .json({ access_token: token, token_type: 'bearer', expires_in: seconds, permissions: scopes.join(',') });
  }
}
