/** A fake Analytics API v2: the report of views and shares by video, as late as the real one. */
import { Router, type Response } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { plainText } from '../../simulation/authorization/consent-rules.js';
import { answerWith } from '../../simulation/fault-answers.js';
import type { FaultyAccounts } from '../../simulation/faults.js';
import { dialect, fail } from './youtube.simulated-errors.js';
import { ANALYTICS, type SimulatedGoogle } from './youtube.simulated-login.js';
import type { SimulatedYoutube } from './youtube.simulated-wire.js';

/** The last days are not counted yet. */
const BEHIND_MS = 2 * 86_400_000;
const MOST_ROWS = 200;
const METRICS = ['views', 'shares'] as const;

type Query = Readonly<Record<string, string | null>>;

/** The reports by video have to be sorted and limited; others are not played here. */
function videosAsked({ ids, startDate, endDate, dimensions, filters, sort, maxResults }: Query): string[] | null {
  const dated = [startDate, endDate].every((date) => /^\d{4}-\d{2}-\d{2}$/.test(date ?? ''));
  const sorted = sort === '-views' && Number(maxResults) > 0 && Number(maxResults) <= MOST_ROWS;
  const [, videos] = /^video==([\w-]+(?:,[\w-]+)*)$/.exec(filters ?? '') ?? [];
  return ids === 'channel==MINE' && dimensions === 'video' && dated && sorted && videos ? videos.split(',') : null;
}

export function simulatedReports(
  network: SimulatedYoutube,
  google: SimulatedGoogle,
  faults: FaultyAccounts,
  options: Pick<SimulatorOptions, 'now'>,
): Router {
  const report = (response: Response, owner: string, query: Query): void => {
    const videos = videosAsked(query);
    const metrics = (query['metrics'] ?? '').split(',').map((name) => METRICS.find((metric) => metric === name));
    if (!videos || metrics.includes(undefined)) return refuse(response);
    const until = new Date(options.now().getTime() - BEHIND_MS);
    const found = videos.map((video) => ({ video, told: network.reported(video, owner, until) }));
    const rows = found.flatMap(({ video, told }) =>
      told ? [[video, ...metrics.map((metric) => (metric ? told[metric] : null))]] : [],
    );
    const header = (name: string | undefined, columnType: string, dataType: string) => ({ name, columnType, dataType });
    response.json({
      kind: 'youtubeAnalytics#resultTable',
      columnHeaders: [
        header('video', 'DIMENSION', 'STRING'),
        ...metrics.map((metric) => header(metric, 'METRIC', 'INTEGER')),
      ],
      ...(rows.length > 0 ? { rows } : {}),
    });
  };

  const router = Router();
  router.get('/v2/reports', (request, response) => {
    response.locals['now'] = options.now().getTime();
    const visitor = google.enterAsOwner(request, response, ANALYTICS);
    if (!visitor) return;
    const query = Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, plainText(value)]));
    answerWith(faults.befalls([visitor.owner]), response, dialect, () => report(response, visitor.owner, query));
  });
  return router;
}

function refuse(response: Response): void {
  const message = 'The query is not supported. Check the documentation for supported queries.';
  fail(response, { status: 400, message, reason: 'badRequest', domain: 'global' });
}
