import fc from 'fast-check';
import { CATALOGUE } from './catalogue.js';
import type { PublishedLimit } from './contract/descriptor.js';
import { LimitBook, limitsKey } from './limits-book.js';
import { dayIn } from './limits-day.js';
import { readLimits, writeLimits } from './limits.js';
import { PLATFORM_KEYS } from './platform.config.js';
import { ChosenSettings } from './testing/chosen-settings.js';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);
const hoursOf = (zone: string, text: string) => {
  const { start, end } = dayIn(zone, at(text));
  return [new Date(start).toISOString(), (end - start) / HOUR_MS];
};

const PUBLISHED: readonly PublishedLimit[] = [
  { endpointClass: 'reads', calls: 300, windowSeconds: 900, source: 'a page' },
  { endpointClass: 'own', calls: 75, windowSeconds: 900, source: 'a page', scope: 'account' },
  { endpointClass: 'units', calls: 10_000, windowSeconds: 86_400, source: 'a page', midnightIn: 'UTC' },
];

describe('dayIn', () => {
  it.each([
    ['America/Los_Angeles', '2026-11-20T07:59:59.999Z', '2026-11-19T08:00:00.000Z', 24],
    ['America/Los_Angeles', '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z', 24],
    ['America/Los_Angeles', '2026-07-01T12:00:00.000Z', '2026-07-01T07:00:00.000Z', 24],
    ['America/Los_Angeles', '2026-03-08T12:00:00.000Z', '2026-03-08T08:00:00.000Z', 23],
    ['America/Los_Angeles', '2026-11-01T12:00:00.000Z', '2026-11-01T07:00:00.000Z', 25],
    ['UTC', '2026-11-20T23:59:59.999Z', '2026-11-20T00:00:00.000Z', 24],
    ['Asia/Kolkata', '2026-11-20T18:29:59.000Z', '2026-11-19T18:30:00.000Z', 24],
  ])('in %s at %s begins at %s and has %d hours', (zone, now, start, hours) => {
    expect(hoursOf(zone, now)).toEqual([start, hours]);
  });

  it('knows days whose midnight does not exist, or comes twice', () => {
    expect(hoursOf('Africa/Cairo', '2026-04-24T12:00:00Z')).toEqual(['2026-04-23T22:00:00.000Z', 23]);
    expect(hoursOf('America/Havana', '2026-11-01T12:00:00Z')).toEqual(['2026-11-01T04:00:00.000Z', 25]);
  });

  it('leaves no moment out and none in two days', () => {
    const moments = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom('America/Los_Angeles', 'UTC', 'Europe/Berlin'), moments, (zone, now) => {
        const { start, end } = dayIn(zone, now);
        expect(start <= now && now < end).toBe(true);
        expect(dayIn(zone, end).start).toBe(end);
        expect(dayIn(zone, start - 1).end).toBe(start);
      }),
    );
  });
});

describe('limits as they are written', () => {
  it('replace those of the classes that they name', () => {
    expect(readLimits('reads=10/60, reads=100/3600', PUBLISHED, 'KEY')).toEqual([
      ...PUBLISHED.slice(1),
      { endpointClass: 'reads', calls: 10, windowSeconds: 60, scope: 'app', source: 'KEY' },
      { endpointClass: 'reads', calls: 100, windowSeconds: 3_600, scope: 'app', source: 'KEY' },
    ]);
  });

  it('are each account’s own where it says so, and keep a day’s midnight', () => {
    expect(readLimits('own=5/60/account,units=50000/86400', PUBLISHED, 'KEY').slice(1)).toEqual([
      { endpointClass: 'own', calls: 5, windowSeconds: 60, scope: 'account', source: 'KEY' },
      { endpointClass: 'units', calls: 50_000, windowSeconds: 86_400, scope: 'app', source: 'KEY', midnightIn: 'UTC' },
    ]);
  });

  it.each(['', 'reads', 'reads=0/60', 'reads=10/0', 'reads=-1/60', 'reads=1e3/60', 'others=1/60', 'reads=1/60/day'])(
    'are refused as %j, with what to write',
    (text) => {
      expect(() => readLimits(text, PUBLISHED, 'KEY')).toThrow(
        'write class=calls/seconds, with /account behind it where each account has a limit of its own, and commas ' +
          'between: reads=300/900,own=75/900/account,units=10000/86400',
      );
    },
  );

  it('are read back as they were written', () => {
    const book = new LimitBook(new ChosenSettings({}));
    for (const { descriptor } of CATALOGUE) {
      const plain = ({ endpointClass, calls, windowSeconds, scope = 'app', midnightIn }: PublishedLimit) => [
        ...[endpointClass, calls, windowSeconds, scope, midnightIn],
      ];
      const read = readLimits(writeLimits(descriptor.limits), descriptor.limits, 'KEY');
      expect(read.map(plain)).toEqual(descriptor.limits.map(plain));
      expect(book.ofPlatform(descriptor.id).map(plain)).toEqual(descriptor.limits.map(plain));
    }
  });

  it('end a start that they make no sense for, by the name of their key', () => {
    const [platform] = CATALOGUE;
    const name = `${platform?.descriptor.id.toUpperCase()}_LIMITS`;
    const read = PLATFORM_KEYS[name]?.schema.safeParse('whatever');
    expect(read?.error?.issues[0]?.message).toMatch(/^does not understand "whatever"; write class=calls\/seconds/);
    expect(PLATFORM_KEYS[name]?.schema.safeParse(undefined).success).toBe(true);
  });
});

describe('LimitBook', () => {
  it('tells what the operator chose from what is published', () => {
    const { descriptor } = CATALOGUE.find(({ descriptor: { limits } }) => limits.length > 1) ?? { descriptor: null };
    const [first, second] = descriptor?.limits ?? [];
    const id = descriptor?.id ?? '';
    const book = new LimitBook(new ChosenSettings({}, { [limitsKey(id)]: `${first?.endpointClass}=7/60` }));
    expect(book.ofClass(id, first?.endpointClass ?? '')).toMatchObject([{ calls: 7, windowSeconds: 60, chosen: true }]);
    expect(book.ofClass(id, second?.endpointClass ?? '')).toMatchObject([{ calls: second?.calls, chosen: false }]);
    expect(book.ofClass('nowhere', 'reads')).toEqual([]);
  });
});
