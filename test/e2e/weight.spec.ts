import type { Page } from '@playwright/test';
import { roster } from './support/console.ts';
import { expect, test } from './support/test.ts';

const LIMIT = 200_000;
/** What may come by itself after that: it listens, and nobody waits for it. */
const LATE_LIMIT = 12_000;
/** Timers of two seconds, which may be set for a little less, and longer ones. */
const LATE_MS = 1_500;

interface Sent {
  readonly path: string;
  readonly bytes: number;
}

/** What goes over the wire for the console itself, compressed, with an empty cache; the API's answers are not its build. */
async function weigh(page: Page): Promise<Sent[]> {
  const cdp = await page.context().newCDPSession(page);
  const paths = new Map<string, string>();
  const sent: Sent[] = [];
  cdp.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId) ?? '?';
    if (!path.startsWith('/api/')) sent.push({ path, bytes: encodedDataLength });
  });
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  return sent;
}

interface Door {
  letIn: () => void;
}

/**
 * What comes by itself some seconds later, and listens from then on, is not what somebody waits for; it has a limit of its
 * own. It is kept outside until it is let in.
 */
async function onlyWhatIsWaitedFor(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript((late) => {
    const later = window.setTimeout.bind(window);
    const outside: (() => void)[] = [];
    let open = false;
    const knock = (run: () => void) => (open ? run() : void outside.push(run));
    const door: Door = {
      letIn: () => {
        open = true;
        for (const run of outside) run();
      },
    };
    const setTimeout = (run: () => void, ms = 0) => later(ms < late ? run : () => knock(run), ms);
    Object.assign(window, { setTimeout, ...door });
  }, LATE_MS);
  return () => page.evaluate(() => (window as unknown as Door).letIn());
}

const total = (sent: readonly Sent[]): number => sent.reduce((sum, { bytes }) => sum + bytes, 0);

test('the way in weighs at most 200 kB', async ({ stranger: page }) => {
  const sent = await weigh(page);
  await onlyWhatIsWaitedFor(page);
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectLight(sent);
});

test('a talent’s link weighs at most 200 kB', async ({ stranger: page, made }) => {
  const sent = await weigh(page);
  await page.goto(made.consentPath, { waitUntil: 'networkidle' });
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectLight(sent);
});

test('the roster of somebody who is signed in weighs at most 200 kB', async ({ page }) => {
  const sent = await weigh(page);
  await onlyWhatIsWaitedFor(page);
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  await expectLight(sent);
});

test('what comes by itself some seconds later is little, and all of it has come then', async ({ page }) => {
  const sent = await weigh(page);
  const letIn = await onlyWhatIsWaitedFor(page);
  const listening = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/events'));
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  const before = total(sent);
  await letIn();
  await listening;
  for (const late of ['app-console-attendant', 'app-away-banner', 'app-rail-count']) {
    await expect(page.locator(late)).toBeAttached();
  }
  expect(total(sent)).toBeGreaterThan(before);
  await expectLight(sent, LIMIT + LATE_LIMIT);
});

async function expectLight(sent: readonly Sent[], limit = LIMIT): Promise<void> {
  const parts = sent.map(({ path, bytes }) => `${path} ${bytes}`).join('\n');
  await test.info().attach('parts', { body: parts, contentType: 'text/plain' });
  test.info().annotations.push({ type: 'bytes', description: String(total(sent)) });
  for (const kind of ['.js', '.css', '.woff2']) {
    expect(
      sent.filter(({ path, bytes }) => path.endsWith(kind) && bytes > 1000),
      kind,
    ).not.toEqual([]);
  }
  expect(total(sent), parts).toBeLessThanOrEqual(limit);
}
