import { defineConfig } from '@playwright/test';
import journeys from '../playwright.config.ts';

/** `npm run screenshots`: the same browser and system as the journeys, but pictures to look at instead of claims. */
export default defineConfig(journeys, { testDir: '.', testMatch: 'screenshots.ts', timeout: 300_000 });
