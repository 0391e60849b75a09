/** What a talent does: taps a button on our page, and signs in at the (simulated) platform. */
import { expect, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
  storageState: { cookies: [], origins: [] },
};

export const card = (page: Page, platform: string): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: platform, exact: true }) });

export interface Decision {
  /** As whom; nobody needs to say so again at a platform where they are signed in. */
  readonly as?: string;
  readonly says: 'Allow' | 'Cancel';
  /** Permissions that are not given, by their words. */
  readonly without?: RegExp;
}

/** The platform's own page, up to where it sends the browser back to us. */
export async function atPlatform(page: Page, { as, says, without }: Decision): Promise<void> {
  await expect(page.getByRole('heading', { name: /An app asks to read your .* account/ })).toBeVisible();
  if (as !== undefined) await page.getByLabel('Sign in as').fill(`@${as}`);
  if (without) await page.getByRole('checkbox', { name: without }).uncheck();
  await page.getByRole('button', { name: says }).click();
  await page.waitForURL(/\/consent\/done\?flow=/);
}

export async function connect(page: Page, platform: string, decision: Decision): Promise<void> {
  await page.getByRole('button', { name: `Connect ${platform}` }).click();
  await atPlatform(page, decision);
}

export async function backToList(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Back to your list' }).click();
}
