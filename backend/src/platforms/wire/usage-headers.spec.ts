import fc from 'fast-check';
import { readShares, readUsage, type UsageDialect } from './usage-headers.js';

const now = new Date('2026-11-20T12:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const NAMES = { limit: 'x-limit', remaining: 'x-left', reset: 'x-reset', policy: 'x-policy' };
const read = (resetIs: UsageDialect['resetIs'], headers: Record<string, string>) =>
  readUsage(headers, { ...NAMES, resetIs }, now);

describe('readUsage', () => {
  it.each([
    ['epoch', String(later(300).getTime() / 1_000), 300],
    ['seconds', '42', 42],
    ['seconds', '0.5', 0.5],
    ['time', '2026-11-20T12:05:00.000000Z', 300],
    ['time', '2026-11-20T13:05:00+01:00', 300],
  ] as const)('reads resets told as %s', (form, reset, seconds) => {
    const headers = { 'x-limit': '300', 'x-left': '299', 'x-reset': reset };
    expect(read(form, headers)).toEqual([{ limit: 300, remaining: 299, resetAt: later(seconds) }]);
  });

  it.each([
    ['epoch', '0'],
    ['epoch', String(now.getTime() / 1_000)],
    ['epoch', '99999999999'],
    ['epoch', 'soon'],
    ['epoch', '-5'],
    ['seconds', '0'],
    ['seconds', '999999999'],
    ['time', '2026-11-20T11:59:59Z'],
    ['time', 'Fri, 20 Nov 2026 12:05:00 GMT'],
    ['time', ''],
  ] as const)('does not believe a reset told as %s to be %j', (form, reset) => {
    expect(read(form, { 'x-left': '1', 'x-reset': reset })).toEqual([{ remaining: 1 }]);
  });

  it('reads several windows, each with what belongs to it', () => {
    const limits = { 'x-limit': '100, 100;w=1, 1000;w=60' };
    expect(read('seconds', { ...limits, 'x-left': '99, 900', 'x-reset': '1, 30' })).toEqual([
      { limit: 100, remaining: 99, resetAt: later(1), windowSeconds: 1 },
      { limit: 1000, remaining: 900, resetAt: later(30), windowSeconds: 60 },
    ]);
    expect(read('seconds', { ...limits, 'x-left': '99', 'x-reset': '1' })).toEqual([
      { limit: 100, remaining: 99, resetAt: later(1), windowSeconds: 1 },
      { limit: 1000, windowSeconds: 60 },
    ]);
  });

  it('reads the limit from a policy where it stands nowhere else', () => {
    expect(read('epoch', { 'x-policy': '3000;w=300', 'x-left': '2999' })).toEqual([{ limit: 3000, remaining: 2999 }]);
  });

  it.each([{}, { 'x-left': 'many' }, { 'x-left': '-1' }, { 'x-limit': '1'.repeat(300) }, { 'x-limit': '1,a' }])(
    'is told nothing by %j',
    (headers) => {
      expect(read('epoch', headers as Record<string, string>)).toEqual([]);
    },
  );

  it('takes any text for what it is', () => {
    const forms = fc.constantFrom<UsageDialect['resetIs'][]>('epoch', 'seconds', 'time');
    fc.assert(
      fc.property(forms, fc.string(), fc.string(), fc.string(), (form, limit, left, reset) => {
        for (const usage of read(form, { 'x-limit': limit, 'x-left': left, 'x-reset': reset })) {
          expect(usage.remaining ?? 0).toBeGreaterThanOrEqual(0);
          expect((usage.resetAt ?? later(1)) > now).toBe(true);
        }
      }),
    );
  });
});

describe('readShares', () => {
  it('reads the fullest of one object', () => {
    const header = '{"call_count":28,"total_time":25,"total_cputime":31.5}';
    expect(readShares(header)).toEqual([{ type: null, share: 0.315, minutes: 0 }]);
  });

  it('reads lists by whose they are, and keeps minutes out of the percentages', () => {
    const header = JSON.stringify({
      '1': [{ type: 'pages', call_count: 5 }],
      '2': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 190 }],
    });
    expect(readShares(header)).toEqual([
      { type: 'pages', share: 0.05, minutes: 0 },
      { type: 'instagram', share: 1, minutes: 190 },
    ]);
  });

  it.each([undefined, '', 'null', '[]', '42', '{"a":', '"text"', '{"1":[null,7,"x"]}'])(
    'reads nothing from %j',
    (header) => {
      expect(readShares(header)).toEqual([]);
    },
  );

  it('takes what is no number for nothing', () => {
    expect(readShares('{"call_count":"28","total_time":-5,"total_cputime":null}')).toEqual([
      { type: null, share: 0, minutes: 0 },
    ]);
  });
});
