import { fillSignIn, roster } from './support/console.ts';
import { unique } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const PASSPHRASE = 'seven quiet harbours at noon';

test('somebody is invited, enters, is made a viewer, and is let in no more', async ({ page, stranger }) => {
  const [name, email] = [`Jo ${unique()}`, `jo-${unique()}@example.com`];
  await page.goto('/settings/staff');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await expect(dialog.getByRole('radio', { name: 'Manager' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Make invitation' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Invited');
  await expect(row).toContainText('Manager');

  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible();
  await expect(stranger.getByLabel('E-mail')).toHaveValue(email);
  await stranger.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await stranger.getByRole('button', { name: 'Set passphrase and enter' }).click();
  await expect(roster(stranger).getByRole('link').first()).toBeVisible();
  await expect(stranger).toHaveURL('/roster');
  await expect(stranger.getByRole('button', { name: 'Add talent' })).toBeVisible();
  await stranger.getByRole('link', { name: 'Settings' }).click();
  await stranger.getByRole('link', { name: 'Staff' }).click();
  await expect(stranger.getByRole('row').filter({ hasText: email })).toContainText('you');
  await expect(stranger.getByRole('button', { name: 'Invite somebody' })).toBeHidden();

  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Change role…' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Viewer' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  await expect(row).toContainText('Viewer');
  await stranger.goto('/roster');
  await expect(roster(stranger).getByRole('link').first()).toBeVisible();
  await expect(stranger.getByRole('button', { name: 'Add talent' })).toBeHidden();

  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  const called = `${name}-Lind`;
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(called);
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await expect(row).toContainText(called);

  await page.getByRole('button', { name: `More for ${called}` }).click();
  await page.getByRole('menuitem', { name: 'Disable…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(row).toContainText('Disabled');
  await stranger.goto('/activity');
  await expect(stranger.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await fillSignIn(stranger, { email, password: PASSPHRASE });
  await expect(stranger.getByText('E-mail and passphrase do not match')).toBeVisible();
});

test('a link that does not work says so, and leads to sign-in', async ({ stranger: page }) => {
  await page.goto('/welcome#not-a-link-of-ours');
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to sign-in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a platform is checked by hand', async ({ page }) => {
  await page.goto('/settings/platforms');
  await page.getByRole('button', { name: 'Check now whether Bluesky answers' }).click();
  await expect(page.getByText(/The simulated Bluesky answers\..*Checked/)).toBeVisible();
});
