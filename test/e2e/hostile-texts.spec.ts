import type { Locator, Page } from '@playwright/test';
import { openConnect, lookUp, posts, profileRow, profiles } from './support/console.ts';
import { HOSTILE_LINKS, HOSTILE_TEXTS } from './support/hostile-texts.ts';
import { handleLike, profileUrl } from './support/staff.ts';
import { expect, test } from './support/test.ts';

/** Each payload once as whole text, all together where a text may be long. */
const ALL = HOSTILE_TEXTS.join('\n');

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
};

test('what staff write stays text on every page', async ({ page, staff }) => {
  const [name, tag, alias] = [at(HOSTILE_TEXTS, 8), at(HOSTILE_TEXTS, 14), at(HOSTILE_TEXTS, 35)];
  await page.goto('/roster');
  await page.getByRole('button', { name: 'Add talent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add talent' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Also known as').fill(alias);
  await dialog.getByLabel('Tags').fill(tag);
  await dialog.getByLabel('Notes').fill(ALL);
  await dialog.getByRole('button', { name: 'Add talent' }).click();

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  staff.remember(page.url());
  const details = page.getByRole('region', { name: 'Details' });
  await expectAll(details, [alias, tag]);
  const notes = page.getByRole('region', { name: 'Notes' });
  await expectAll(notes, HOSTILE_TEXTS);
  await notes.getByRole('button', { name: 'Edit notes' }).click();
  await expect(notes.getByRole('textbox', { name: 'Notes' })).toHaveValue(ALL);
  await page.keyboard.press('Escape');
  await page.goto(`/roster?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Talents' })).toContainText(tag);
  await page.goto('/activity');
  await expect(page.getByRole('region', { name: 'Activity log' }).getByText(name).first()).toBeVisible();
});

test('what platforms say stays text, and only web addresses become links', async ({ page, settled }) => {
  await poison(page);
  await page.goto(`/talents/${settled.id}`);
  const rows = profiles(page).getByRole('button', { name: 'on Bluesky, details' });
  await expect(rows).toHaveCount(HOSTILE_TEXTS.length);
  await rows.first().click();
  await expectAll(profiles(page), HOSTILE_TEXTS);
  await expectAll(posts(page), HOSTILE_TEXTS);
  await expect(profiles(page).locator('a:not([href^="/connections/"])')).toHaveCount(0);
  await expect(posts(page).getByRole('link')).toHaveCount(0);
  await expect(page.locator('main').locator('script, iframe, object, embed, svg script')).toHaveCount(0);
});

test('what a look-up finds stays text', async ({ page, settled }) => {
  await page.route('**/connections/resolve', async (route) => {
    const answer = await (await route.fetch()).json();
    const url = at(HOSTILE_LINKS, 0);
    await route.fulfill({ json: { ...answer, candidate: { ...answer.candidate, displayName: ALL, bio: ALL, url } } });
  });
  await page.goto(`/talents/${settled.id}`);
  const dialog = await openConnect(page);
  await lookUp(dialog, profileUrl(handleLike('plain')));
  await expectAll(dialog, HOSTILE_TEXTS);
  await expect(dialog.getByRole('link')).toHaveCount(0);
});

test('links to a platform open apart and tell it nothing', async ({ page, staff }) => {
  const handle = handleLike('plain');
  const talent = await staff.addTalent();
  const { id } = await staff.connect(talent.id, handle);
  await expect.poll(async () => (await staff.connection(id)).status).toBe('READY');
  await page.goto(`/talents/${talent.id}`);
  const links = [
    profileRow(page, handle).getByRole('link', { name: 'in a new tab' }),
    posts(page).getByRole('link').first(),
  ];
  for (const link of links) {
    await expect(link).toHaveAttribute('href', /^https:\/\/bsky\.app\/profile\//);
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(link).toHaveAttribute('target', '_blank');
  }
});

/** They all stand there as they were written. */
async function expectAll(place: Locator, texts: readonly string[]): Promise<void> {
  const missing = async () => {
    const shown = (await place.textContent()) ?? '';
    return texts.filter((text) => !shown.includes(text));
  };
  await expect.poll(missing).toEqual([]);
}

/** Puts hostile texts and links into what the API answers, as if a platform had said them and the API had let them by. */
async function poison(page: Page): Promise<void> {
  await page.route('**/api/v1/talents/*/connections?*', async (route) => {
    const { items } = await (await route.fetch()).json();
    const model = items.find((one: { profile: object | null }) => one.profile);
    const poisoned = HOSTILE_TEXTS.map((text, index) => ({
      ...model,
      id: model.id.slice(0, -2) + String(index).padStart(2, '0'),
      url: at(HOSTILE_LINKS, index),
      handle: text,
      error: { code: 'X', text, action: text, retry: 'user', at: model.createdAt },
      warnings: [{ code: 'X', text }],
      profile: { ...model.profile, displayName: text, bio: ALL, url: at(HOSTILE_LINKS, index), country: text },
    }));
    await route.fulfill({ json: { items: poisoned, nextCursor: null } });
  });
  await page.route('**/api/v1/talents/*/posts?*', async (route) => {
    const items = HOSTILE_TEXTS.map((text, index) => ({
      id: String(index),
      connectionId: String(index),
      platform: 'bluesky',
      handle: text,
      platformPostId: text,
      url: at(HOSTILE_LINKS, index),
      kind: 'text',
      title: index % 2 ? text : null,
      text,
      publishedAt: '2026-01-01T00:00:00.000Z',
      thumbnailUrl: null,
      durationSeconds: null,
      stats: { views: null, likes: 1, comments: 1, shares: 1, quotes: null, saves: null },
      blanks: {},
      statsAt: '2026-01-01T00:00:00.000Z',
      fetchedAt: '2026-01-01T00:00:00.000Z',
    }));
    await route.fulfill({ json: { items, nextCursor: null } });
  });
}
