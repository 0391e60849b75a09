/** The front door of the fake authorization server: what is asked, who signs in, and what they decide. */
import type { Request, Response } from 'express';
import { absenceOf } from '../personas.js';
import { sendConsentPage, sendErrorPage, type ConsentPage } from './consent-page.js';
import { formOf, plainText, type ConsentRules } from './consent-rules.js';
import type { OAuthNotes } from './oauth-notes.js';
import type { SimulatedGrants } from './simulated-grants.js';
import { rememberSignIn, signedInHandle } from './signed-in.js';

/** A query parameter of the simulator's own, behind the link "Use another account". */
const SWITCH = 'sim_switch';

const CANNOT_SIGN_IN: Readonly<Record<string, string>> = {
  missing: 'There is no account with this name.',
  deleted: 'The owner has deactivated this account.',
  suspended: 'This account is suspended.',
};

interface Asked {
  readonly query: URLSearchParams;
  readonly client: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
}

export class AuthorizeRoutes {
  /** Path on this server, as a browser sees it. */
  private readonly base: string;

  constructor(
    private readonly rules: ConsentRules,
    private readonly grants: SimulatedGrants,
    private readonly notes: OAuthNotes,
    baseUrl: string,
  ) {
    this.base = new URL(baseUrl).pathname.replace(/\/$/, '');
  }

  show(request: Request, response: Response): void {
    const asked = this.asked(request);
    if (typeof asked === 'string') return this.refuse(response, asked);
    const anew = asked.query.has(SWITCH) || this.rules.switchesAccount(asked.query);
    if (anew) rememberSignIn(response, this.rules, `${this.base}/`, null);
    this.notes.take(response, 'authorize', null);
    this.page(response, asked, { signedIn: anew ? null : signedInHandle(request, this.rules), tried: null });
  }

  decide(request: Request, response: Response): void {
    const asked = this.asked(request);
    if (typeof asked === 'string') return this.refuse(response, asked);
    const form = formOf(request);
    const decision = plainText(form['decision']);
    if (decision === 'deny') {
      this.notes.take(response, 'deny', null);
      return this.back(response, asked, this.rules.denied);
    }
    if (decision !== 'approve') return this.refuse(response, 'The form was sent without a decision.');
    this.approve(response, asked, form);
  }

  private approve(response: Response, asked: Asked, form: Readonly<Record<string, unknown>>): void {
    const handle = (plainText(form['handle']) ?? '').trim().replace(/^@/, '');
    const name = this.rules.account(handle);
    const absence = name === null ? 'missing' : absenceOf(name, false);
    const problem = absence === null ? undefined : CANNOT_SIGN_IN[absence];
    if (name === null || problem !== undefined) {
      this.notes.take(response, 'authorize', handle, absence ?? 'missing');
      return this.page(response, asked, { signedIn: null, tried: { handle, problem: problem ?? '' } });
    }
    const scopes = this.granted(asked.scopes, [form['scope'] ?? []].flat());
    rememberSignIn(response, this.rules, `${this.base}/`, handle);
    this.notes.take(response, 'approve', name);
    const { client, redirectUri, challenge, query } = asked;
    const offline = this.rules.refresh.given?.(query, scopes) ?? true;
    const code = this.grants.code({ name, scopes, client, redirectUri, challenge, offline });
    this.back(response, asked, { code, ...this.rules.approved?.(scopes) });
  }

  /** In the order in which they were asked for; nothing that was not. */
  private granted(asked: readonly string[], ticked: readonly unknown[]): string[] {
    const { fixedScopes } = this.rules;
    return asked.filter((scope) => fixedScopes === 'all' || fixedScopes.includes(scope) || ticked.includes(scope));
  }

  private back(response: Response, { redirectUri, query }: Asked, told: Readonly<Record<string, string>>): void {
    const url = new URL(redirectUri);
    for (const [key, value] of Object.entries(told)) url.searchParams.set(key, value);
    const state = query.get('state');
    if (state !== null) url.searchParams.set('state', state);
    response.set('referrer-policy', 'no-referrer').redirect(302, url.href);
  }

  private page(response: Response, asked: Asked, who: Pick<ConsentPage, 'tried'> & { signedIn: string | null }): void {
    const { name, paths, scopes, fixedScopes } = this.rules;
    const action = `${this.base}${paths.authorize}?${asked.query}`;
    sendConsentPage(response, {
      platform: name,
      action,
      scopes: asked.scopes.map((scope) => ({
        name: scope,
        words: scopes[scope] ?? scope,
        fixed: fixedScopes === 'all' || fixedScopes.includes(scope),
      })),
      signedIn: who.signedIn === null ? null : { handle: who.signedIn, switchTo: `${action}&${SWITCH}=1` },
      tried: who.tried,
    });
  }

  /** What is wrong with the request, in words, or the request. */
  private asked(request: Request): Asked | string {
    if (Object.values(request.query).some((value) => typeof value !== 'string'))
      return 'A parameter stands in the request more than once.';
    const query = new URLSearchParams(request.query as Record<string, string>);
    const client = query.get(this.rules.clientIdName) ?? '';
    const redirectUri = query.get('redirect_uri') ?? '';
    const scopes = (query.get('scope') ?? '').split(this.rules.scopeSeparator).filter((scope) => scope !== '');
    const challenge = this.rules.pkce === 'none' ? null : query.get('code_challenge');
    const problem =
      this.problemOf(query, { client, redirectUri, scopes }) ??
      this.challengeProblem(query, challenge) ??
      this.rules.check?.(query);
    return problem ?? { query, client, redirectUri, scopes, challenge };
  }

  private problemOf(query: URLSearchParams, { client, redirectUri, scopes }: Omit<Asked, 'query' | 'challenge'>) {
    if (client === '' || client.startsWith('invalid')) return `There is no app with this ${this.rules.clientIdName}.`;
    if (!isRedirectUri(redirectUri)) return 'This redirect_uri is not one of the app.';
    if (query.get('response_type') !== 'code') return 'The response_type has to be code.';
    const unknown = scopes.filter((scope) => !Object.hasOwn(this.rules.scopes, scope));
    return scopes.length === 0 || unknown.length > 0 ? 'The scope asked for is not known, or none is.' : null;
  }

  private challengeProblem(query: URLSearchParams, challenge: string | null): string | null {
    const method = query.get('code_challenge_method')?.toUpperCase();
    if (challenge === null) return this.rules.pkce === 'required' ? 'A code_challenge is required.' : null;
    if (method === 'S256' && /^[\w-]{43}$/.test(challenge)) return null;
    return 'The code_challenge has to be an S256 one.';
  }

  private refuse(response: Response, problem: string): void {
    this.notes.take(response, 'authorize', null, 'refused');
    sendErrorPage(response, this.rules.name, problem);
  }
}

/** Which addresses an app has, nobody told the simulator; those that no platform would take are none. */
function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.hash !== '' || url.username !== '' || url.hostname.startsWith('invalid')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(127\.|localhost$|\[::1\]$)/.test(url.hostname));
}
