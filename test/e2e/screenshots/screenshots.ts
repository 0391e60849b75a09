/** Every page, dialog and state of the console, light and dark, at three widths, into `test-results/screenshots/`. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { show, THEMES, WINDOWS } from '../support/barriers.ts';
import { places } from '../support/places.ts';
import type { Listed, Staff } from '../support/staff.ts';
import { expect, test } from '../support/test.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const inRoot = (...parts: string[]): string => resolve(ROOT, ...parts);

/** Somebody of the demo whose accounts have been read. */
async function somebody(staff: Staff): Promise<Listed> {
  const amara = await staff.find('Amara Okafor');
  await expect.poll(() => staff.unsettled(), { timeout: 120_000 }).toEqual([]);
  return amara;
}

async function take(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await show(page, theme);
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      const path = inRoot('test-results', 'screenshots', `${name}-${size.width}-${theme}.png`);
      await page.screenshot({ path, fullPage: !name.includes('dialog') });
    }
  }
}

/** The stream of hints never falls quiet; everything else does once a page is drawn. */
test.beforeEach(({ context }) => context.route('**/api/v1/events', (route) => route.abort()));

test('pages and dialogs', async ({ page, stranger, staff, made }) => {
  for (const place of places(await somebody(staff), made)) {
    const visitor = place.signedOut ? stranger : page;
    await visitor.setViewportSize({ width: 1440, height: 900 });
    await visitor.goto(place.path, { waitUntil: 'networkidle' });
    await expect(place.drawn(visitor)).toBeVisible();
    await take(visitor, place.name);
    for (const dialog of place.dialogs ?? []) {
      await visitor.setViewportSize({ width: 1440, height: 900 });
      await visitor.goto(place.path, { waitUntil: 'networkidle' });
      await expect(await dialog.open(visitor)).toBeVisible();
      await take(visitor, `dialog-${dialog.name}`);
    }
  }
});

test('states between', async ({ page, staff, settled }) => {
  await somebody(staff);
  await page.goto(`/talents/${settled.id}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'on Bluesky, details' }).first().click();
  await take(page, 'talent-details');
  await page.goto(`/talents/${(await staff.addTalent({ name: 'Nora Lind' })).id}`, { waitUntil: 'networkidle' });
  await take(page, 'talent-empty');

  const lists = '**/api/v1/talents?*';
  await page.route(lists, () => undefined);
  await page.goto('/roster');
  await expect(page.getByRole('status', { name: /Loading/ })).toBeVisible();
  await take(page, 'roster-loading');
  await page.unroute(lists);
  await page.route(lists, (route) => route.abort());
  await page.goto('/roster');
  await expect(page.getByText('The roster could not be loaded')).toBeVisible();
  await take(page, 'roster-error');
  await page.unroute(lists);

  await page.clock.install();
  await page.goto('/roster', { waitUntil: 'networkidle' });
  await page.route('**/api/**', (route) => route.abort());
  await page.clock.fastForward(10_000);
  await expect(page.getByText('Rostrum does not answer')).toBeVisible();
  await take(page, 'roster-away');
});

test('the picture of the README', async ({ page, staff }) => {
  const { id } = await somebody(staff);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/talents/${id}`, { waitUntil: 'networkidle' });
  await show(page, 'light');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.screenshot({ path: inRoot('docs', 'images', 'console.png') });
});
