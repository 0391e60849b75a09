/** Every page of the console, and the dialogs that open on it. */
import type { Locator, Page } from '@playwright/test';
import { lookUp, openConnect } from './console.ts';
import { handleLike, profileUrl, type Listed, type Made } from './staff.ts';

interface Place {
  readonly name: string;
  readonly path: string;
  /** What is there once the page has been drawn. */
  readonly drawn: (page: Page) => Locator;
  readonly signedOut?: boolean;
  readonly dialogs?: readonly DialogOfPlace[];
}

interface DialogOfPlace {
  readonly name: string;
  readonly open: (page: Page) => Promise<Locator>;
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name });

const afterClick = (button: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click();
  return page.getByRole('dialog').getByRole('heading');
};

async function openPreview(page: Page): Promise<Locator> {
  const dialog = await openConnect(page);
  await lookUp(dialog, profileUrl(handleLike('plain')));
  return dialog.getByRole('button', { name: 'Confirm & Connect' });
}

async function openRefusal(page: Page): Promise<Locator> {
  const dialog = await openConnect(page);
  await lookUp(dialog, profileUrl(handleLike('missing')));
  return dialog.getByRole('alert');
}

async function openDelete(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^More for (?!@)/ }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  return page.getByRole('dialog').getByRole('heading');
}

const fromMenu = (menu: string | RegExp, item: string) => async (page: Page) => {
  await page.getByRole('button', { name: menu }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('dialog').getByRole('heading');
};

async function openMerge(page: Page): Promise<Locator> {
  await fromMenu(/^More for (?!@)/, 'Merge another in…')(page);
  await page.getByRole('dialog').getByRole('radio').first().check();
  return page.getByRole('dialog').getByText('What goes, for good');
}

async function openCode(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await page
    .getByRole('button', { name: /^More for @/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: /^(Prove ownership|Show the code)…$/ }).click();
  await dialog.getByRole('heading').waitFor();
  const ask = dialog.getByRole('button', { name: 'Get a code' });
  if (await ask.isVisible()) await ask.click();
  return dialog.locator('code');
}

async function openInvitation(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Ask for consent' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of ['Instagram', 'LinkedIn', 'YouTube']) await dialog.getByRole('checkbox', { name }).check();
  return dialog.getByLabel('Account on LinkedIn');
}

async function openOwnApp(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Own app… at YouTube' }).click();
  return page.getByRole('dialog').getByLabel('YOUTUBE_CLIENT_ID');
}

async function openTag(page: Page): Promise<Locator> {
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Tag…', exact: true }).click();
  return page.getByRole('dialog').getByRole('heading');
}

async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  return page.getByRole('dialog').getByRole('option').first();
}

async function openShortcuts(page: Page): Promise<Locator> {
  await page.locator('app-console-attendant').waitFor({ state: 'attached' });
  await page.keyboard.press('?');
  return page.getByRole('dialog').getByRole('heading', { name: 'Keyboard shortcuts' });
}

const talentDialogs: readonly DialogOfPlace[] = [
  { name: 'connect', open: afterClick('Connect profile') },
  { name: 'connect-preview', open: openPreview },
  { name: 'connect-refused', open: openRefusal },
  { name: 'disconnect', open: afterClick(/^Disconnect/) },
  { name: 'edit-talent', open: afterClick('Edit') },
  { name: 'prove', open: openCode },
  { name: 'transfer', open: fromMenu(/^More for @/, 'Transfer…') },
  { name: 'merge', open: openMerge },
  { name: 'delete-talent', open: openDelete },
  { name: 'ask-consent', open: openInvitation },
  { name: 'talent-sign-in', open: fromMenu(/^More for (?!@)/, 'Sign-in for the talent…') },
];

/** The page of the account that was read last. */
const profileOf = ({ connections }: Listed): string =>
  `/connections/${connections.findLast(({ status }) => status === 'READY')?.id ?? 'none'}`;

export const places = (talent: Listed, { importId, welcomePath, consentPath }: Made): readonly Place[] => [
  { name: 'sign-in', path: '/sign-in', drawn: heading('Sign in'), signedOut: true },
  { name: 'sign-in-ended', path: '/sign-in?ended=1', drawn: heading('Sign in'), signedOut: true },
  { name: 'unreachable', path: '/unreachable', drawn: (page) => page.getByText('Rostrum does not answer') },
  { name: 'today', path: '/today', drawn: (page) => page.getByRole('main').getByRole('heading', { level: 2 }).first() },
  {
    name: 'roster',
    path: '/roster',
    drawn: (page) => page.getByRole('region', { name: 'Talents' }).getByRole('link').first(),
    dialogs: [
      { name: 'add-talent', open: afterClick('Add talent') },
      { name: 'palette', open: openPalette },
      { name: 'shortcuts', open: openShortcuts },
      { name: 'tag', open: openTag },
    ],
  },
  { name: 'roster-nothing', path: '/roster?q=nobody-at-all', drawn: (page) => page.getByText('No talent matches') },
  {
    name: 'talent',
    path: `/talents/${talent.id}`,
    drawn: (page) => page.getByRole('article').first(),
    dialogs: talentDialogs,
  },
  {
    name: 'talent-gone',
    path: '/talents/00000000-0000-7000-8000-000000000000',
    drawn: (page) => page.getByText('This talent is not here'),
  },
  {
    name: 'profile',
    path: profileOf(talent),
    drawn: (page) => page.locator('ui-curve svg'),
    dialogs: [{ name: 'disconnect-profile', open: fromMenu(/^More for @/, 'Disconnect…') }],
  },
  {
    name: 'profile-posts',
    path: `${profileOf(talent)}?view=posts`,
    drawn: (page) => page.getByRole('article').first(),
  },
  {
    name: 'profile-history',
    path: `${profileOf(talent)}?view=history`,
    drawn: (page) => page.getByRole('region', { name: 'Sync history' }).getByRole('listitem').first(),
  },
  {
    name: 'profile-gone',
    path: '/connections/00000000-0000-7000-8000-000000000000',
    drawn: (page) => page.getByText('This profile is not here'),
  },
  { name: 'imports', path: '/imports', drawn: (page) => page.getByRole('region', { name: 'New import' }) },
  {
    name: 'import',
    path: `/imports/${importId}`,
    drawn: (page) => page.getByRole('list', { name: 'Rows' }).getByRole('listitem').nth(2),
    dialogs: [{ name: 'delete-import', open: afterClick('Delete…') }],
  },
  {
    name: 'activity',
    path: '/activity',
    drawn: (page) => page.getByRole('region', { name: 'Activity log' }).getByRole('listitem').first(),
  },
  {
    name: 'operations',
    path: '/operations',
    drawn: (page) => page.getByRole('region', { name: 'Bluesky' }).getByText('What the platform allows'),
  },
  { name: 'welcome', path: welcomePath, drawn: heading(/^Welcome, /), signedOut: true },
  {
    name: 'welcome-gone',
    path: '/welcome#nothing',
    drawn: heading('This link does not work'),
    signedOut: true,
  },
  { name: 'consent', path: consentPath, drawn: (page) => page.locator('app-platform-card').nth(1), signedOut: true },
  { name: 'consent-gone', path: '/consent#nothing', drawn: heading('This link does not work'), signedOut: true },
  {
    name: 'consent-elsewhere',
    path: '/consent/done?problem=CONSENT_STATE_INVALID',
    drawn: heading('That did not work'),
    signedOut: true,
  },
  { name: 'agency', path: '/settings/agency', drawn: (page) => page.getByText('People who sign in') },
  {
    name: 'staff',
    path: '/settings/staff',
    drawn: (page) => page.getByRole('row').nth(2),
    dialogs: [
      { name: 'invite-staff', open: afterClick('Invite somebody') },
      { name: 'rename-staff', open: fromMenu(/^More for /, 'Rename…') },
    ],
  },
  { name: 'account', path: '/settings/account', drawn: heading('Appearance') },
  {
    name: 'platforms',
    path: '/settings/platforms',
    drawn: heading('Recognised, not yet connectable'),
    dialogs: [{ name: 'own-app', open: openOwnApp }],
  },
  {
    name: 'api-keys',
    path: '/settings/api-keys',
    drawn: (page) => page.getByRole('button', { name: 'Create API key' }),
    dialogs: [{ name: 'create-api-key', open: afterClick('Create API key') }],
  },
  { name: 'not-found', path: '/nowhere/at/all', drawn: (page) => page.getByText('There is nothing here') },
];
