import type { Locator, Page } from '@playwright/test';
import { profileRow, roster } from './support/console.ts';
import { handleLike, profileUrl, unique } from './support/staff.ts';
import { demoSignIn } from './support/system.ts';
import { expect, test } from './support/test.ts';

const PATIENCE = 60;

/** Presses Tab until it is there, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < PATIENCE; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused({ timeout: 1 });
}

test('everything works without a mouse', async ({ stranger: page, staff }) => {
  const talent = await staff.addTalent({ name: `Aaa Keys ${unique()}` });
  const { email, password } = demoSignIn();
  const handle = handleLike('plain');

  await page.goto('/');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  const link = roster(page).getByRole('link', { name: talent.name });
  await tabTo(page, link);
  await page.keyboard.press('ArrowDown');
  await expect(link).not.toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: talent.name, level: 1 })).toBeVisible();

  const connect = page.getByRole('button', { name: 'Connect profile' });
  const dialog = page.getByRole('dialog', { name: 'Connect a profile' });
  await tabTo(page, connect);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Profile link or handle')).toBeFocused();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(connect).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Profile link or handle')).toBeFocused();
  await page.keyboard.type(profileUrl(handle));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Confirm & Connect' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(connect).toBeFocused();
  await expect(profileRow(page, handle).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });

  const disconnect = page.getByRole('button', { name: `Disconnect @${handle}` });
  await tabTo(page, disconnect);
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: `Disconnect @${handle}?` });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(disconnect).toBeFocused();
});
