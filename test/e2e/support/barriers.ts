/** What keeps somebody out of a page: axe's findings, and content wider than the window. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const WINDOWS = [
  { width: 390, height: 844 },
  { width: 834, height: 1112 },
  { width: 1440, height: 900 },
];

/** A desktop's window at 200 %, and a phone's at its narrowest. */
const ZOOMED = [
  { width: 720, height: 450 },
  { width: 320, height: 568 },
];

export type Theme = 'light' | 'dark';
export const THEMES: readonly Theme[] = ['light', 'dark'];

export async function show(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

export async function expectNoBarriers(page: Page, where: string, part = 'html'): Promise<void> {
  const axe = new AxeBuilder({ page }).include(part).withTags(WCAG);
  const { violations } = await axe.setLegacyMode().analyze(); // our pages have no frames; the other mode opens pages of its own
  const found = violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ target }) => target) }));
  expect.soft(found, `barriers in ${where}`).toEqual([]);
}

export async function expectNothingTooWide(page: Page, where: string): Promise<void> {
  for (const size of [...ZOOMED, ...WINDOWS]) {
    await page.setViewportSize(size);
    const [wanted, given] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect.soft(wanted, `width of ${where} at ${size.width}`).toBeLessThanOrEqual(given ?? 0);
  }
}
