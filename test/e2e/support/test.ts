/** Playwright's `test` with what the journeys share: a signed-in browser, somebody who prepares things, and the watch. */
import {
  expect,
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { Staff, handleLike, type Listed, type Made } from './staff.ts';
import { Watch } from './watch.ts';

interface PerTest {
  /** Another browser of the same person. */
  secondBrowser: (options?: BrowserContextOptions) => Promise<Page>;
  /** A browser that nobody has signed in. */
  stranger: Page;
  watched: void;
}

interface PerWorker {
  staff: Staff;
  /** A talent with one account that was read, one without posts and one that does not exist. */
  settled: Listed;
  made: Made;
}

export const test = base.extend<PerTest, PerWorker>({
  staff: [
    async ({ playwright }, use) => {
      const staff = await Staff.signIn(playwright);
      await use(staff);
      await staff.leave();
    },
    { scope: 'worker' },
  ],
  settled: [
    async ({ staff }, use) => {
      const talent = await staff.addTalent({
        aliases: ['Mo'],
        tags: ['music', 'lisbon'],
        notes: 'Prefers mornings.',
        email: 'mo@talent.example',
      });
      for (const persona of ['missing', 'empty', 'plain']) {
        const { id } = await staff.connect(talent.id, handleLike(persona));
        await expect.poll(async () => (await staff.connection(id)).status).toMatch(/READY|ERROR/);
      }
      await use(await staff.find(talent.name));
    },
    { scope: 'worker' },
  ],
  made: [
    async ({ staff }, use) => {
      const { id } = await staff.addTalent();
      await use({
        importId: await staff.checkFile(),
        welcomePath: await staff.invite(),
        consentPath: await staff.ask(
          id,
          [{ platform: 'instagram', expectedHandle: 'mia' }, { platform: 'youtube' }],
          'fr',
        ),
      });
    },
    { scope: 'worker' },
  ],
  storageState: ({ staff }, use) => use(staff.session),
  watched: [
    async ({ context }, use) => {
      const watch = await Watch.over(context);
      await use();
      await watch.expectNothingBad();
      await unroute(context);
    },
    { auto: true },
  ],
  secondBrowser: async ({ browser, staff }, use) => {
    const opened: Opened[] = [];
    await use(async (options = {}) => {
      const other = await open(browser, { storageState: staff.session, ...options });
      opened.push(other);
      return other.context.newPage();
    });
    for (const { context, watch } of opened) {
      await watch.expectNothingBad();
      await unroute(context);
      await context.close();
    }
  },
  stranger: async ({ secondBrowser }, use) => {
    await use(await secondBrowser({ storageState: { cookies: [], origins: [] } }));
  },
});

interface Opened {
  context: BrowserContext;
  watch: Watch;
}

async function open(browser: Browser, options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext(options);
  return { context, watch: await Watch.over(context) };
}

/** A page asks by itself until its end: who changes the last answers then finds it gone, and that is no failure. */
async function unroute(context: BrowserContext): Promise<void> {
  for (const routed of [context, ...context.pages()]) await routed.unrouteAll({ behavior: 'ignoreErrors' });
}

export { expect };
