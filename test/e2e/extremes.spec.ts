import type { Locator, Page } from '@playwright/test';
import { expectNothingTooWide } from './support/barriers.ts';
import type { Listed } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const LONG = `Wolkenbruchsgeräuschemacherin${'undgewitterforscherin'.repeat(8)}`;
const EMOJI = '👩‍👩‍👧‍👦🏳️‍🌈🧜🏽‍♀️'.repeat(12);
const ARABIC = 'فرقة الموسيقى العربية الكبيرة في بيروت';
const NAMES = [LONG, EMOJI, ARABIC];
const MUCH = 10_000_000_000;
type Json = Record<string, unknown>;

/** What the API answers, with some of it put to an extreme. */
async function extreme(page: Page, url: string | RegExp, change: (answer: Json) => Json): Promise<void> {
  await page.route(url, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    await route.fulfill({ json: change((await (await route.fetch()).json()) as Json) });
  });
}

const items = (answer: Json): Json[] => answer['items'] as Json[];

/** One of the first, in each of the names. */
const inEachName = (model: Json | undefined, field: string): Json[] =>
  NAMES.map((name, index) => ({ ...model, id: `00000000-0000-7000-8000-00000000000${index}`, [field]: name }));

/** It stands there whole, from right to left where it is written so, and pushes nothing out of the window. */
async function expectHeld(page: Page, place: Locator, where: string): Promise<void> {
  for (const name of NAMES) await expect(place).toContainText(name);
  const text = place.getByText(ARABIC).first();
  await expect(text, `direction in ${where}`).toHaveCSS('direction', 'rtl');
  await expectNothingTooWide(page, where);
}

/** The account with posts was connected last. */
const read = ({ connections }: Listed): string => connections.findLast(({ status }) => status === 'READY')?.id ?? '';

test('Today holds any name, and a crowd', async ({ page, settled }) => {
  expect(settled.connections.map(({ status }) => status)).toContain('ERROR');
  await extreme(page, '**/api/v1/attention', (answer) => {
    const [group, ...others] = answer['groups'] as Json[];
    const [model] = (group?.['items'] ?? []) as Json[];
    const crowd = NAMES.map((talentName, index) => ({
      ...{ ...model, talentName, handle: index ? `${talentName}` : LONG.toLowerCase() },
      connectionId: `00000000-0000-7000-8000-00000000000${index}`,
    }));
    return { ...answer, total: 4_999, groups: [{ ...group, count: 4_990, items: crowd }, ...others] };
  });
  await page.goto('/today');
  await expectHeld(page, page.getByRole('main'), 'Today');
  await expect(page.getByRole('main')).toContainText(/4,?999 profiles need a hand/);
});

test('a profile’s page holds any name, nothing and ten billion', async ({ page, settled }) => {
  const id = read(settled);
  await extreme(page, `**/api/v1/connections/${id}`, (answer) => ({
    ...answer,
    talentName: ARABIC,
    handle: LONG.toLowerCase(),
    profile: {
      ...(answer['profile'] as Json),
      ...{ displayName: ARABIC, bio: [LONG, EMOJI].join('\n'), followers: MUCH, following: 0, posts: 0, views: MUCH },
    },
  }));
  await extreme(page, `**/api/v1/connections/${id}/changes?*`, () => ({
    nextCursor: null,
    items: NAMES.map((after, index) => ({
      ...{ id: String(index), field: 'displayName', before: NAMES[(index + 1) % NAMES.length], after },
      at: '2026-01-01T00:00:00.000Z',
    })),
  }));
  await extreme(page, `**/api/v1/connections/${id}/metrics?*`, (answer) => ({
    ...answer,
    points: [0, MUCH, 1].map((followers, day) => ({
      ...{ at: `2026-01-0${day + 1}T00:00:00.000Z`, followers, following: 0, posts: MUCH, views: null },
    })),
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-01-03T00:00:00.000Z',
  }));
  await page.goto(`/connections/${id}`);
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(ARABIC);
  const numbers = page.getByRole('region', { name: 'Latest numbers' });
  await expect(numbers).toContainText('10B');
  await expect(numbers.getByText('0', { exact: true }).first()).toBeVisible();
  await expectHeld(page, page.getByRole('main'), 'a profile');
});

test('the posts and the history of a profile hold any text, nothing and ten billion', async ({ page, settled }) => {
  const id = read(settled);
  const stats = { views: MUCH, likes: 0, comments: MUCH, shares: MUCH, quotes: 0, saves: MUCH };
  await extreme(page, `**/api/v1/connections/${id}/posts?*`, (answer) => ({
    nextCursor: null,
    items: inEachName(items(answer)[0], 'text').map((post) => ({ ...post, title: null, stats })),
  }));
  await page.goto(`/connections/${id}?view=posts`);
  await expect(page.getByRole('article').first()).toContainText('10B');
  await expectHeld(page, page.getByRole('main'), 'the posts of a profile');

  await extreme(page, `**/api/v1/connections/${id}/timeline?*`, (answer) => ({
    nextCursor: null,
    items: inEachName(items(answer)[0], 'text').map((event) => ({ ...event, actor: LONG })),
  }));
  await page.goto(`/connections/${id}?view=history`);
  await expectHeld(page, page.getByRole('main'), 'the history of a profile');
});

test('imports hold any name, and many rows', async ({ page, made }) => {
  const counts = { ready: 0, refused: 0, known: 5_000, connected: 0, failed: 0 };
  await extreme(page, '**/api/v1/imports?*', (answer) => ({
    ...answer,
    items: inEachName(items(answer)[0], 'name').map((run) => ({ ...run, by: LONG, rows: 5_000, counts })),
  }));
  await page.goto('/imports');
  await expectHeld(page, page.getByRole('main'), 'imports');

  await extreme(page, `**/api/v1/imports/${made.importId}/rows?*`, (answer) => ({
    ...answer,
    items: inEachName(items(answer)[0], 'text').map((row, index) => ({
      ...row,
      text: LONG,
      given: { talent: NAMES[index], email: `${LONG}@x.example`, tags: [EMOJI], platform: 'bluesky', profile: LONG },
    })),
  }));
  await page.goto(`/imports/${made.importId}`);
  await expectHeld(page, page.getByRole('list', { name: 'Rows' }), 'an import');
});

test('staff and Activity hold any name', async ({ page }) => {
  await extreme(page, '**/api/v1/staff?*', (answer) => ({
    ...answer,
    items: inEachName(items(answer)[0], 'name').map((member) => ({ ...member, email: `${LONG}@agency.example` })),
  }));
  await page.goto('/settings/staff');
  await expectHeld(page, page.getByRole('main'), 'staff');

  await extreme(page, '**/api/v1/activity?*', (answer) => ({
    ...answer,
    items: inEachName(items(answer)[0], 'action').map((entry, index) => ({
      ...{ ...entry, action: 'talent.updated', target: { type: 'talent', id: '1', name: NAMES[index] } },
      actor: { kind: 'staff', id: '1', name: NAMES[(index + 1) % NAMES.length] },
      changes: [{ field: 'name', before: NAMES[(index + 2) % NAMES.length], after: LONG }],
    })),
  }));
  await page.goto('/activity');
  await expectHeld(page, page.getByRole('main'), 'Activity');
});

test('the palette holds any name', async ({ page, settled }) => {
  await extreme(page, '**/api/v1/talents?*', (answer) => ({ ...answer, items: inEachName(items(answer)[0], 'name') }));
  await page.goto('/settings/account');
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill(settled.name);
  await expectHeld(page, palette, 'the palette');
  await page.setViewportSize({ width: 320, height: 568 });
  const box = await palette.getByRole('option').first().boundingBox();
  expect(box?.width).toBeLessThanOrEqual(320);
});
