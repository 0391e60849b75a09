import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { baseUrl, demoSignIn } from '../support/system.ts';

const LEAST = 95;
const ROUNDS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
type Category = (typeof CATEGORIES)[number];
type Scores = Record<Category, number>;

let browser: BrowserContext;
let profile: string;
let port: number;

test.beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'rostrum-lighthouse-'));
  port = await freePort();
  const { launchOptions } = test.info().project.use;
  browser = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--remote-debugging-port=${port}`],
  });
});
test.afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
});

async function signIn(): Promise<void> {
  const page = await browser.newPage();
  const answer = await page.request.post(`${baseUrl()}/api/v1/auth/login`, {
    data: demoSignIn(),
    headers: { origin: baseUrl() },
  });
  expect(answer.ok()).toBe(true);
  await page.close();
}

/** One run, with what cost points, so that a failure says what to mend. */
async function measure(path: string): Promise<{ scores: Scores; lost: string[] }> {
  const flags = { port, onlyCategories: [...CATEGORIES], disableStorageReset: true, logLevel: 'error' as const };
  const result = await lighthouse(`${baseUrl()}${path}`, flags, desktopConfig);
  if (!result) throw new Error('Lighthouse gave no result');
  const { categories, audits, finalDisplayedUrl } = result.lhr;
  expect(new URL(finalDisplayedUrl).pathname).toBe(path);
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)]),
  ) as Scores;
  const lost = Object.values(audits)
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, displayValue }) => `${id} ${displayValue ?? ''}`.trim());
  return { scores, lost };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function expectGood(path: string): Promise<void> {
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await measure(path));
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => [category, median(runs.map((run) => run.scores[category]))]),
  ) as Scores;
  const told = `${path}: ${CATEGORIES.map((category) => `${category} ${scores[category]}`).join(', ')}`;
  console.log(`  ${told}`);
  for (const category of CATEGORIES)
    expect(
      scores[category],
      `${told}; lost by ${[...new Set(runs.flatMap(({ lost }) => lost))].join(', ')}`,
    ).toBeGreaterThanOrEqual(LEAST);
}

test('the sign-in page', async () => {
  await expectGood('/sign-in');
});

test('the roster', async () => {
  await signIn();
  await expectGood('/roster');
});
