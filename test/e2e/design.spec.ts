import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './support/test.ts';

const BUILD = resolve(import.meta.dirname, '..', '..', 'dist', 'frontend');

test('the page that shows all components is no part of what is shipped', async ({ page }) => {
  await page.goto('/design');
  await expect(page.getByText('There is nothing here')).toBeVisible();
  const scripts = readdirSync(BUILD).filter((file) => file.endsWith('.js'));
  expect(scripts).not.toEqual([]);
  expect(scripts.filter((file) => readFileSync(resolve(BUILD, file), 'utf8').includes('app-design-page'))).toEqual([]);
});
