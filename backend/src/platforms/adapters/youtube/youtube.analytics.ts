/** The Analytics API v2, asked for the one number of a video that the Data API tells nobody: how often it was shared. */
import type { Clock } from '../../../core/clock.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import type { BlankReason } from '../../contract/normalized.js';
import { readShape } from '../../wire/read-values.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { pacificDay } from './pacific-time.js';
import { youtubeProblem } from './youtube.errors.js';
import { mapShares, type Shares } from './youtube.mapper.js';
import { ANALYTICS_SCOPE } from './youtube.oauth.js';
import { reportSchema } from './youtube.schema.js';

const REPORTS = '/v2/reports';
export const ANALYTICS_ENDPOINTS = [REPORTS] as const;

/** Counted apart from the Data API's units. */
export const ANALYTICS_CLASS = 'analytics';

/** Nothing was shared before there was anything to share; days that are not processed yet are cut off by the platform. */
const FIRST_DAY = '2005-02-14';

/** A report by video has to be sorted by a number of it, and may have so many rows (channel reports, read 2026-11). */
const MOST_ROWS = 200;

export class YoutubeAnalytics {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** Of as many videos as stand on a page of uploads. */
  async shares(videoIds: readonly string[], consent: Consent, { call, signal }: FetchContext): Promise<Shares> {
    if (!consent.scopes.includes(ANALYTICS_SCOPE)) return 'not_granted';
    const query: [string, string][] = [
      ['ids', 'channel==MINE'],
      ['startDate', FIRST_DAY],
      ['endDate', pacificDay(this.clock.now())],
      ['metrics', 'views,shares'],
      ['dimensions', 'video'],
      ['filters', `video==${videoIds.join(',')}`],
      ['sort', '-views'],
      ['maxResults', String(MOST_ROWS)],
    ];
    return consent.bearer((token) =>
      call(ANALYTICS_CLASS, async () => {
        const headers = { authorization: `Bearer ${token}` };
        return this.read(await this.wire.get({ path: REPORTS, query, headers, signal }));
      }),
    );
  }

  private read(answer: WireAnswer): Shares {
    if (answer.status === 200) return mapShares(readShape(reportSchema, answer.body, REPORTS));
    const { error, reason } = youtubeProblem(answer, REPORTS, this.clock.now());
    const blank = blankFor(answer.status, error.code, reason);
    if (blank === null) throw error;
    return blank;
  }
}

/** What a report refuses is missing from the videos, and no failure of reading them; limits, outages and ended consent are. */
function blankFor(status: number, code: string, reason: string): BlankReason | null {
  if (code === 'SCOPE_MISSING') return 'not_granted';
  if (status === 400 && reason === '') return 'not_supported';
  return status === 403 && (reason === '' || reason === 'forbidden') ? 'not_supported' : null;
}
