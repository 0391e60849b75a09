/** What the fake network tells an account's owner beyond what everybody reads: who they are, and how their media do. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import type { SimulatedPost } from '../../simulation/simulated-account.js';
import type { AskedField } from './instagram.field-expansion.js';
import { GraphRefusal, wrongParameter } from './instagram.simulated-errors.js';
import { digits, mediumId, type Holder, type Resource, type SimulatedInstagram } from './instagram.simulated-wire.js';

const PLATFORM = 'instagram';
const HOUR_MS = 3_600_000;
/** Insights come late. */
const LATE_HOURS = 3;

/** The account as one app sees it: another number than the one that it is known by, and above 2^53 as well. */
export const appScopedId = (name: string): string => `99${digits(`${name}:app`, 14)}`;

export interface Owner {
  readonly holder: Holder;
  readonly insights: boolean;
  /** As it stands in the addresses of further pages. */
  readonly token: string;
}

const METRICS: Readonly<Record<string, (post: SimulatedPost) => number>> = {
  views: (post) => post.views,
  reach: (post) => Math.floor(post.views * 0.8),
  likes: (post) => post.likes,
  comments: (post) => post.comments,
  shares: (post) => post.shares,
  saved: (post) => Math.floor(post.likes * 0.15 * chance(`${post.seed}:saved`)),
  total_interactions: (post) => post.likes + post.comments + post.shares,
};

export class SimulatedOwn {
  constructor(
    private readonly network: SimulatedInstagram,
    private readonly options: Pick<SimulatorOptions, 'now' | 'baseUrl'>,
  ) {}

  /** A reading of the profile: whoever turns may turn now. Null where the account is gone. */
  holder(name: string, reading: boolean): Holder | null {
    const { directory } = this.network;
    const handle = reading ? directory.readById(name) : directory.handleOf(name);
    return handle === null ? null : { name, handle, account: directory.account(PLATFORM, name) };
  }

  me(holder: Holder, fields: readonly AskedField[]): Record<string, unknown> {
    this.network.nextAnswer();
    const personal = this.network.directory.absenceOf(holder.name) === 'private';
    const professional = chance(`${holder.name}:business`) < 0.4 ? 'BUSINESS' : 'MEDIA_CREATOR';
    return this.network.select('IGUserForIGOnlyAPI', fields, (field): Resource => {
      const { id, ig_id: _older, media: _elsewhere, ...user } = this.network.user(holder, field);
      return {
        ...user,
        id: () => appScopedId(holder.name),
        user_id: id,
        account_type: () => (personal ? 'PERSONAL' : professional),
      };
    });
  }

  media(
    { holder, insights, token }: Owner,
    fields: readonly AskedField[],
    { limit, after: from }: { limit: string | undefined; after: string | undefined },
  ): Record<string, unknown> {
    this.network.nextAnswer();
    const { posts, after } = this.network.page(holder, limit, from);
    const data = posts.map((post) =>
      this.network.select('IGMediaForIGOnlyAPI', fields, (field): Resource => {
        const { view_count: _elsewhere, ...medium } = this.network.medium(holder.name, post);
        const asked = field.modifiers.get('metric') ?? '';
        return { ...medium, insights: () => this.report(holder, post, asked, insights) };
      }),
    );
    if (data.length === 0) return { data };
    const cursors = { before: 'QVFIUbefore', after: after ?? 'QVFIUend' };
    if (after === null) return { data, paging: { cursors } };
    const next = new URL(`${this.options.baseUrl}/v26.0/me/media`);
    next.search = new URLSearchParams({ access_token: token, limit: limit ?? '25', after }).toString();
    return { data, paging: { cursors, next: next.href } };
  }

  /** Of one medium, by its id. */
  insights({ holder, insights }: Owner, id: string, metrics: string): Record<string, unknown> {
    const { name, account } = holder;
    for (let index = account.postCount(this.options.now()) - 1; index >= 0; index -= 1) {
      const post = account.post(index, this.options.now());
      if (mediumId(name, post.index) === id) return this.report(holder, post, metrics, insights);
    }
    throw new GraphRefusal({
      message: `Unsupported get request. Object with ID '${id}' does not exist`,
      code: 100,
      subcode: 33,
    });
  }

  private report(holder: Holder, post: SimulatedPost, asked: string, granted: boolean): Record<string, unknown> {
    if (!granted)
      throw new GraphRefusal({ message: '(#10) Application does not have permission for this action', code: 10 });
    const metrics = asked.split(',');
    const unknown = metrics.find((metric) => !Object.hasOwn(METRICS, metric));
    if (unknown !== undefined)
      throw wrongParameter(`(#100) metric[0] must be one of the following values: ${Object.keys(METRICS).join(', ')}`);
    if (post.index < convertedAt(holder)) throw new GraphRefusal(BEFORE_CONVERSION);
    const fresh = this.options.now().getTime() - post.publishedAt.getTime() < LATE_HOURS * HOUR_MS;
    return { data: fresh ? [] : metrics.map((metric) => entry(holder.name, post, metric)) };
  }
}

/** Some accounts were personal ones until shortly before this. */
const CONVERSIONS = new Date(Date.UTC(2026, 9, 1));

/** The index of the first post of which there are insights. */
function convertedAt({ name, account }: Pick<Holder, 'name' | 'account'>): number {
  if (chance(`${name}:converted`) >= 0.25) return 0;
  return Math.max(0, account.postCount(CONVERSIONS) - between(`${name}:conversion`, 2, 20));
}

const BEFORE_CONVERSION = {
  message: 'Invalid parameter',
  code: 100,
  subcode: 2_108_006,
  title: 'Media posted before business account conversion',
  words: 'The media was posted before the most recent time that the account was converted to a business account.',
};

/** Some metrics come in one form, some in the other. */
function entry(name: string, post: SimulatedPost, metric: string): Record<string, unknown> {
  const value = METRICS[metric]?.(post) ?? 0;
  const told = metric === 'views' ? { total_value: { value } } : { values: [{ value }] };
  return { name: metric, period: 'lifetime', ...told, id: `${mediumId(name, post.index)}/insights/${metric}/lifetime` };
}
