import { defineConfig } from '@playwright/test';
import journeys from '../playwright.config.ts';

/** `npm run test:long`: the same browser and system as the journeys, one page at a time and nothing beside it. */
export default defineConfig(journeys, {
  testDir: '.',
  testMatch: 'lighthouse.spec.ts',
  testIgnore: [],
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
});
