/** What a test prepares or asks through the API, signed in as the demo's owner. */
import { randomBytes } from 'node:crypto';
import type { APIRequestContext, APIResponse, PlaywrightWorkerArgs } from '@playwright/test';
import { baseUrl, demoSignIn } from './system.ts';

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Somebody of the roster, with their accounts in the order in which they were connected. */
export interface Listed extends Named {
  readonly connections: readonly Pick<ConnectionAnswer, 'id' | 'status' | 'handle'>[];
}

export interface ConnectionAnswer {
  readonly id: string;
  readonly status: string;
  readonly handle: string;
  readonly profile: { displayName: string; followers: number } | null;
}

/** Letters and digits that no earlier run has used. */
export const unique = (): string => randomBytes(4).toString('hex');

/** A Bluesky name that behaves as its first word says. */
export const handleLike = (persona: string): string => `${persona}-${unique()}.bsky.social`;

export const profileUrl = (handle: string): string => `https://bsky.app/profile/${handle}`;

/** What a page needs that no demo has: a file that was checked, an invitation that waits, and a link for a talent. */
export interface Made {
  readonly importId: string;
  readonly welcomePath: string;
  readonly consentPath: string;
}

/** What a talent is asked for: a platform, and whose account it has to be. */
export interface Asked {
  readonly platform: string;
  readonly expectedHandle?: string;
}

export class Staff {
  private readonly made = new Set<string>();
  private readonly alsoMade = new Set<string>();

  private constructor(
    private readonly api: APIRequestContext,
    /** Cookies of the signed-in browser. */
    readonly session: StorageState,
  ) {}

  static async signIn(playwright: PlaywrightWorkerArgs['playwright']): Promise<Staff> {
    const origin = baseUrl();
    const api = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
    await answered(api.post('/api/v1/auth/login', { data: demoSignIn() }));
    return new Staff(api, await api.storageState());
  }

  async addTalent(details: Record<string, unknown> = {}): Promise<Named> {
    const data = { name: `Talent ${unique()}`, ...details };
    const talent = (await (await this.post('/talents', data)).json()) as Named;
    this.made.add(talent.id);
    return talent;
  }

  async connect(talentId: string, handle: string): Promise<ConnectionAnswer> {
    const answer = await this.post('/connections', { talentId, platform: 'bluesky', handle });
    return (await answer.json()) as ConnectionAnswer;
  }

  /** A row of each kind that a check knows. */
  async checkFile(): Promise<string> {
    const { items } = await this.get<{ items: { url: string; platform: string }[] }>('/connections?limit=100');
    const known = items.find(({ platform }) => platform === 'bluesky')?.url ?? '';
    const rows = [
      ['talent', 'email', 'tags', 'profile'],
      [`Ida ${unique()}`, `${unique()}@talent.example`, 'music', profileUrl(handleLike('plain'))],
      [`Ole ${unique()}`, '', '', 'https://tiktok.com/@ole'],
      [`Uma ${unique()}`, '', '', known],
    ];
    const answer = await this.post('/imports', { name: 'spring-tour.csv', csv: rows.join('\r\n') });
    const { id } = (await answer.json()) as { id: string };
    this.alsoMade.add(`/imports/${id}`);
    return id;
  }

  /** The way in for somebody who has not come yet. */
  async invite(): Promise<string> {
    const data = { name: `Jo ${unique()}`, email: `jo-${unique()}@example.com`, role: 'viewer' };
    const answer = await this.post('/staff', data);
    const { member, link } = (await answer.json()) as Link & { member: { id: string } };
    this.alsoMade.add(`/staff/${member.id}`);
    return pathOf(link);
  }

  /** A link by which a talent is asked for their accounts. */
  async ask(talentId: string, platforms: readonly Asked[], language = 'en'): Promise<string> {
    const { link } = (await (await this.post('/invitations', { talentId, platforms, language })).json()) as Link;
    return pathOf(link);
  }

  /** A sign-in for a talent: the link by which they choose their passphrase. */
  async signUp(talentId: string, email: string): Promise<string> {
    const { link } = (await (await this.post(`/talents/${talentId}/account`, { email })).json()) as Link;
    return pathOf(link);
  }

  connection(id: string): Promise<ConnectionAnswer> {
    return this.get(`/connections/${id}`);
  }

  async find(name: string): Promise<Listed> {
    const { items } = await this.get<{ items: Listed[] }>(`/talents?q=${encodeURIComponent(name)}`);
    const found = items.find((talent) => talent.name === name);
    if (!found) throw new Error(`${name} is not on the roster.`);
    return found;
  }

  /** The accounts of which it is not known yet how their first read ends. */
  async unsettled(): Promise<string[]> {
    const { items } = await this.get<{ items: ConnectionAnswer[] }>('/connections?limit=100');
    return items.filter(({ status }) => status === 'PENDING' || status === 'SYNCING').map(({ handle }) => handle);
  }

  /** A talent that a page has added also goes when the tests are done. */
  remember(talentPageUrl: string): void {
    this.made.add(new URL(talentPageUrl).pathname.replace('/talents/', ''));
  }

  async leave(): Promise<void> {
    for (const id of this.made) await this.api.delete(`/api/v1/talents/${id}`);
    for (const path of this.alsoMade) await this.api.delete(`/api/v1${path}`);
    await this.api.dispose();
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await answered(this.api.get(`/api/v1${path}`))).json()) as T;
  }

  private post(path: string, data: object): Promise<APIResponse> {
    const headers = { 'Idempotency-Key': `${unique()}${unique()}${unique()}` };
    return answered(this.api.post(`/api/v1${path}`, { data, headers }));
  }
}

interface Link {
  readonly link: string;
}

/** Where a link leads, on the system under test. */
function pathOf(link: string): string {
  const { pathname, hash } = new URL(link, baseUrl());
  return pathname + hash;
}

async function answered(call: Promise<APIResponse>): Promise<APIResponse> {
  const response = await call;
  if (!response.ok()) throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`);
  return response;
}
