import type { Page } from '@playwright/test';
import { expectNoBarriers, expectNothingTooWide, show, THEMES } from './support/barriers.ts';
import { roster } from './support/console.ts';
import { handleLike, unique, type Staff } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Selected talents' });
const tick = (page: Page, name: string) => roster(page).getByRole('checkbox', { name: `Select ${name}`, exact: true });
const row = (page: Page, name: string) => roster(page).getByRole('row').filter({ hasText: name });

/** Three talents that a search finds together, the first two with a profile that has been read. */
async function three(staff: Staff): Promise<{ term: string; names: [string, string, string] }> {
  const term = `Bulk ${unique()}`;
  const names: [string, string, string] = [`${term} A`, `${term} B`, `${term} C`];
  for (const [index, name] of names.entries()) {
    const talent = await staff.addTalent({ name });
    if (index === 2) continue;
    const { id } = await staff.connect(talent.id, handleLike('plain'));
    await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  }
  return { term, names };
}

test('many are tagged, paused and archived at once, and that is taken back', async ({ page, staff }) => {
  const { term, names } = await three(staff);
  const [first, second, third] = names;
  const tag = `tour-${unique()}`;
  await page.goto(`/roster?q=${encodeURIComponent(term)}`);
  await expect(roster(page).getByRole('link')).toHaveCount(3);

  await test.step('Shift takes along the rows between, Escape lets all go', async () => {
    await tick(page, first).check();
    await tick(page, third).click({ modifiers: ['Shift'] });
    await expect(bar(page)).toContainText('3 selected');
    await page.keyboard.press('Escape');
    await expect(bar(page)).toBeHidden();
  });

  await test.step('the keyboard does the same from the names', async () => {
    await roster(page).getByRole('link', { name: first }).focus();
    await page.keyboard.press('Space');
    await expect(tick(page, first)).toBeChecked();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(bar(page)).toContainText('2 selected');
    await expect(roster(page).getByRole('link', { name: second })).toBeFocused();
    await bar(page).getByRole('button', { name: 'Select all 3' }).click();
    await expect(bar(page)).toContainText('3 selected');
  });

  await test.step('a tag for all of them', async () => {
    await bar(page).getByRole('button', { name: 'Tag…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tag 3 talents' });
    await dialog.getByLabel('Tag', { exact: true }).fill(tag);
    await dialog.getByRole('button', { name: 'Tag them' }).click();
    await expect(page.getByText(`3 talents tagged “${tag}”.`)).toBeVisible();
    await expect(roster(page).getByText(tag)).toHaveCount(3);
    await expect(bar(page)).toBeHidden();
  });

  await test.step('pausing reaches the profiles, and can be taken back', async () => {
    await roster(page).getByRole('checkbox', { name: 'Select all on this page' }).check();
    await bar(page).getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('2 profiles paused.')).toBeVisible();
    await expect(roster(page).getByText('Paused', { exact: true })).toHaveCount(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(roster(page).getByText('Ready', { exact: true })).toHaveCount(2);
  });

  await test.step('who is archived leaves the list, and comes back', async () => {
    await tick(page, third).check();
    await bar(page).getByRole('button', { name: 'Archive' }).click();
    await expect(row(page, third)).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(row(page, third)).toBeVisible();
  });

  await test.step('reading is asked for once, and the second time says how many were not', async () => {
    await tick(page, first).check();
    await bar(page).getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByText('1 profile is being read.')).toBeVisible();
    await expect(bar(page)).toBeHidden();
    await tick(page, first).check();
    await bar(page).getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByText(/0 profiles are being read, 1 not: /)).toBeVisible();
  });
});

test('filters are steps that Back undoes, and an address that can be sent', async ({ page, secondBrowser, staff }) => {
  const { term, names } = await three(staff);
  await page.goto(`/roster?q=${encodeURIComponent(term)}`);
  await expect(roster(page).getByRole('link')).toHaveCount(3);
  await page.getByLabel('Profiles', { exact: true }).selectOption({ label: 'Ready' });
  await expect(roster(page).getByRole('link')).toHaveCount(2);
  await page.getByLabel('Order').selectOption({ label: 'Name, Z to A' });
  await expect(roster(page).getByRole('link').first()).toHaveText(names[1]);

  const second = await secondBrowser();
  await second.goto(page.url());
  await expect(roster(second).getByRole('link')).toHaveText([names[1], names[0]]);

  await page.goBack();
  await expect(roster(page).getByRole('link')).toHaveText([names[0], names[1]]);
  await page.goBack();
  await expect(roster(page).getByRole('link')).toHaveCount(3);
});

test('a long roster is read page by page', async ({ page, staff }) => {
  const { term, names } = await three(staff);
  await page.route('**/api/v1/talents?*', async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '2');
    await route.continue({ url: url.toString() });
  });
  await page.goto(`/roster?q=${encodeURIComponent(term)}`);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await expect(roster(page).getByRole('link')).toHaveText([names[0], names[1]]);
  await pages.getByRole('button', { name: 'Next' }).click();
  await expect(roster(page).getByRole('link')).toHaveText([names[2]]);
  await expect(page).toHaveURL(/page=2/);
  await expect(pages.getByRole('button', { name: 'Next' })).toBeDisabled();
  await page.reload();
  await expect(roster(page).getByRole('link')).toHaveText([names[2]]);
  await pages.getByRole('button', { name: 'Previous' }).click();
  await expect(roster(page).getByRole('link')).toHaveText([names[0], names[1]]);
});

test('nothing keeps anybody out of the bar over chosen rows', async ({ page, settled }) => {
  await page.goto(`/roster?q=${encodeURIComponent(settled.name)}`);
  await tick(page, settled.name).check();
  await expect(bar(page)).toBeVisible();
  for (const theme of THEMES) {
    await show(page, theme);
    await expectNothingTooWide(page, `chosen rows, ${theme}`);
    await expectNoBarriers(page, `chosen rows, ${theme}`);
  }
});
