/** Reads the account that a talent's consent opens, whatever it is called now: it is known by the token alone. */
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import type { BlankReason, NormalizedPost, NormalizedProfile, PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { readShape, readText } from '../../wire/read-values.js';
import { mapOwnAccount } from './instagram.mapper.js';
import type { Asking, Bearer, InsightsRefusal, InstagramOwnClient } from './instagram.own-client.js';
import { mapOwnMedia, type OwnInsights } from './instagram.own-mapper.js';
import { mediaSchema, type WireOwnAccount, type WireOwnMediaEdge } from './instagram.schema.js';

export const BASIC_SCOPE = 'instagram_business_basic';
export const INSIGHTS_SCOPE = 'instagram_business_manage_insights';

const BLANKS: Readonly<Record<InsightsRefusal, BlankReason>> = {
  'not-granted': 'not_granted',
  before: 'not_supported',
  unsupported: 'not_supported',
};

/** The account of a token. ACCOUNT_NOT_ELIGIBLE for personal ones, of which the platform tells no more than their name. */
export async function readOwner(client: InstagramOwnClient, bearer: Bearer, asking: Asking): Promise<WireOwnAccount> {
  const wire = await client.me(bearer, asking);
  if (wire.account_type?.toUpperCase() === 'PERSONAL')
    throw new PlatformError('ACCOUNT_NOT_ELIGIBLE', { note: 'me: a personal account' });
  return wire;
}

export class InstagramOwnReader {
  constructor(private readonly client: InstagramOwnClient) {}

  async profile(consent: Consent, context: FetchContext): Promise<NormalizedProfile> {
    return mapOwnAccount(await readOwner(this.client, bearerOf(consent), context));
  }

  /** A page costs one call, insights included. Where one medium spoils that for all of them, they are asked for one by one. */
  async page(cursor: string | null, consent: Consent, context: FetchContext): Promise<PostPage> {
    const bearer = bearerOf(consent);
    if (!consent.scopes.includes(INSIGHTS_SCOPE))
      return mapped(await this.client.media(cursor, bearer, context), () => 'not_granted');
    const edge = await this.client.mediaWithInsights(cursor, bearer, context);
    if (typeof edge !== 'string') return mapped(edge, expanded);
    const plain = await this.client.media(cursor, bearer, context);
    if (edge === 'not-granted') return mapped(plain, () => 'not_granted');
    const insights = await this.oneByOne(plain, bearer, context);
    return mapped(plain, (body) => insights.get(idOf(body)) ?? BLANKS.before);
  }

  /** Newest first, so whatever follows one from before the account was a professional one is from before it, too. */
  private async oneByOne(edge: WireOwnMediaEdge, bearer: Bearer, asking: Asking): Promise<Map<string, OwnInsights>> {
    const found = new Map<string, OwnInsights>();
    for (const id of edge.data.map(idOf)) {
      const answer = await this.client.insights(id, bearer, asking);
      if (answer === 'before') break;
      found.set(id, typeof answer === 'string' ? BLANKS[answer] : answer);
    }
    return found;
  }
}

const bearerOf =
  (consent: Consent): Bearer =>
  (send) =>
    consent.bearer(send);

const idOf = (body: unknown): string => readShape(mediaSchema, body, 'media').id;
const expanded = (body: unknown): OwnInsights => readShape(mediaSchema, body, 'media').insights ?? 'not_yet';

/** The end is a page without the address of another; a cursor may stand there all the same. */
function mapped({ data, paging }: WireOwnMediaEdge, insightsOf: (body: unknown) => OwnInsights): PostPage {
  const posts: (NormalizedPost | null)[] = data.map((body) => mapOwnMedia(body, insightsOf(body)));
  return {
    posts: posts.filter((post) => post !== null),
    nextCursor: paging?.next ? readText(paging.cursors?.after) : null,
  };
}
