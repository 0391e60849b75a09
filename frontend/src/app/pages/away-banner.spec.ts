import { TestBed } from '@angular/core/testing';
import { Announcer } from '../core/announcer';
import { Connectivity } from '../core/connectivity';
import { Poller } from '../core/poller';
import { AwayBanner } from './away-banner';

const POLL_MS = 10_000;
const request = jest.fn<Promise<Partial<Response>>, [string, RequestInit]>();
const here = () => request.mockResolvedValue({ ok: true, status: 200, text: () => Promise.resolve('{"me":null}') });
const away = () => request.mockRejectedValue(new TypeError('Failed to fetch'));

describe('AwayBanner', () => {
  const asked = jest.fn(() => Promise.resolve());
  let poller: Poller;

  beforeEach(() => {
    jest.useFakeTimers();
    request.mockReset();
    asked.mockClear();
    Object.assign(globalThis, { fetch: request });
  });

  afterEach(() => {
    poller.stop();
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  const show = () => {
    const fixture = TestBed.createComponent(AwayBanner);
    fixture.detectChanges();
    // As a list does on a page that polls.
    poller = new Poller(document, asked);
    const banner = fixture.nativeElement as HTMLElement;
    const pass = async (ms: number) => {
      await jest.advanceTimersByTimeAsync(ms);
      fixture.detectChanges();
    };
    return { banner, pass };
  };

  it('says nothing, and asks nothing, while Rostrum answers', async () => {
    here();
    const { banner, pass } = show();
    await pass(3 * POLL_MS);
    expect(banner.textContent.trim()).toBe('');
    expect(request).not.toHaveBeenCalled();
  });

  it('stands until Rostrum answers again, which it finds out by itself', async () => {
    const { banner, pass } = show();
    away();
    TestBed.inject(Connectivity).missed();
    await pass(0);
    expect(banner.textContent).toContain('Rostrum does not answer');
    expect(document.documentElement.hasAttribute('data-away')).toBe(true);
    await pass(POLL_MS);
    expect(request).toHaveBeenCalledTimes(1);
    expect(request.mock.lastCall?.[1].headers).toMatchObject({ 'X-Background': '1' });
    expect(banner.textContent).toContain('Rostrum does not answer');
    here();
    await pass(POLL_MS);
    expect(banner.textContent.trim()).toBe('');
    expect(document.documentElement.hasAttribute('data-away')).toBe(false);
    expect(TestBed.inject(Announcer).text()).toBe('Rostrum answers again');
  });

  it('asks at once where somebody says so, and then whoever polls asks, too', async () => {
    const { banner, pass } = show();
    here();
    TestBed.inject(Connectivity).missed();
    await pass(0);
    banner.querySelector('button')?.click();
    expect(asked).not.toHaveBeenCalled();
    await pass(0);
    expect(banner.textContent.trim()).toBe('');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
