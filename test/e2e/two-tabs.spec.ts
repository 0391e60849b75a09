import type { Page } from '@playwright/test';
import { fillSignIn, profiles, roster } from './support/console.ts';
import { handleLike } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const POLL_MS = 10_000;

/** The page never polls by itself: whatever it asks again it was told to. */
async function withoutPolls(page: Page): Promise<void> {
  await page.addInitScript((poll) => {
    const later = window.setTimeout.bind(window);
    const never = (run: () => void, ms = 0) => (ms >= poll ? 0 : later(run, ms));
    Object.assign(window, { setTimeout: never });
  }, POLL_MS);
}

const rowOf = (page: Page, handle: string) =>
  profiles(page)
    .getByRole('listitem')
    .filter({ hasText: `@${handle}` });

test('what is done in one tab shows at once in the other, without a poll', async ({ page: one, staff }) => {
  const talent = await staff.addTalent();
  const handle = handleLike('plain');
  const { id } = await staff.connect(talent.id, handle);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  await withoutPolls(one);
  const listening = one.waitForResponse((answer) => answer.url().endsWith('/api/v1/events') && answer.ok());
  await one.goto(`/talents/${talent.id}`);
  await expect(rowOf(one, handle)).toContainText('Ready');
  await listening;

  const two = await one.context().newPage();
  await two.goto(`/talents/${talent.id}`);
  for (const [deed, state] of [
    ['Pause', 'Paused'],
    ['Resume', 'Ready'],
  ] as const) {
    await two.getByRole('button', { name: `More for @${handle}` }).click();
    await two.getByRole('menuitem', { name: deed }).click();
    await expect(rowOf(two, handle)).toContainText(state);
    await expect(rowOf(one, handle)).toContainText(state);
  }
});

test('signing out in one tab ends the other', async ({ stranger: one }) => {
  await one.goto('/');
  await fillSignIn(one);
  await expect(roster(one)).toBeVisible();
  const two = await one.context().newPage();
  await two.goto('/roster');
  await expect(roster(two).getByRole('link').first()).toBeVisible();
  await one.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(one.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(two.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(two.getByText('Your session has ended')).toBeVisible();
});
