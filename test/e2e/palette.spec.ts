import type { Locator, Page } from '@playwright/test';
import { lookUp, roster } from './support/console.ts';
import { handleLike, profileUrl } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Search and commands' });
const field = (page: Page): Locator => palette(page).getByRole('combobox');
const chosen = (page: Page): Locator => palette(page).getByRole('option', { selected: true });

async function openRoster(page: Page): Promise<void> {
  await page.goto('/roster');
  await expect(roster(page).getByRole('link').first()).toBeVisible();
}

async function open(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
}

/** What listens to single keys comes a moment after the page. */
async function attended(page: Page): Promise<void> {
  await expect(page.locator('app-console-attendant')).toBeAttached();
}

test('a talent, a page and a theme are a few keys away', async ({ page, staff }) => {
  const talent = await staff.addTalent();
  await openRoster(page);

  await open(page);
  await page.keyboard.type(talent.name);
  await expect(chosen(page)).toContainText(talent.name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: talent.name, level: 1 })).toBeVisible();

  await open(page);
  await expect(chosen(page)).toContainText(talent.name); // what was chosen last comes first
  await page.keyboard.type('act');
  await expect(palette(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/activity/);

  await open(page);
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await open(page);
  await page.keyboard.type('nobody is called this');
  await expect(palette(page)).toContainText('Nothing is called “nobody is called this”.');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
});

test('arrow keys go round, and the mouse chooses too', async ({ page }) => {
  await openRoster(page);
  await open(page);
  const options = palette(page).getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await options.last().getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await options.filter({ hasText: 'Settings: Platforms' }).click();
  await expect(page).toHaveURL(/\/settings\/platforms/);
});

test('a profile is paused from anywhere, and that is undone', async ({ page, staff }) => {
  const talent = await staff.addTalent();
  const handle = handleLike('plain');
  const { id } = await staff.connect(talent.id, handle);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');

  await openRoster(page);
  await open(page);
  await field(page).fill(`pause ${handle}`);
  await expect(chosen(page)).toContainText(`Pause @${handle}`);
  await page.keyboard.press('Enter');
  const news = page.getByRole('status').filter({ hasText: 'is paused' });
  await expect(news).toBeVisible();
  await expect.poll(async () => (await staff.connection(id)).status).toBe('PAUSED');

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
});

test('a pasted link offers to connect that profile', async ({ page }) => {
  const url = profileUrl(handleLike('plain'));
  await openRoster(page);
  await open(page);
  await field(page).fill(url);
  await expect(chosen(page)).toContainText('Connect this profile');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect a profile' });
  await expect(dialog.getByRole('button', { name: 'Confirm & Connect' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a button opens it, and a finger chooses', async ({ page, staff }) => {
    const talent = await staff.addTalent();
    await page.goto('/roster');
    await page.getByRole('button', { name: 'Search and commands' }).tap();
    await field(page).fill(talent.name);
    await palette(page).getByRole('option').filter({ hasText: talent.name }).tap();
    await expect(page.getByRole('heading', { name: talent.name, level: 1 })).toBeVisible();
  });
});

test.describe('single keys', () => {
  test('lead through the rooms and show what they are', async ({ page }) => {
    await page.goto('/roster');
    await attended(page);
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page).toHaveURL(/\/settings/);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(sheet.getByText('Search and commands')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await expect(page).toHaveURL(/\/roster/);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('gs?n');
    await expect(page.getByRole('searchbox')).toHaveValue('gs?n');
    await expect(page).toHaveURL(/\/roster/);
  });

  test('do nothing once they are turned off', async ({ page }) => {
    await page.goto('/settings/account');
    await attended(page);
    await page.getByRole('radiogroup', { name: 'Letter shortcuts' }).getByRole('radio', { name: 'Off' }).check();
    await page.getByRole('heading', { name: 'Appearance' }).click();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.keyboard.press('?');
    await expect(page).toHaveURL(/\/settings\/account/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('radio', { name: 'Off' })).toBeChecked();
    await open(page); // a key with Ctrl is nobody's accident
  });
});

test('on a talent’s page, c connects a profile of that talent', async ({ page, settled }) => {
  await page.goto(`/talents/${settled.id}`);
  await expect(page.getByRole('heading', { name: settled.name, level: 1 })).toBeVisible();
  await attended(page);
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Connect a profile' });
  await lookUp(dialog, profileUrl(handleLike('plain')));
  await expect(dialog.getByRole('button', { name: 'Confirm & Connect' })).toBeVisible();
  await expect(dialog.getByText(`For ${settled.name}`)).toBeVisible();
  await expect(dialog.getByRole('combobox')).toHaveCount(0);
});
