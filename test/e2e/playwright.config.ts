import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { baseUrl } from './support/system.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;
const chromium = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Journeys through the system that `npm start` brings up. `npm test -- e2e` gives it a data folder and port of its own. */
export default defineConfig({
  testDir: '.',
  testIgnore: 'lighthouse/**',
  outputDir: resolve(ROOT, 'test-results'),
  // Journeys mostly wait for syncs and polls: two at a time, each with talents of its own.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    baseURL: baseUrl(),
    trace: 'off', // `--trace on` when one is wanted: it takes a third of the time
    // Contrast is measured on what stands still.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium-headless-shell', args: chromium },
  },
  webServer: {
    command: 'exec node scripts/start.mjs',
    cwd: ROOT,
    // The pauses between automatic tries, in seconds: a journey waits for all of them.
    env: { SYNC_RETRY_SECONDS: '1,1,2' },
    url: `${baseUrl()}/health/ready`,
    reuseExistingServer: !report,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
