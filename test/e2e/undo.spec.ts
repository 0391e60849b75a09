import { profileRow } from './support/console.ts';
import { handleLike } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('what is paused or disconnected by mistake comes back with one press', async ({ page, staff }) => {
  const handle = handleLike('plain');
  const talent = await staff.addTalent();
  const { id } = await staff.connect(talent.id, handle);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  await page.goto(`/talents/${talent.id}`);
  const row = profileRow(page, handle);
  await expect(row.getByText('Ready', { exact: true })).toBeVisible();

  await test.step('a pause', async () => {
    await page.getByRole('button', { name: `More for @${handle}` }).click();
    await page.getByRole('menuitem', { name: /^Pause/ }).click();
    await expect.poll(async () => (await staff.connection(id)).status).toBe('PAUSED');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(async () => (await staff.connection(id)).status).not.toBe('PAUSED');
  });

  await test.step('a disconnect whose data was kept', async () => {
    await page.getByRole('button', { name: `Disconnect @${handle}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Keep it/ }).check();
    await dialog.getByRole('button', { name: 'Disconnect & keep data' }).click();
    await expect.poll(async () => (await staff.connection(id)).status).toBe('DISCONNECTED');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
    await expect(row.getByText('Ready', { exact: true })).toBeVisible();
  });
});
