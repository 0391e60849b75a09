import { fillSignIn, listen, lookUp, openConnect, posts, profileRow, profiles, roster } from './support/console.ts';
import { handleLike, profileUrl, unique } from './support/staff.ts';
import { demoSignIn } from './support/system.ts';
import { expect, test } from './support/test.ts';

const english = new Intl.NumberFormat('en');

test('sign in, add a talent, connect by link, watch it become ready, disconnect, read it all in Activity', async ({
  stranger: page,
  staff,
}) => {
  const name = `Nora Lind ${unique()}`;
  const handle = handleLike('slow');

  await test.step('a wrong passphrase opens nothing, the right one the roster', async () => {
    await page.goto('/');
    await fillSignIn(page, { email: demoSignIn().email, password: 'not the passphrase' });
    await expect(page.getByRole('alert')).toHaveText('E-mail and passphrase do not match. Check both and try again.');
    await expect(page.getByRole('heading', { name: 'Roster' })).toBeHidden();
    await fillSignIn(page);
    await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();
    await expect(roster(page).getByRole('link').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Simulated data' })).toBeVisible();
  });

  await test.step('the new talent has a page of their own', async () => {
    await page.getByRole('button', { name: 'Add talent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add talent' });
    await dialog.getByRole('button', { name: 'Add talent' }).click();
    await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Tags').fill('dance, berlin');
    await dialog.getByRole('button', { name: 'Add talent' }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    staff.remember(page.url());
    await expect(profiles(page).getByText('No profile connected yet')).toBeVisible();
  });

  const said = await listen(page);
  await test.step('a link leads to a preview, and that to a connection', async () => {
    const dialog = await openConnect(page);
    const found = page.waitForResponse('**/connections/resolve');
    await lookUp(dialog, profileUrl(handle));
    const { candidate } = await (await found).json();
    await expect(dialog.getByText(candidate.displayName, { exact: true })).toBeVisible();
    await expect(dialog.getByText(`@${handle}`)).toBeVisible();
    await expect(dialog.getByText(english.format(candidate.followers), { exact: true })).toBeAttached();
    await expect(dialog.locator('img')).toHaveJSProperty('complete', true);
    await expect(dialog.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
    const created = page.waitForResponse('**/api/v1/connections');
    await dialog.getByRole('button', { name: 'Confirm & Connect' }).click();
    expect((await (await created).json()).status).toBe('PENDING');
    await expect(dialog).toBeHidden();
  });

  const row = profileRow(page, handle);
  await test.step('it goes to Ready by itself', async () => {
    await expect(row.getByText('Syncing', { exact: true })).toBeVisible();
    await expect(row.getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect.poll(said).toContain(`@${handle} on Bluesky: Ready`);
  });

  await test.step('profile and posts are on the page', async () => {
    await expect(row.getByText('Manual', { exact: true })).toBeVisible();
    await expect(row.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
    await row.getByRole('button', { name: 'on Bluesky, details' }).click();
    await expect(row.getByText('What the platform says')).toBeVisible();
    await expect(posts(page).getByRole('article').first()).toBeVisible();
    await expect(page.getByText('followers (sum of 1 account')).toBeVisible();
  });

  await test.step('disconnecting says what goes, and then it is gone', async () => {
    await row.getByRole('button', { name: `Disconnect @${handle}` }).click();
    const dialog = page.getByRole('dialog', { name: `Disconnect @${handle}?` });
    await expect(dialog).toContainText('The account itself is not touched.');
    await expect(dialog).toContainText('Profile, posts, numbers and their history, and all reads go for good.');
    await dialog.getByRole('button', { name: 'Disconnect & erase' }).click();
    await expect(row).toBeHidden();
    await expect(profiles(page).getByText('No profile connected yet')).toBeVisible();
    await page.reload();
    await expect(profiles(page).getByText('No profile connected yet')).toBeVisible();
  });

  await test.step('Activity tells who did what', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity' }).click();
    const log = page.getByRole('region', { name: 'Activity log' });
    for (const what of ['Talent created', 'Connection created', 'Connection erased']) {
      await expect(log.getByRole('listitem').filter({ hasText: what }).first()).toContainText('Marta Díaz');
    }
    await page.getByLabel('What').selectOption({ label: 'Talent created' });
    await expect(page).toHaveURL(/action=talent\.created/);
    await expect(log.getByRole('link', { name })).toBeVisible();
    await expect(log.getByText('Connection created')).toHaveCount(0);
  });
});

test('a look-up that fails says why, and the input stays', async ({ page, staff }) => {
  const talent = await staff.addTalent();
  await page.goto(`/talents/${talent.id}`);
  const dialog = await openConnect(page);
  const refusals: [input: string, sentence: string][] = [
    [profileUrl(handleLike('missing')), 'Bluesky knows no profile with this name.'],
    [profileUrl(handleLike('down')), 'Bluesky is not answering properly.'],
    [profileUrl(handleLike('garbage')), 'Bluesky answered in a form that Rostrum does not know.'],
    ['https://example.com/somebody', 'This address does not belong to a network that Rostrum knows.'],
  ];
  for (const [input, sentence] of refusals) {
    await lookUp(dialog, input);
    await expect(dialog.getByRole('alert')).toContainText(sentence);
    await expect(dialog.getByLabel('Profile link or handle')).toHaveValue(input);
    await expect(dialog.getByLabel('Profile link or handle')).toBeFocused();
  }
  await dialog.getByLabel('Profile link or handle').fill('just-a-handle');
  await dialog.getByRole('button', { name: 'Look up' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Choose the platform of this handle.' })).toBeVisible();
});

test('what is connected already is said before it is tried', async ({ page, staff }) => {
  const handle = handleLike('empty');
  const [first, second] = [await staff.addTalent(), await staff.addTalent()];
  await staff.connect(first.id, handle);
  await page.goto(`/talents/${second.id}`);
  const dialog = await openConnect(page);
  await lookUp(dialog, profileUrl(handle));
  await expect(dialog.getByText('Already connected to')).toContainText(first.name);
  await expect(dialog.getByRole('button', { name: 'Confirm & Connect' })).toBeDisabled();
});

test('errors say what happened and what to do, Retry reads again, and what can heal heals by itself', async ({
  page,
  staff,
}) => {
  const [missing, down, flaky] = [handleLike('missing'), handleLike('down'), handleLike('flaky')];
  const talent = await staff.addTalent();
  for (const handle of [missing, flaky]) await staff.connect(talent.id, handle);
  const listening = page.waitForResponse('**/api/v1/events');
  await page.goto(`/talents/${talent.id}`);

  await expect(profileRow(page, missing).getByText('Error', { exact: true })).toBeVisible();
  await expect(profileRow(page, missing).getByRole('note')).toContainText(
    'Bluesky knows no profile with this name. Check the handle with the talent, then retry.',
  );
  const tried = profileRow(page, missing).getByRole('note').getByRole('time');
  const before = await tried.getAttribute('datetime');
  await profileRow(page, missing)
    .getByRole('button', { name: `Retry @${missing}` })
    .click();
  await expect(tried).not.toHaveAttribute('datetime', before ?? '');

  // Its tries are over within seconds: they begin once the page hears of them.
  await listening;
  await staff.connect(talent.id, down);
  const row = profileRow(page, down);
  await expect(row.getByText('Syncing', { exact: true })).toBeVisible();
  await expect(row.getByText('The last try did not work. The next one comes')).toBeVisible();
  await expect(row.getByText('Error', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole('note')).toContainText(
    'Bluesky is not answering properly. It is tried again by itself; retry if it is urgent.',
  );

  await row.getByRole('button', { name: `Retry @${down}` }).click();
  await expect(row.getByText('Syncing', { exact: true })).toBeVisible();
  await expect(row.getByText('Error', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole('note')).toContainText('Bluesky is not answering properly.');

  await expect(profileRow(page, flaky).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });

  await page.goto('/roster');
  await page.getByRole('link', { name: /Open Today/ }).click();
  const cause = page.getByRole('region', { name: /knows no profile with this name/ });
  const more = cause.getByRole('button', { name: /^Show \d+ more$/ });
  const retry = cause.getByRole('button', { name: `Retry @${missing} of ${talent.name}` });
  await expect(cause).toBeVisible();
  if (await more.isVisible()) await more.click();
  await expect(retry).toBeVisible();
});
