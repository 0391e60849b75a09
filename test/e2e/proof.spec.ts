import { profileRow } from './support/console.ts';
import { handleLike } from './support/staff.ts';
import { baseUrl } from './support/system.ts';
import { expect, test } from './support/test.ts';

test('a code in the bio turns the badge from Public to Verified', async ({ page, staff, request }) => {
  const handle = handleLike('plain');
  const talent = await staff.addTalent();
  const { id } = await staff.connect(talent.id, handle);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  await page.goto(`/talents/${talent.id}`);
  const row = profileRow(page, handle);
  await expect(row.getByText('· Public')).toBeVisible();

  await page.getByRole('button', { name: `More for @${handle}` }).click();
  await page.getByRole('menuitem', { name: 'Prove ownership…' }).click();
  const dialog = page.getByRole('dialog', { name: `Is @${handle} really theirs?` });
  await expect(dialog).toContainText(`Send the code to ${talent.name}.`);
  await dialog.getByRole('button', { name: 'Get a code' }).click();
  const code = (await dialog.locator('code').textContent()) ?? '';
  expect(code).not.toBe('');
  await expect(dialog).toContainText('Good until');

  await dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
  await expect(row.getByText('Waiting for the code in the bio.')).toBeVisible();
  await row.getByRole('button', { name: `Show the code for @${handle}` }).click();
  await expect(dialog.locator('code')).toHaveText(code);

  const bio = `Hello, it is me. ${code}`;
  const put = await request.put(`${baseUrl()}/sim/bluesky/__bio`, { data: { handle, bio } });
  expect(put.status()).toBe(204);
  await dialog.getByRole('button', { name: 'Look now' }).click();
  await expect(dialog).toContainText('Verified on', { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(row.getByText('Verified', { exact: true })).toBeVisible();
  await expect(row.getByText('Waiting for the code in the bio.')).toBeHidden();
});

test('a code that was asked for can be withdrawn', async ({ page, staff }) => {
  const handle = handleLike('plain');
  const talent = await staff.addTalent();
  await staff.connect(talent.id, handle);
  await page.goto(`/talents/${talent.id}`);
  await page.getByRole('button', { name: `More for @${handle}` }).click();
  await page.getByRole('menuitem', { name: 'Prove ownership…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Get a code' }).click();
  await dialog.getByRole('button', { name: 'Withdraw the code' }).click();
  await expect(dialog.getByRole('button', { name: 'Get a code' })).toBeVisible();
  await expect(dialog.locator('code')).toHaveCount(0);
});
