import type { Locator, Page } from '@playwright/test';
import { expectNoBarriers, show, THEMES } from './support/barriers.ts';
import { profileRow, profiles } from './support/console.ts';
import { unique } from './support/staff.ts';
import { PHONE, atPlatform, connect } from './support/talent.ts';
import { expect, test } from './support/test.ts';

const consent = (page: Page): Locator => page.getByRole('region', { name: 'Consent' });

/** Makes the link in the dialog that is open, and closes it. */
async function make(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copy message' })).toBeVisible();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await expect(dialog.getByRole('textbox', { name: 'Message' })).toHaveValue(new RegExp(link.replaceAll(/[?.]/g, '.')));
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for the invitation of ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('staff ask for consent, see it given, send a new link and take it back', async ({
  page,
  staff,
  secondBrowser,
}) => {
  const talent = await staff.addTalent({ locale: 'en-GB' });
  const handle = `ask-${unique()}`;
  const phone = await secondBrowser(PHONE);
  await page.goto(`/talents/${talent.id}`);

  const first = await test.step('a link for two platforms, and one account that has to be it', async () => {
    await consent(page).getByRole('button', { name: 'Ask for consent' }).click();
    const dialog = page.getByRole('dialog', { name: `Ask ${talent.name} for consent` });
    await dialog.getByRole('button', { name: 'Make link' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Choose at least one platform.');
    await dialog.getByRole('checkbox', { name: 'YouTube' }).check();
    await dialog.getByRole('checkbox', { name: 'TikTok' }).check();
    await dialog.getByLabel('Account on YouTube').fill('no handle at all');
    await dialog.getByRole('button', { name: 'Make link' }).click();
    await expect(dialog.getByText('is no YouTube handle')).toBeVisible();
    await dialog.getByLabel('Account on YouTube').fill(handle);
    const link = await make(page);
    await expect(consent(page)).toContainText(`asked for @${handle}`);
    return link;
  });

  await test.step('the talent opens it and connects; card and row know by themselves', async () => {
    await phone.goto(first);
    await expect(consent(page).getByText('Opened', { exact: true })).toBeVisible();
    await connect(phone, 'YouTube', { as: handle, says: 'Allow' });
    await expect(phone.getByRole('heading', { name: 'YouTube is connected' })).toBeVisible();
    await expect(consent(page)).toContainText('1 of 2 platforms connected');
    await expect(profileRow(page, handle).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(profileRow(page, handle)).toContainText('Authorised');
  });

  await test.step('a new link ends the old one, and can be taken back itself', async () => {
    await choose(page, talent.name, 'Send again…');
    await expect(page.getByRole('dialog')).toContainText('The link sent before works no more.');
    const second = await make(page);
    await phone.context().clearCookies();
    await phone.goto(first);
    await expect(phone.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
    await choose(page, talent.name, 'Take back');
    await expect(consent(page).getByText('Taken back', { exact: true })).toBeVisible();
    await phone.goto('about:blank');
    await phone.goto(second);
    await expect(phone.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  });
});

test('consent that was lost is asked for again from its row', async ({ page, staff, secondBrowser }) => {
  const talent = await staff.addTalent();
  const handle = `re${unique()}`;
  const phone = await secondBrowser(PHONE);
  await phone.goto(await staff.ask(talent.id, [{ platform: 'x', expectedHandle: handle }]));
  await connect(phone, 'X', { as: handle, says: 'Allow' });
  await page.goto(`/talents/${talent.id}`);
  const row = profileRow(page, handle);
  await expect(row.getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });

  const removed = await page.request.post('/sim/x/__tokens/remove', { data: { handle } });
  expect(removed.ok()).toBe(true);
  await row.getByRole('button', { name: `Sync @${handle} now` }).click();
  await expect(row.getByText('Reconnect needed', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole('note', { name: `Error of @${handle}` })).toContainText('X ended our access');
  for (const theme of THEMES) {
    await show(page, theme);
    await expectNoBarriers(page, `a lost consent, ${theme}`);
  }

  await row.getByRole('button', { name: `Send reconnect link for @${handle}` }).click();
  await expect(page.getByRole('dialog', { name: `Reconnect @${handle}` })).toBeVisible();
  const link = await make(page);
  await expect(consent(page)).toContainText('To reconnect');
  await phone.context().clearCookies();
  await phone.goto(link);
  await phone.getByRole('button', { name: /Connect X|X again|Reconnect/ }).click();
  await atPlatform(phone, { as: handle, says: 'Allow' });
  await expect(row.getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole('button', { name: /Send reconnect link/ })).toBeHidden();
});

test('an account without a handle goes by its owner’s name', async ({ page, staff, secondBrowser }) => {
  const talent = await staff.addTalent();
  const phone = await secondBrowser(PHONE);
  await page.goto(`/talents/${talent.id}`);
  await expect(profiles(page)).toBeVisible();
  await phone.goto(await staff.ask(talent.id, [{ platform: 'linkedin' }]));
  await connect(phone, 'LinkedIn', { as: 'ida-berg', says: 'Allow' });
  await phone.getByRole('button', { name: 'Yes, this is me' }).click();
  await expect(profiles(page).getByRole('button', { name: /^Ida Berg.* on LinkedIn, details$/ })).toBeVisible();
  await expect(profiles(page).getByRole('button', { name: /^Sync Ida Berg.* now$/ })).toBeVisible();
});

test('an agency’s own keys are saved, checked and removed', async ({ page }) => {
  await page.goto('/settings/platforms');
  await page.getByRole('button', { name: 'Own app… at TikTok' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your own app at TikTok' });
  const keys = dialog.getByRole('textbox', { name: /^TIKTOK_/ });
  await keys.last().fill('half');
  await dialog.getByRole('button', { name: 'Save keys' }).click();
  await expect(dialog.getByText(/belong together/)).toBeVisible();
  for (const key of await keys.all()) await key.fill(`invalid-${unique()}`);
  await dialog.getByRole('button', { name: 'Save keys' }).click();
  await expect(dialog.getByText('Your own keys are in use.')).toBeVisible();
  await expect(dialog.getByLabel('Redirect address')).toHaveValue(/\/oauth\/tiktok\/callback$/);
  await dialog.getByRole('button', { name: 'Check now' }).click();
  await expect(dialog.getByText('Needs a hand')).toBeVisible();
  for (const theme of THEMES) {
    await show(page, theme);
    await expectNoBarriers(page, `own keys, ${theme}`, '[role=dialog]');
  }
  await dialog.getByRole('button', { name: 'Remove these keys…' }).click();
  await dialog.getByRole('button', { name: 'Remove keys' }).click();
  await expect(dialog.getByText(/^Removed\./)).toBeVisible();
});

test('staff make a sign-in for a talent, who then stands on no list of staff', async ({ page, staff, stranger }) => {
  const talent = await staff.addTalent();
  await page.goto(`/talents/${talent.id}`);
  await page.getByRole('button', { name: `More for ${talent.name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign-in for the talent…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await expect(dialog.getByText('This talent has no e-mail yet.')).toHaveCount(1);
  await dialog.getByLabel('E-mail').fill(`${unique()}@example.com`);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await stranger.goto(link);
  await stranger.getByLabel('Passphrase', { exact: true }).fill('seven quiet harbours at noon');
  await stranger.getByRole('button', { name: 'Set passphrase and enter' }).click();
  await expect(stranger.getByRole('heading', { name: 'Account settings' })).toBeVisible();
  await page.goto('/settings/staff');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: talent.name })).toHaveCount(0);
});
