/** The console as somebody uses it: by what things are called, not by how they are built. */
import type { Locator, Page } from '@playwright/test';
import { demoSignIn, type SignIn } from './system.ts';

export async function fillSignIn(page: Page, { email, password }: SignIn = demoSignIn()): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Passphrase', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export const roster = (page: Page): Locator => page.getByRole('region', { name: 'Talents' });

export const profiles = (page: Page): Locator => page.getByRole('region', { name: 'Social Profiles' });

/** One account in the Social Profiles card, by the button that opens its details. */
export const profileRow = (page: Page, handle: string): Locator =>
  profiles(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Sync @${handle} now` }) });

export const posts = (page: Page): Locator => page.getByRole('region', { name: 'Posts' });

export async function openConnect(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect profile' }).click();
  return page.getByRole('dialog', { name: 'Connect a profile' });
}

export async function lookUp(dialog: Locator, text: string): Promise<void> {
  await dialog.getByLabel('Profile link or handle').fill(text);
  await dialog.getByRole('button', { name: 'Look up' }).click();
}

/** Remembers everything that the page says to screen readers by itself. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const region of document.querySelectorAll('[aria-live]')) {
      new MutationObserver(() => said.push(region.textContent?.trim() ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}
