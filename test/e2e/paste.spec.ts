import type { Page } from '@playwright/test';
import { roster } from './support/console.ts';
import { handleLike, profileUrl } from './support/staff.ts';
import { expect, test } from './support/test.ts';

/** As Ctrl-V does, without asking the browser for its clipboard. */
async function paste(page: Page, text: string, into = 'body'): Promise<void> {
  await page
    .locator(into)
    .first()
    .evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

async function openRoster(page: Page): Promise<void> {
  await page.goto('/roster');
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  await expect(page.locator('app-console-attendant')).toBeAttached();
}

test('a link pasted on the roster is looked up, and connected to whom one chooses', async ({ page, staff }) => {
  const talent = await staff.addTalent();
  const handle = handleLike('plain');
  await openRoster(page);

  await paste(page, `  ${profileUrl(handle)}\n`);
  const dialog = page.getByRole('dialog', { name: 'Connect a profile' });
  const confirm = dialog.getByRole('button', { name: 'Confirm & Connect' });
  await expect(confirm).toBeVisible();
  await expect(dialog).toContainText(`@${handle}`);
  await dialog.getByRole('searchbox').fill(talent.name);
  await dialog.getByRole('radio', { name: talent.name }).check();
  await confirm.click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: `Show ${talent.name}` }).click();
  await expect(page.getByRole('heading', { name: talent.name, level: 1 })).toBeVisible();
  await expect(page.getByText(`@${handle}`).first()).toBeVisible();
});

test('nothing else that is pasted opens anything', async ({ page }) => {
  await openRoster(page);
  for (const text of ['Nora Lind', 'two https://bsky.app/profile/a.test links', 'javascript:alert(1)', '']) {
    await paste(page, text);
  }
  await paste(page, profileUrl('plain.bsky.social'), 'input[type=search]');
  await page.keyboard.press('?'); // whatever was to open would be there by now
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
});
