import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aFreshness } from '../../testing/freshness';
import { aPlatform } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { PlatformFreshness } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { ProblemError, UNREACHABLE } from '../core/problem';
import { OperationsPage } from './operations-page';

function open(...answers: (PlatformFreshness[] | Error | Promise<never>)[]) {
  const left = [...answers];
  const get = (path: string): Promise<unknown> => {
    if (path === '/platforms')
      return Promise.resolve({ items: [aPlatform(), aPlatform({ id: 'gram', name: 'Gram' })] });
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer instanceof Promise) return answer;
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ targetSeconds: 3_600, platforms: answer });
  };
  TestBed.configureTestingModule({ providers: [provideRouter([]), { provide: ApiClient, useValue: { get } }] });
  TestBed.inject(PlatformStore).ensure();
  const fixture = TestBed.createComponent(OperationsPage);
  const page = fixture.nativeElement as HTMLElement;
  const settle = async () => {
    await fixture.whenStable();
    await fixture.whenStable();
  };
  return { page, settle };
}

const names = (page: HTMLElement) => [...page.querySelectorAll('h2')].map(({ textContent }) => textContent.trim());

describe('OperationsPage', () => {
  it('waits in the shape of what comes', async () => {
    const { page, settle } = open(new Promise<never>(() => undefined));
    await settle();
    expect(page.querySelector('[aria-busy=true]')).not.toBeNull();
  });

  it('puts first what needs a look', async () => {
    const breaker = { state: 'open', nextTryAt: null } as const;
    const { page, settle } = open([aFreshness({ platform: 'tube' }), aFreshness({ platform: 'gram', breaker })]);
    await settle();
    expect(names(page)).toEqual(['Gram', 'Tube']);
    expect(page.querySelector('header p')?.textContent).toContain('1 platform needs patience.');
  });

  it('has a next step where nothing is read', async () => {
    const { page, settle } = open([]);
    await settle();
    expect(page.textContent).toContain('Nothing is read yet');
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/roster');
  });

  it('says what went wrong, and asks again', async () => {
    const { page, settle } = open(new ProblemError(UNREACHABLE), [aFreshness()]);
    await settle();
    expect(page.textContent).toContain('How fresh everything is could not be read');
    page.querySelector('button')?.click();
    await settle();
    expect(names(page)).toEqual(['Tube']);
  });
});

describe('what a card says', () => {
  it('names what is missing, and where to go for it', async () => {
    const nothing = { finished: 0, ok: 0, partial: 0, failed: 0, deferred: 0, successRate: null, sampled: 2 };
    const unknown = { count: 0, p50Seconds: null, p95Seconds: null };
    const ages = { p50Seconds: null, p95Seconds: null, oldestSeconds: null };
    const { page, settle } = open([
      aFreshness({
        connections: 2,
        neverRead: 2,
        failing: 1,
        attainedShare: 0,
        ages,
        lastSuccessAt: null,
        syncs: { ...nothing, took: unknown },
      }),
    ]);
    await settle();
    const text = page.textContent.replace(/\s+/g, ' ');
    expect(text).toContain('0 of 2 profiles younger than 1 h');
    expect(text).toMatch(/Not read yet ?2 profiles/);
    expect(text).toContain('1 profile could not be read at the last try.');
    expect(text).toContain('none in the last 24 hours');
    expect(text).not.toContain('NaN');
    expect(page.querySelector('a[href="/today"]')).not.toBeNull();
  });
});
