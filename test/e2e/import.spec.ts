import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectNoBarriers, expectNothingTooWide, show, THEMES } from './support/barriers.ts';
import { roster } from './support/console.ts';
import { handleLike, profileUrl, unique } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const rowOf = (page: Page, talent: string): Locator =>
  page.getByRole('list', { name: 'Rows' }).getByRole('listitem').filter({ hasText: talent });

test('a file is checked, started, followed, and its talents are on the roster', async ({ page, staff }) => {
  const [first, second] = [`Ida ${unique()}`, `Ole ${unique()}`];
  const handle = handleLike('plain');
  const text = [
    'Name;E-mail;Tags;Bluesky;Phone',
    `${first};${unique()}@talent.example;music;${profileUrl(handle)};1`,
    `${second};;;;2`,
    `=${second};;;@not a handle;3`,
    `Again;;;${handle};4`,
  ].join('\r\n');

  await page.goto('/imports');
  await test.step('what can’t be read is said line by line', async () => {
    await page.getByRole('button', { name: 'Paste rows' }).click();
    await page.getByLabel('Rows with their header line').fill('talent,profile\nIda\nOle,a,b\n');
    await page.getByRole('button', { name: 'Check rows' }).click();
    await expect(page.getByRole('alert')).toContainText('Line 2 has 1 field where the header has 2.');
    await expect(page.getByRole('alert')).toContainText('Line 3 has 3 fields where the header has 2.');
  });

  await test.step('a check adds nothing, and says what would become of each row', async () => {
    await page.getByLabel('CSV file').setInputFiles(csvFile('tour.csv', text));
    await expect(page.getByRole('heading', { name: 'tour.csv', level: 1 })).toBeVisible();
    await expect(page.getByText('2 rows ready to add')).toBeVisible();
    await expect(page.getByText('left out: Phone')).toBeVisible();
    await expect(rowOf(page, `Adds ${first} with this profile.`)).toContainText('Line 2');
    await expect(rowOf(page, 'the same profile as in line 2')).toContainText('Refused');
    for (const theme of THEMES) {
      await show(page, theme);
      await expectNoBarriers(page, 'an import', 'main');
    }
  });

  await test.step('the rows that can’t be done go home as a file that no spreadsheet runs', async () => {
    await page.getByRole('radio', { name: 'Refused 2' }).check();
    await expect(page.getByRole('list', { name: 'Rows' }).getByRole('listitem')).toHaveCount(2);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Problems as CSV' }).click();
    const problems = readFileSync(await (await saved).path(), 'utf8');
    expect(problems).toContain(`\r\n4,'=${second},`);
    expect(problems).toContain('the same profile as in line 2');
    await page.getByRole('radio', { name: /^All/ }).check();
  });

  await test.step('started, it comes to its end by itself', async () => {
    await page.getByRole('button', { name: 'Start import' }).click();
    await expect(page.getByRole('main').getByText('2 rows added')).toBeVisible({ timeout: 30_000 });
    await expect(rowOf(page, `Added ${first} with this profile.`)).toContainText('Added');
    await expect(page.getByRole('link', { name: `Talent of line 2, ${first}` })).toHaveAttribute(
      'href',
      /^\/talents\//,
    );
    await expect(page.getByRole('link', { name: `Profile of line 2, ${first}` })).toHaveAttribute(
      'href',
      /^\/connections\//,
    );
  });

  await test.step('its talents are on the roster, with their profiles', async () => {
    for (const name of [first, second]) staff.remember(`http://here/talents/${(await staff.find(name)).id}`);
    await page.getByRole('link', { name: 'Open the roster' }).click();
    await page.goto(`/roster?q=${encodeURIComponent(first)}`);
    await expect(roster(page).getByRole('link', { name: first })).toBeVisible();
    await page.goto('/imports');
    await page.getByRole('link', { name: 'tour.csv' }).first().click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await expect(page.getByRole('dialog')).toContainText('every talent and profile that it added');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete import' }).click();
    await expect(page.getByRole('heading', { name: 'Imports', level: 1 })).toBeVisible();
  });
});

test('on a phone the rows are cards', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/imports');
  await expectNothingTooWide(page, 'imports on a phone');
  const long = `Anneliese-Margarethe ${'von '.repeat(20)}${unique()}`;
  await page
    .getByLabel('CSV file')
    .setInputFiles(csvFile('phone.csv', `talent,profile\n${long},${profileUrl(`${'x'.repeat(60)}.bsky.social`)}\n`));
  await expect(rowOf(page, long)).toBeVisible();
  await expectNothingTooWide(page, 'imports on a phone');
  await expectNoBarriers(page, 'an import', 'main');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('dialog')).toContainText('the 1 row not added yet');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete import' }).click();
  await expect(page.getByRole('region', { name: 'New import' })).toBeVisible();
});
