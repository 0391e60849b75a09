import { fillSignIn, lookUp, openConnect, posts, profileRow, roster } from './support/console.ts';
import { handleLike, profileUrl } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test('everything works on a phone', async ({ secondBrowser, staff }) => {
  const talent = await staff.addTalent();
  const page = await secondBrowser({ ...PHONE, storageState: { cookies: [], origins: [] } });
  const handle = handleLike('plain');

  await test.step('signing in', async () => {
    await page.goto('/');
    await fillSignIn(page);
    await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();
  });

  await test.step('the roster is a list of cards', async () => {
    await expect(roster(page).getByRole('columnheader', { name: 'Talent' })).not.toBeInViewport();
    const card = roster(page).getByRole('row').filter({ hasText: 'Amara Okafor' });
    const box = await card.boundingBox();
    expect(box?.width).toBeGreaterThan(300);
    expect(box?.width).toBeLessThanOrEqual(390);
    expect(box?.height).toBeGreaterThan(80);
    await expect(card.getByText('Followers (sum)').or(card.getByText('accounts')).first()).toBeVisible();
    await page.getByRole('button', { name: 'Filters' }).tap();
    await expect(page.getByLabel('Status')).toBeVisible();
    await page.getByLabel('Search talents').fill(talent.name);
    await expect(roster(page).getByRole('link')).toHaveCount(1);
    await roster(page)
      .getByRole('checkbox', { name: `Select ${talent.name}` })
      .tap();
    const bar = page.getByRole('region', { name: 'Selected talents' });
    for (const deed of ['Sync now', 'Pause', 'Archive']) {
      await expect(bar.getByRole('button', { name: deed })).toBeInViewport({ ratio: 1 });
    }
    await bar.getByRole('button', { name: 'Select nobody' }).tap();
    await expect(bar).toBeHidden();
    await roster(page).getByRole('link', { name: talent.name }).tap();
    await expect(page.getByRole('heading', { name: talent.name, level: 1 })).toBeVisible();
  });

  await test.step('the connect dialog fits and does its work', async () => {
    const dialog = await openConnect(page);
    const look = dialog.getByRole('button', { name: 'Look up' });
    await expect(look).toBeInViewport({ ratio: 1 });
    await lookUp(dialog, profileUrl(handle));
    const confirm = dialog.getByRole('button', { name: 'Confirm & Connect' });
    await expect(confirm).toBeInViewport({ ratio: 1 });
    await confirm.tap();
    await expect(profileRow(page, handle).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(posts(page).getByRole('article').first()).toBeVisible();
  });

  await test.step('fingers hit what they aim at', async () => {
    for (const control of await page.getByRole('main').getByRole('button').all()) {
      const [name, side] = await control.evaluate((element: HTMLElement) => {
        // Some are stretched over the row that they stand in, and the whole row is what a finger hits.
        const target = element.matches('.stretched') ? element.offsetParent : element;
        const { width, height } = (target ?? element).getBoundingClientRect();
        return [element.getAttribute('aria-label') ?? element.textContent, Math.min(width, height)] as const;
      });
      expect.soft(side, `size of "${name?.trim()}"`).toBeGreaterThanOrEqual(44);
    }
    const rooms = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    for (const room of await rooms.all()) expect((await room.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  });

  await test.step('Today is the first room, and says what to do', async () => {
    const missing = handleLike('missing');
    const { id } = await staff.connect(talent.id, missing);
    await expect.poll(async () => (await staff.connection(id)).status).toBe('ERROR');
    const first = page.getByRole('navigation', { name: 'Main' }).getByRole('link').first();
    await expect(first).toHaveText(/Today/);
    await first.tap();
    const cause = page.getByRole('region', { name: /knows no profile with this name/ });
    await expect(cause.getByRole('button', { name: /^Retry/ }).first()).toBeInViewport({ ratio: 1 });
  });

  await test.step('signing out', async () => {
    await page.getByRole('link', { name: 'Settings' }).tap();
    await page.getByRole('button', { name: 'Sign out' }).tap();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});
