import type { Page } from '@playwright/test';
import { expectNoBarriers, show, THEMES } from './support/barriers.ts';
import { profileRow, profiles, roster } from './support/console.ts';
import { handleLike } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const POLL_MS = 10_000;
const LOOK_MS = 1_000;

/** Counts the polls that have their answer. */
function polls(page: Page): () => number {
  let count = 0;
  page.on('requestfinished', (request) => {
    if (request.url().includes('/connections/status?')) count++;
  });
  return () => count;
}

/** A poll is due only once the last one has its answer, so how far the clock has to go is up to the machine. */
async function pollUntil(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(POLL_MS);
    await seen();
  }).toPass();
}

/** As when another tab comes to the front, or this one does again. */
async function becomeVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

test('what one does, another sees without a reload', async ({ page, secondBrowser, staff }) => {
  const talent = await staff.addTalent();
  const [slow, other] = [handleLike('slow'), handleLike('plain')];
  const { id } = await staff.connect(talent.id, other);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  const doomed = await staff.connect(talent.id, slow);
  const second = await secondBrowser();
  for (const one of [page, second]) {
    await one.goto(`/talents/${talent.id}`);
    await expect(profileRow(one, other).getByText('Ready', { exact: true })).toBeVisible();
    await expect(profileRow(one, slow)).toBeVisible();
  }

  await page.getByRole('button', { name: `Disconnect @${slow}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect & erase' }).click();
  await expect(profileRow(page, slow)).toBeHidden();
  await expect(profileRow(second, slow)).toBeHidden();
  await expect(profileRow(second, other)).toBeVisible();
  await expect(staff.connection(doomed.id)).rejects.toThrow('404');
});

test('polls that find nothing new are answered with 304', async ({ page, settled }) => {
  const cdp = await page.context().newCDPSession(page);
  const statuses: number[] = [];
  const feeds = new Set<string>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/connections/status?')) feeds.add(requestId);
  });
  cdp.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    if (feeds.has(requestId)) statuses.push(statusCode);
  });
  await cdp.send('Network.enable');
  await page.clock.install();
  await page.goto(`/talents/${settled.id}`);
  await expect(profiles(page).getByRole('listitem').first()).toBeVisible();
  for (const expected of [1, 2, 3]) {
    await page.clock.fastForward(POLL_MS);
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(expected);
  }
  expect(statuses[0]).toBe(200);
  expect(statuses).toContain(304);
});

test('a hidden tab does not poll, and asks at once when it is looked at again', async ({ page, settled }) => {
  await page.clock.install();
  const count = polls(page);
  await page.goto(`/talents/${settled.id}`);
  await expect(profiles(page).getByRole('listitem').first()).toBeVisible();
  await page.clock.fastForward(POLL_MS);
  await expect.poll(count).toBe(1);

  await becomeVisible(page, false);
  await page.clock.fastForward(5 * POLL_MS);
  expect(count()).toBe(1);

  await becomeVisible(page, true);
  await expect.poll(count).toBe(2);
});

const away = (page: Page) => page.getByRole('status').filter({ hasText: 'Rostrum does not answer' });
const stale = (page: Page) => page.getByRole('status').filter({ hasText: 'Shown as of' });

/** Until what listens has come, a little after the page. */
async function listening(page: Page): Promise<void> {
  await page.clock.runFor(2_500);
  await expect(page.locator('app-away-banner')).toBeAttached();
}

test('when the API is away, what is shown stays, one banner says so, and it recovers', async ({ page, settled }) => {
  await page.clock.install();
  const rooms = [
    // Nobody else changes how many they are.
    { path: `/roster?q=${encodeURIComponent(settled.name)}`, rows: roster(page).getByRole('link') },
    { path: `/talents/${settled.id}`, rows: profiles(page).getByRole('listitem') },
  ];
  for (const { path, rows } of rooms) {
    await page.goto(path);
    await expect(rows.first()).toBeVisible();
    await listening(page);
    const before = await rows.count();
    await page.route('**/api/**', (route) => route.abort());
    await page.clock.fastForward(POLL_MS);
    await expect(away(page)).toBeVisible();
    await expect(stale(page)).toHaveCount(0);
    await expect(rows).toHaveCount(before);
    for (const theme of THEMES) {
      await show(page, theme);
      await expectNoBarriers(page, `the banner on ${path}, ${theme}`, 'app-away-banner');
    }

    // The next answer to anything takes the button away.
    await away(page).getByRole('button', { name: 'Try again' }).focus();
    await page.unroute('**/api/**');
    await page.keyboard.press('Enter');
    await expect(away(page)).toBeHidden();
    await expect(stale(page)).toHaveCount(0);
    await expect(rows).toHaveCount(before);
  }
});

test('a list alone that could not be read again says so itself, with its age', async ({ page, settled }) => {
  await page.clock.install();
  await page.goto(`/talents/${settled.id}`);
  await expect(profiles(page).getByRole('listitem').first()).toBeVisible();
  await listening(page);
  await page.route('**/connections/status?*', (route) => route.fulfill({ status: 500, json: {} }));
  await page.clock.fastForward(POLL_MS);
  await expect(stale(page).first()).toBeVisible();
  await expect(away(page)).toBeHidden();
});

test('pages that ask nothing by themselves say, too, that the API is away, until it is back', async ({ page }) => {
  await page.clock.install();
  for (const path of ['/settings/staff', '/settings/account', '/activity']) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    await listening(page);
    await page.route('**/api/**', (route) => route.abort());
    // The count in the rail is read seldom.
    await pollUntil(page, () => expect(away(page)).toBeVisible({ timeout: LOOK_MS }));
    await page.clock.fastForward(POLL_MS);
    await expect(away(page)).toBeVisible();

    await page.unroute('**/api/**');
    await pollUntil(page, () => expect(away(page)).toBeHidden({ timeout: LOOK_MS }));
  }
});

test('what could not be fetched when it was asked for says so, and comes when it can', async ({ page, staff }) => {
  const { id, name } = await staff.addTalent();
  await page.goto(`/talents/${id}`);
  await expect(page.locator('app-away-banner')).toBeAttached();
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText('is archived')).toBeVisible(); // what shows messages has come, too

  await page.route('**/*.js', (route) => route.abort());
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('This page could not be loaded')).toBeVisible();
  await expect(away(page)).toBeVisible();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByText('This could not be opened')).toBeVisible();

  await page.unroute('**/*.js');
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('region', { name: 'Activity log' }).getByRole('listitem').first()).toBeVisible();
});

test('an API that does not answer at all has a page of its own, which leads back', async ({ page, settled }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto(`/talents/${settled.id}`);
  await expect(page.getByText('Rostrum does not answer')).toBeVisible();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: settled.name, level: 1 })).toBeVisible();
});
