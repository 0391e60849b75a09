/** Sees to it that no test ends with something on its pages that must never be there. */
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { baseUrl } from './system.ts';

declare global {
  interface Window {
    policyViolated: (what: string) => void;
    __xss?: unknown;
  }
}

/** What the console may keep in the browser: how it looks, listens and speaks, and nothing else. */
const KEPT = ['rostrum.density', 'rostrum.language', 'rostrum.shortcuts', 'rostrum.theme'];

export class Watch {
  private readonly seen: string[] = [];
  private readonly urls = new Set<string>();

  private constructor(private readonly context: BrowserContext) {}

  static async over(context: BrowserContext): Promise<Watch> {
    const watch = new Watch(context);
    await context.exposeFunction('policyViolated', (what: string) => watch.seen.push(`policy violated: ${what}`));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.policyViolated(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    });
    context.on('request', (request) => watch.urls.add(request.url()));
    context.on('weberror', (error) => watch.seen.push(`uncaught: ${error.error().message}`));
    context.on('console', (message) => {
      if (/content security policy|trusted type/i.test(message.text())) watch.seen.push(message.text());
    });
    return watch;
  }

  async expectNothingBad(): Promise<void> {
    const sessions = (await this.context.cookies()).map(({ value }) => value);
    for (const page of this.context.pages().filter((one) => one.url().startsWith('http'))) {
      await this.look(page, sessions);
    }
    expect(this.seen, 'nothing breaks the content security policy or throws').toEqual([]);
    expect([...this.urls].filter(isForeign), 'the browser talks to its own origin only').toEqual([]);
    const telling = [...this.urls].filter((url) => sessions.some((session) => url.includes(session)));
    expect(telling, 'no session in an address').toEqual([]);
  }

  private async look(page: Page, sessions: string[]): Promise<void> {
    const { keys, values, links, xss } = await page.evaluate(() => ({
      keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      values: [...Object.values(localStorage), ...Object.values(sessionStorage)].join(' '),
      links: [...document.querySelectorAll('a[href]')].map((link) => ({
        href: (link as HTMLAnchorElement).href,
        rel: (link as HTMLAnchorElement).rel.split(' '),
      })),
      xss: window.__xss,
    }));
    expect(KEPT, 'the browser keeps only how the console looks').toEqual(expect.arrayContaining(keys));
    expect(sessions.filter((session) => values.includes(session))).toEqual([]);
    const outside = links.filter(({ href }) => isForeign(href));
    const unsafe = outside.filter(
      ({ href, rel }) => !/^https?:/.test(href) || !rel.includes('noopener') || !rel.includes('noreferrer'),
    );
    expect(unsafe, 'links to elsewhere are http(s), noopener and noreferrer').toEqual([]);
    expect(xss, 'no text of others has run').toBeUndefined();
  }
}

const isForeign = (url: string): boolean => !url.startsWith(`${baseUrl()}/`);
