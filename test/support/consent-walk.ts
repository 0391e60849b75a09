/** A talent's browser, driven over HTTP: from "Connect" to the platform's page, through its form, and back to us. */
import type { Flow, StartedFlow } from '../../backend/src/oauth/flow/dto/flow.responses.js';
import type { InvitationMade } from '../../backend/src/oauth/invitations/dto/invitation.responses.js';
import type { Caller, Method, TestApi } from './api.js';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StartBody {
  readonly invitation?: string;
  readonly connectionId?: string;
  readonly account?: boolean;
  readonly switchAccount?: boolean;
}

export interface Decision {
  readonly handle?: string;
  readonly decision?: 'approve' | 'deny';
  /** Scopes that are left out of those offered. */
  readonly untick?: readonly string[];
}

/** Cookies by name, as a browser keeps them for one host. */
class Jar {
  private readonly cookies = new Map<string, string>();

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get names(): string[] {
    return [...this.cookies.keys()];
  }

  take(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  set(name: string, value: string): void {
    this.cookies.set(name, value);
  }
}

export class Browser {
  readonly own = new Jar();
  /** Everything that we ever answered, heads and all. */
  readonly told: string[] = [];
  private readonly platforms = new Jar();

  /** With a session from the beginning, where one is given. */
  constructor(
    private readonly api: TestApi,
    session?: string,
  ) {
    if (session !== undefined) this.own.set('rostrum', session);
  }

  /** As a page of ours asks. */
  async ask<T>(method: Method, path: string, body?: object): Promise<Answer<T>> {
    const asked = this.api.anyone(method, path).set('sec-fetch-site', 'same-origin').redirects(0);
    if (this.own.header !== '') void asked.set('cookie', this.own.header);
    const answer = await (body === undefined ? asked : asked.send(body));
    this.own.take([answer.headers['set-cookie'] ?? []].flat());
    this.told.push(JSON.stringify(answer.headers), answer.text);
    return { status: answer.status, body: answer.body as T, headers: answer.headers };
  }

  start(platform: string, body: StartBody = {}): Promise<Answer<StartedFlow>> {
    return this.ask('post', `/api/v1/oauth/${platform}/start`, body);
  }

  /** Fills in the platform's form; answers with where it sends the browser. */
  async decide(authorizationUrl: string, { handle, decision = 'approve', untick = [] }: Decision): Promise<URL> {
    const page = await this.visit(authorizationUrl);
    const html = await page.text();
    if (page.status !== 200) throw new Error(`The platform's page answered ${String(page.status)}: ${wordsIn(html)}`);
    const form = new URLSearchParams({ decision });
    for (const [name, value] of inputsIn(html))
      if (name !== 'scope' || !untick.includes(value)) form.append(name, value);
    if (handle !== undefined) form.set('handle', handle);
    const action = plain(/<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? '');
    const decided = await this.visit(new URL(action, authorizationUrl).href, form);
    const location = decided.headers.get('location');
    if (location === null) throw new Error(`The platform let nobody in: ${wordsIn(await decided.text())}`);
    return new URL(location);
  }

  /** Back at ours; answers with the page that it ends on. */
  async comeBack(
    callback: URL | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer & { page: string }> {
    const { pathname, search } = new URL(callback, 'http://ours.example');
    const asked = this.api
      .anyone('get', pathname + search)
      .set(headers)
      .redirects(0);
    if (this.own.header !== '') void asked.set('cookie', this.own.header);
    const { status, body, headers: told, text } = await asked;
    this.told.push(JSON.stringify(told), text);
    return { status, body: body as unknown, headers: told, page: told['location'] ?? '' };
  }

  /** What the page that a callback ended on shows. */
  async flow(pageOrId: string): Promise<Flow> {
    const id = /flow=([\w-]+)/.exec(pageOrId)?.[1] ?? pageOrId;
    const { status, body } = await this.ask<Flow>('get', `/api/v1/oauth/flows/${id}`);
    if (status !== 200) throw new Error(`${pageOrId}: ${String(status)}`);
    return body;
  }

  /** Everything from "Connect" to the page at the end. */
  async walk(platform: string, given: StartBody & Decision): Promise<Flow> {
    const { handle, decision, untick, ...body } = given;
    const started = await this.start(platform, body);
    if (started.status !== 200) throw new Error(`start: ${JSON.stringify(started.body)}`);
    const decided = { ...(handle && { handle }), ...(decision && { decision }), ...(untick && { untick }) };
    const back = await this.comeBack(await this.decide(started.body.authorizationUrl, decided));
    return this.flow(back.page);
  }

  private async visit(url: string, form?: URLSearchParams): Promise<Response> {
    const headers = { cookie: this.platforms.header };
    const answer = await fetch(url, { redirect: 'manual', headers, ...(form && { method: 'POST', body: form }) });
    this.platforms.take(answer.headers.getSetCookie());
    return answer;
  }
}

/** The token of a new link for a talent, made by somebody of the staff. */
export async function anInvitation(
  staff: Caller,
  talentId: string,
  platforms: readonly { platform: string; expectedHandle?: string }[],
): Promise<{ token: string; id: string }> {
  const { status, body } = await staff('post', '/api/v1/invitations').send({ talentId, platforms });
  if (status !== 201) throw new Error(`No invitation: ${JSON.stringify(body)}`);
  const { link, invitation } = body as InvitationMade;
  return { token: link?.split('#')[1] ?? '', id: invitation.id };
}

const inputsIn = (html: string): [string, string][] =>
  [...html.matchAll(/<input [^>]*>/g)].flatMap(([tag]) => {
    const [name, value] = ['name', 'value'].map((key) => new RegExp(` ${key}="([^"]*)"`).exec(tag)?.[1]);
    return name !== undefined && value !== undefined ? [[plain(name), plain(value)] as [string, string]] : [];
  });

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const plain = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? '');
const wordsIn = (html: string): string =>
  html
    .replace(/<style[^]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
