import type { INestApplicationContext } from '@nestjs/common';
import { anAgency } from '../factories/rows.js';
import { startApi } from '../support/api.js';
import type { Method, TestApi } from '../support/api.js';
import { GuideNames, readGuide } from '../support/guide.js';
import type { GuideExample } from '../support/guide.js';
import { read } from '../support/sources.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';
import { anApiKey } from '../factories/rows.js';

const EXAMPLES = readGuide(read('docs/api.md'));

let api: TestApi;
let worker: INestApplicationContext;
let names: GuideNames;

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker(api.network);
  const agency = await anAgency(api.rows);
  const { key } = await anApiKey(api.rows, agency.id, ['read', 'write']);
  names = new GuideNames(new Map([['$KEY', key]]));
});
afterAll(async () => {
  await worker.close();
  await api.close();
});

async function send({ method, path, headers, body }: GuideExample): Promise<{ status: number; body: unknown }> {
  const request = api.anyone(method.toLowerCase() as Method, names.fill(path));
  for (const [name, value] of Object.entries(headers)) void request.set(name, names.fill(value));
  const answer = await (body === null ? request : request.send(names.fill(body)));
  return { status: answer.status, body: answer.body as unknown };
}

const fits = ({ status, body }: { status: number; body: unknown }, example: GuideExample): boolean => {
  try {
    expect(status).toBe(example.status);
    if (example.expected !== null) expect(body).toMatchObject(names.learn(example.expected, body) as object);
    return true;
  } catch {
    return false;
  }
};

describe('the guide to the API', () => {
  it('has examples of reading, writing and being refused', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(15);
    expect(new Set(EXAMPLES.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'DELETE']));
    expect(EXAMPLES.filter(({ status }) => status >= 400).length).toBeGreaterThanOrEqual(5);
  });

  it.each(EXAMPLES.map((example) => [`${example.method} ${example.path}`, example.status, example] as const))(
    '%s answers %i as promised',
    async (what, _, example) => {
      const answer = example.eventually
        ? await until(what, async () => {
            const latest = await send(example);
            return fits(latest, example) && latest;
          })
        : await send(example);

      expect(answer).toMatchObject({
        status: example.status,
        ...(example.expected === null ? {} : { body: names.learn(example.expected, answer.body) }),
      });
    },
  );
});
