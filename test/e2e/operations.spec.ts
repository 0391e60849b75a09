import { handleLike } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('Operations tell how fresh each platform is, and what it allows', async ({ page, settled }) => {
  expect(settled.connections.length).toBeGreaterThan(0);
  await page.goto('/roster');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Operations' }).click();
  await expect(page).toHaveTitle(/Operations/);

  const card = page.getByRole('region', { name: 'Bluesky' });
  await expect(card).toContainText(/\d+ of \d+ profiles? younger than 1 h/);
  await expect(card.getByRole('progressbar', { name: 'Fresh profiles of Bluesky' })).toBeVisible();
  await expect(card).toContainText('Bluesky lets this app make 3,000 calls every 5 min.');
  await expect(card).toContainText('Reads that worked');
});

test('a platform that does not answer says when it is asked again', async ({ page }) => {
  const later = new Date(Date.now() + 20 * 60_000);
  await page.route('**/api/v1/operations/freshness', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { platforms: Record<string, unknown>[] };
    const [first] = body.platforms;
    const waiting = { limited: 2, limitedUntil: later.toISOString(), unanswered: 3, retrying: 0, people: 0 };
    const changed = { ...first, waiting, breaker: { state: 'open', nextTryAt: later.toISOString() } };
    await route.fulfill({ response: answer, json: { ...body, platforms: [changed] } });
  });
  await page.goto('/operations');

  await expect(page.getByText('No answer', { exact: true })).toBeVisible();
  await expect(
    page.getByText(/does not answer; next try .*\d\d:\d\d\. 3 profiles wait; nothing is lost\./),
  ).toBeVisible();
  await expect(
    page.getByText(/2 profiles are put off: the limit is reached\. They resume at .*\d\d:\d\d\./),
  ).toBeVisible();
});

test('who is read first is said on the profile’s page, and taken back from there', async ({ page, staff }) => {
  const talent = await staff.addTalent();
  const { id } = await staff.connect(talent.id, handleLike('plain'));
  await page.goto(`/connections/${id}`);
  const choice = page.getByRole('combobox', { name: 'When the limits are short' });
  await expect(choice).toHaveValue('standard');

  await choice.selectOption('Read first');
  await expect(page.getByText(/is read first now/)).toBeVisible();
  await page.reload();
  await expect(choice).toHaveValue('priority');

  await choice.selectOption('Read last');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(choice).toHaveValue('priority');
});
