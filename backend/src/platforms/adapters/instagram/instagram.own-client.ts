/** What a talent's token is asked: who it belongs to, their media and their insights. It travels as a header. */
import type { Clock } from '../../../core/clock.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { GRAPH_VERSION } from './instagram.client.js';
import { consentProblem, isPermission, type ConsentProblem } from './instagram.errors.js';
import {
  insightsSchema,
  ownAccountSchema,
  ownMediaEdgeSchema,
  type WireInsights,
  type WireOwnAccount,
  type WireOwnMediaEdge,
} from './instagram.schema.js';
import { readUsage, reportOf } from './instagram.usage.js';

const ME = `${GRAPH_VERSION}/me`;
const MEDIA = `${GRAPH_VERSION}/me/media`;
export const OWN_ENDPOINTS = ['/me', '/me/media', '/{medium}/insights'] as const;

/** Each account has a limit of its own, so this is no bucket that accounts share. */
export const OWN_ENDPOINT_CLASS = 'own';

const PROFILE_FIELDS =
  'user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count,biography';
const MEDIA_FIELDS =
  'id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,like_count,comments_count';
/** Given of everything that stands in a grid, reels as well as the rest; a single one that is not would spoil the page. */
const METRICS = 'views,likes,shares,saved';

/** The platform's own default; with insights within them, larger pages are refused now and then. */
const MEDIA_PER_PAGE = 25;

const BEFORE_CONVERSION = 2_108_006;
const WRONG_PARAMETER = 100;

/** By whose token; `report` is missing where nobody reads on. */
export type Asking = Pick<FetchContext, 'call' | 'signal'> & Partial<Pick<FetchContext, 'report'>>;
export type Bearer = Consent['bearer'];

/**
 * Why there are no insights: `not-granted` any more, `before` the account was a professional one, or `unsupported` for
 * what was asked, or for a medium that is gone meanwhile.
 */
export type InsightsRefusal = 'not-granted' | 'before' | 'unsupported';

function refusalOf({ code, subcode }: ConsentProblem): InsightsRefusal | null {
  if (isPermission(code)) return 'not-granted';
  if (code !== WRONG_PARAMETER) return null;
  return subcode === BEFORE_CONVERSION ? 'before' : 'unsupported';
}

interface Question {
  /** Insights that are refused are an answer, too. */
  readonly refusable?: boolean;
  readonly path: string;
  readonly where: string;
  readonly query: readonly [string, string][];
}
type Reply = { readonly answer: WireAnswer } | { readonly problem: ConsentProblem };

export class InstagramOwnClient {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  async me(bearer: Bearer, asking: Asking): Promise<WireOwnAccount> {
    const reply = await this.ask({ path: ME, where: 'me', query: [['fields', PROFILE_FIELDS]] }, bearer, asking);
    if ('problem' in reply) throw reply.problem.error;
    return readShape(ownAccountSchema, reply.answer.body, 'me');
  }

  async media(cursor: string | null, bearer: Bearer, asking: Asking): Promise<WireOwnMediaEdge> {
    const reply = await this.ask(pageOf(MEDIA_FIELDS, cursor), bearer, asking);
    if ('problem' in reply) throw reply.problem.error;
    return readShape(ownMediaEdgeSchema, reply.answer.body, 'media');
  }

  /** The same with their insights: all of them, or the reason why one of them has none. */
  async mediaWithInsights(
    cursor: string | null,
    bearer: Bearer,
    asking: Asking,
  ): Promise<WireOwnMediaEdge | InsightsRefusal> {
    const question = pageOf(`${MEDIA_FIELDS},insights.metric(${METRICS})`, cursor);
    const reply = await this.ask({ ...question, refusable: true }, bearer, asking);
    if ('problem' in reply) return refusedOrThrown(reply.problem);
    return readShape(ownMediaEdgeSchema, reply.answer.body, 'media');
  }

  async insights(mediumId: string, bearer: Bearer, asking: Asking): Promise<WireInsights | InsightsRefusal> {
    const path = `${GRAPH_VERSION}/${encodeURIComponent(mediumId)}/insights`;
    const question: Question = { path, where: 'insights', query: [['metric', METRICS]], refusable: true };
    const reply = await this.ask(question, bearer, asking);
    if ('problem' in reply) return refusedOrThrown(reply.problem);
    return readShape(insightsSchema, reply.answer.body, 'insights');
  }

  /** Refusals that are answers to the caller, and limits of this account alone, are no failure of the call: nobody else waits. */
  private async ask(question: Question, bearer: Bearer, asking: Asking): Promise<Reply> {
    return bearer((token) =>
      asking.call(OWN_ENDPOINT_CLASS, async (): Promise<Reply> => {
        const { path, query, where } = question;
        const headers = { authorization: `Bearer ${token}` };
        const answer = await this.wire.get({ path, query, headers, signal: asking.signal });
        await this.heed(answer.headers, asking);
        if (answer.status === 200) return { answer };
        const problem = consentProblem(answer, where, this.clock.now());
        if (problem.ofOneAccount || (question.refusable && refusalOf(problem) !== null)) return { problem };
        throw problem.error;
      }),
    );
  }

  /** Of the app's limit and of the account's own. */
  private async heed(headers: Readonly<Record<string, string>>, { report }: Asking): Promise<void> {
    const { 'x-app-usage': app, ...others } = headers;
    const told = [
      { scope: 'app', usage: readUsage(app === undefined ? {} : { 'x-app-usage': app }, this.clock.now()) },
      { scope: 'account', usage: readUsage(others, this.clock.now()) },
    ] as const;
    for (const { scope, usage } of told)
      if (usage.share > 0) await report?.(OWN_ENDPOINT_CLASS, { ...reportOf(usage), scope });
  }
}

function pageOf(fields: string, cursor: string | null): Question {
  const query: [string, string][] = [
    ['fields', fields],
    ['limit', String(MEDIA_PER_PAGE)],
  ];
  if (cursor !== null) query.push(['after', cursor]);
  return { path: MEDIA, where: 'media', query };
}

function refusedOrThrown(problem: ConsentProblem): InsightsRefusal {
  const refusal = refusalOf(problem);
  if (refusal === null) throw problem.error;
  return refusal;
}
