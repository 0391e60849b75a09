/** The one call that is made: Business Discovery. The token travels as a header, so that it never stands in a URL or a log. */
import type { Clock } from '../../../core/clock.js';
import type { FetchContext } from '../../contract/fetcher.js';
import { PlatformError } from '../../contract/platform-error.js';
import { readShape } from '../../wire/read-values.js';
import type { WireClient } from '../../wire/wire-client.js';
import { instagramError } from './instagram.errors.js';
import { discoverySchema, type WireAccount } from './instagram.schema.js';
import { isUsername } from './instagram.urls.js';
import { readUsage, reportOf } from './instagram.usage.js';

/** Of all hosts alike; the base URL ends with it. */
export const GRAPH_VERSION = '/v26.0';

export const INSTAGRAM_ENDPOINTS = ['/{account}'] as const;
const WHERE = 'business_discovery';

export const INSTAGRAM_TOKEN = 'INSTAGRAM_ACCESS_TOKEN';
export const INSTAGRAM_ACCOUNT = 'INSTAGRAM_ACCOUNT_ID';

/** Half of what is allowed on a page: answers that hold too much are refused now and then. */
const MEDIA_PER_PAGE = 50;

/** Reads of other accounts share one limit of the token's user. */
export const ENDPOINT_CLASS = 'discovery';

const PROFILE_FIELDS = 'id,username,name,biography,profile_picture_url,followers_count,follows_count,media_count';
const MEDIA_FIELDS =
  'id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,like_count,comments_count,view_count';

/** As the platform gives them: base64 in either alphabet. Nothing else may stand between the braces of a question. */
const CURSOR = /^[\w+/=-]{1,1000}$/;

function mediaFields(cursor: string | null): string {
  if (cursor !== null && !CURSOR.test(cursor)) throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'cursor' });
  const after = cursor === null ? '' : `.after(${cursor})`;
  return `media${after}.limit(${MEDIA_PER_PAGE}){${MEDIA_FIELDS}}`;
}

export class InstagramClient {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** The account that goes by this name now, with its newest media where they are wanted. */
  discoverProfile(username: string, withMedia: boolean, context: FetchContext): Promise<WireAccount> {
    return this.discover(username, withMedia ? `${PROFILE_FIELDS},${mediaFields(null)}` : PROFILE_FIELDS, context);
  }

  /** One page of its media, and whose they are. */
  discoverMedia(username: string, cursor: string | null, context: FetchContext): Promise<WireAccount> {
    return this.discover(username, `id,${mediaFields(cursor)}`, context);
  }

  /** There is no call by id. What is asked for stands within the name of a field, so it is checked once more. */
  private async discover(username: string, fields: string, context: FetchContext): Promise<WireAccount> {
    if (!isUsername(username)) throw new PlatformError('INPUT_INVALID_HANDLE', { note: WHERE });
    const { credential, signal } = context;
    return context.call(ENDPOINT_CLASS, async () => {
      const path = `/${encodeURIComponent(credential.secret(INSTAGRAM_ACCOUNT))}`;
      const query: [string, string][] = [['fields', `business_discovery.username(${username}){${fields}}`]];
      const headers = { authorization: `Bearer ${credential.secret(INSTAGRAM_TOKEN)}` };
      const answer = await this.wire.get({ path, query, headers, signal });
      const usage = readUsage(answer.headers, this.clock.now());
      if (usage.share > 0) await context.report(ENDPOINT_CLASS, reportOf(usage));
      if (answer.status !== 200) throw instagramError(answer, WHERE, this.clock.now());
      return readShape(discoverySchema, answer.body, WHERE).business_discovery;
    });
  }
}
