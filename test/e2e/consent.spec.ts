import type { Page } from '@playwright/test';
import { expectNoBarriers, expectNothingTooWide, show, THEMES, WINDOWS } from './support/barriers.ts';
import { listen, profileRow, profiles } from './support/console.ts';
import { unique } from './support/staff.ts';
import { PHONE, atPlatform, backToList, card, connect } from './support/talent.ts';
import { expect, test } from './support/test.ts';

const PASSPHRASE = 'seven quiet harbours at noon';

/** In both themes and at all widths; then as it was. */
async function expectOpenToAll(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await show(page, theme);
    await expectNoBarriers(page, `${name}, ${theme}`);
    await expectNothingTooWide(page, `${name}, ${theme}`);
  }
  await page.setViewportSize(WINDOWS[0] ?? { width: 390, height: 844 });
}

test('a talent connects two accounts on a phone, says no to a third, and the console knows by itself', async ({
  page,
  staff,
  secondBrowser,
}) => {
  const talent = await staff.addTalent();
  const [gram, tube] = [`mia${unique()}`, `mia-tube-${unique()}`];
  const asked = [{ platform: 'instagram', expectedHandle: gram }, { platform: 'tiktok' }, { platform: 'youtube' }];
  const link = await staff.ask(talent.id, asked);
  const phone = await secondBrowser(PHONE);
  await page.goto(`/talents/${talent.id}`);
  await expect(profiles(page)).toBeVisible();

  await test.step('the link says who asks and what is read, and leaves no trace in the address', async () => {
    await phone.goto(link);
    await expect(phone.getByRole('heading', { level: 1 })).toContainText(`${talent.name}, `);
    await expect(phone).toHaveURL('/consent');
    await expect(card(phone, 'Instagram')).toContainText(`for @${gram}`);
    await expect(card(phone, 'Instagram').getByText('How many people follow you')).toBeVisible();
    await expect(phone.getByText('Your messages are neither read nor sent.')).toBeVisible();
    await expect(phone.getByRole('button', { name: /^Connect / })).toHaveCount(3);
    await expectOpenToAll(phone, 'the consent page');
    await phone.reload();
    await expect(card(phone, 'Instagram')).toBeVisible();
  });

  await test.step('Instagram', async () => {
    const button = await phone.getByRole('button', { name: 'Connect Instagram' }).boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
    await connect(phone, 'Instagram', { as: gram, says: 'Allow' });
    await expect(phone.getByRole('heading', { name: 'Instagram is connected' })).toBeFocused();
    await expectOpenToAll(phone, 'the page at the end');
    await backToList(phone);
    await expect(card(phone, 'Instagram').getByText(`@${gram}`)).toBeVisible();
    await expect(phone.getByText('1 of 3 connected')).toBeVisible();
  });

  await test.step('YouTube', async () => {
    await connect(phone, 'YouTube', { as: tube, says: 'Allow' });
    await expect(phone.getByRole('heading', { name: 'YouTube is connected' })).toBeVisible();
    await backToList(phone);
  });

  await test.step('TikTok, or rather not', async () => {
    await connect(phone, 'TikTok', { says: 'Cancel' });
    await expect(phone.getByRole('heading', { name: 'Nothing was connected' })).toBeVisible();
    await backToList(phone);
    await expect(phone.getByText('2 of 3 connected')).toBeVisible();
    await expect(phone.getByText('TikTok later is fine.')).toBeVisible();
    await expect(card(phone, 'Instagram').getByText(/last read/)).toBeVisible({ timeout: 30_000 });
    await expectOpenToAll(phone, 'the consent page at the end');
  });

  await test.step('what is connected is shown, and changed only by a fresh link or a sign-in', async () => {
    await expect(phone.getByRole('heading', { name: 'Pause, withdraw, download' })).toBeVisible();
    await expect(phone.getByRole('button', { name: /Withdraw/ })).toBeHidden();
  });

  await test.step('the console has seen all of it', async () => {
    await expect(profileRow(page, gram).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(profileRow(page, tube).getByText('Ready', { exact: true })).toBeVisible({ timeout: 30_000 });
  });
});

test('another account than the one that is meant is refused, and the right one is let in', async ({
  staff,
  secondBrowser,
}) => {
  const talent = await staff.addTalent();
  const handle = `mia${unique()}`;
  const phone = await secondBrowser(PHONE);
  await phone.goto(await staff.ask(talent.id, [{ platform: 'instagram', expectedHandle: handle }]));
  await connect(phone, 'Instagram', { as: `${handle}_private`, says: 'Allow' });
  await expect(phone.getByRole('heading', { name: 'That was another account' })).toBeVisible();
  await expect(phone.getByText(`You signed in as @${handle}_private, but this link is for @${handle}.`)).toBeVisible();
  expect((await staff.find(talent.name)).connections).toEqual([]);
  await expectOpenToAll(phone, 'the page of a wrong account');
  await phone.getByRole('button', { name: 'Switch account and try again' }).click();
  await atPlatform(phone, { as: handle, says: 'Allow' });
  await expect(phone.getByRole('heading', { name: 'Instagram is connected' })).toBeVisible();
  await expect.poll(async () => (await staff.find(talent.name)).connections.length).toBe(1);
});

test('a platform that does not say who it is asks the talent', async ({ staff, secondBrowser }) => {
  const talent = await staff.addTalent();
  const phone = await secondBrowser(PHONE);
  await phone.goto(await staff.ask(talent.id, [{ platform: 'linkedin', expectedHandle: `mia-${unique()}` }]));
  await connect(phone, 'LinkedIn', { as: `mia-${unique()}`, says: 'Allow' });
  await expect(phone.getByRole('heading', { name: 'Is this you?' })).toBeVisible();
  await expectOpenToAll(phone, 'the page that asks');
  expect((await staff.find(talent.name)).connections).toEqual([]);
  await phone.getByRole('button', { name: 'Yes, this is me' }).click();
  await expect(phone.getByRole('heading', { name: 'LinkedIn is connected' })).toBeVisible();
});

test('a talent who signs in has a place of their own, and takes a consent back there', async ({
  page,
  staff,
  secondBrowser,
}) => {
  const talent = await staff.addTalent();
  const handle = `mia-own-${unique()}`;
  const phone = await secondBrowser(PHONE);

  await test.step('the invitation leads to /my, and nowhere else', async () => {
    await phone.goto(await staff.signUp(talent.id, `mia-${unique()}@example.com`));
    await phone.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await phone.getByRole('button', { name: 'Set passphrase and enter' }).click();
    await expect(phone.getByRole('heading', { name: 'Account settings' })).toBeVisible();
    await expect(phone).toHaveURL('/my');
    await phone.goto('/roster');
    await expect(phone).toHaveURL('/my');
    await page.goto('/my');
    await expect(page).toHaveURL('/roster');
  });

  await test.step('they connect an account, with part of what was asked', async () => {
    await connect(phone, 'YouTube', { as: handle, says: 'Allow', without: /statistics|analytics/i });
    await expect(phone.getByRole('heading', { name: 'YouTube is connected' })).toBeVisible();
    await expect(phone.getByText('You did not allow this yet:')).toBeVisible();
    await backToList(phone);
    await expect(card(phone, 'YouTube').getByRole('button', { name: 'Allow the rest: YouTube' })).toBeVisible();
    await expect(card(phone, 'YouTube').getByText(/last read/)).toBeVisible({ timeout: 30_000 });
    await expectOpenToAll(phone, 'a talent’s own place');
  });

  await test.step('they pause and resume it', async () => {
    await card(phone, 'YouTube')
      .getByRole('button', { name: `Pause @${handle}` })
      .click();
    await expect(card(phone, 'YouTube').getByText('Paused: nothing is read.')).toBeVisible();
    await card(phone, 'YouTube')
      .getByRole('button', { name: `Resume @${handle}` })
      .click();
    await expect(card(phone, 'YouTube').getByRole('button', { name: `Pause @${handle}` })).toBeVisible();
  });

  await test.step('they take their data along', async () => {
    const download = phone.waitForEvent('download');
    await phone.getByRole('button', { name: 'Download my data' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.json$/);
  });

  await test.step('they withdraw, and the token is given back', async () => {
    const said = await listen(phone);
    await card(phone, 'YouTube')
      .getByRole('button', { name: `Withdraw… @${handle}` })
      .click();
    const dialog = phone.getByRole('dialog', { name: `Withdraw YouTube @${handle}?` });
    await expect(dialog.getByRole('radio', { name: 'Keep it' })).toBeChecked();
    for (const theme of THEMES) {
      await show(phone, theme);
      await expectNoBarriers(phone, `the withdrawal, ${theme}`, '[role=dialog]');
    }
    await dialog.getByRole('radio', { name: 'Erase it' }).check();
    await dialog.getByRole('button', { name: 'Withdraw and erase' }).click();
    await expect(card(phone, 'YouTube').getByRole('button', { name: 'Connect YouTube' })).toBeVisible();
    await expect.poll(async () => (await said()).join(' ')).toContain(`@${handle} is withdrawn`);
    await expect.poll(() => revokedFor(phone, handle), { timeout: 30_000 }).toBe(true);
    expect((await staff.find(talent.name)).connections).toEqual([]);
  });

  await test.step('and leave', async () => {
    await phone.getByRole('link', { name: 'Sign-in and security' }).click();
    await expect(phone.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible();
    await expectOpenToAll(phone, 'how a talent signs in');
    await phone.getByRole('button', { name: 'Sign out' }).click();
    await expect(phone.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});

/** Whether the simulated platform was told that somebody's tokens count no more. */
async function revokedFor(page: Page, handle: string): Promise<boolean> {
  const answer = await page.request.get('/sim/youtube/__ledger');
  const { items } = (await answer.json()) as { items: { oauth?: { event: string; handle: string | null } }[] };
  return items.some(({ oauth }) => oauth?.event === 'revoke' && oauth.handle === handle);
}
