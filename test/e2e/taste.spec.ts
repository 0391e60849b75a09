import { roster } from './support/console.ts';
import { expect, test } from './support/test.ts';

test('who wants no motion gets none', async ({ page, settled }) => {
  await page.goto(`/talents/${settled.id}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  const moving = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
      return styles.filter((style) => style.animationName !== 'none' || style.transitionDuration !== '0s').length;
    });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving()).toBe(0);
});

test('rows as close as one likes them stay so', async ({ page }) => {
  const height = async () => (await roster(page).getByRole('row').nth(1).boundingBox())?.height ?? 0;
  await page.goto('/roster');
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  const roomy = await height();
  await page.goto('/settings/account');
  await page.getByRole('radiogroup', { name: 'Rows in lists' }).getByRole('radio', { name: 'Compact' }).check();
  await page.goto('/roster');
  await expect(roster(page).getByRole('link').first()).toBeVisible();
  expect(await height()).toBeLessThan(roomy);
});
