import { fillSignIn, profiles, roster } from './support/console.ts';
import { expect, test } from './support/test.ts';

test('signing out ends the session for good', async ({ stranger: page, context }) => {
  await page.goto('/');
  await fillSignIn(page);
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  const session = await page.context().cookies();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page).toHaveURL('/sign-in');

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(roster(page)).toBeHidden();

  await context.clearCookies();
  await context.addCookies(session);
  expect((await context.request.get('/api/v1/auth/me')).status()).toBe(401);
});

test('the session is a cookie that no script can read', async ({ stranger: page }) => {
  await page.goto('/');
  await fillSignIn(page);
  await expect(roster(page)).toBeVisible();
  const [session, ...others] = await page.context().cookies();
  expect(others).toEqual([]);
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('a session that ends leads to sign-in and back to the same place', async ({ stranger: page, settled }) => {
  const place = `/talents/${settled.id}`;
  await page.goto(place);
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(place)}`);
  await fillSignIn(page);
  await expect(page).toHaveURL(place);
  await expect(page.getByRole('heading', { name: settled.name, level: 1 })).toBeVisible();
  await expect(profiles(page).getByRole('listitem').first()).toBeVisible();

  // Whatever the page asks by itself meanwhile leads to sign-in, too: then there is no button to wait for.
  await profiles(page)
    .getByRole('button', { name: /^Sync @plain/ })
    .focus();
  await page.context().clearCookies();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your session has ended. Sign in to go on where you were.')).toBeVisible();
  await fillSignIn(page);
  await expect(page).toHaveURL(place);
  await expect(page.getByRole('heading', { name: settled.name, level: 1 })).toBeVisible();
});

test('links into the console keep their query through sign-in', async ({ stranger: page }) => {
  await page.goto('/activity?action=talent.created');
  await fillSignIn(page);
  await expect(page).toHaveURL('/activity?action=talent.created');
  await expect(page.getByLabel('What')).toHaveValue('talent.created');
});

test('signing in never leads out of the console', async ({ stranger: page }) => {
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(evil)}`);
    await fillSignIn(page);
    await expect(page).toHaveURL('/roster');
  }
});
