import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { demoSignIn } from './support/system.ts';

async function signIn(page: Page, { email, password } = demoSignIn()): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Passphrase', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What makes a page unusable for somebody; lesser remarks are not asked for here. */
async function seriousBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
}

test('a person signs in with what npm start printed, and finds the demo agency', async ({ page }) => {
  await signIn(page);

  await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Talents' }).getByRole('link').first()).toBeVisible();
});

test('a wrong passphrase opens nothing and says no more than needed', async ({ page }) => {
  await signIn(page, { email: demoSignIn().email, password: 'not the passphrase' });

  await expect(page.getByRole('alert')).toContainText('do not match');
  await expect(page.getByRole('heading', { name: 'Roster' })).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the way in and the roster shut nobody out (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(await seriousBarriers(page)).toEqual([]);

    await signIn(page);
    await expect(page.getByRole('region', { name: 'Talents' }).getByRole('link').first()).toBeVisible();
    expect(await seriousBarriers(page)).toEqual([]);
  });
}
