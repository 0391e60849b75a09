import { AgencyHint } from '../core/events.js';
import { GatheredHints } from './gathered-hints.js';
import { decodeHint, encodeHint, IDS_PER_HINT } from './hint.js';

const [ONE, OTHER] = ['01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f', '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e40'] as const;
const idOf = (n: number) => `01937d2c-8a55-7cc0-b2aa-${n.toString(16).padStart(12, '0')}`;

describe('GatheredHints', () => {
  let sent: AgencyHint[];
  let hints: GatheredHints;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    hints = new GatheredHints((hint) => sent.push(hint));
  });
  afterEach(() => jest.useRealTimers());

  it('tells what came within a quarter of a second once, each id once', () => {
    hints.add(new AgencyHint(ONE, 'connections', [idOf(1), idOf(2)]));
    jest.advanceTimersByTime(249);
    hints.add(new AgencyHint(ONE, 'connections', [idOf(2), idOf(3)]));
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([new AgencyHint(ONE, 'connections', [idOf(1), idOf(2), idOf(3)])]);
  });

  it('keeps agencies and kinds apart', () => {
    hints.add(new AgencyHint(ONE, 'connections', [idOf(1)]));
    hints.add(new AgencyHint(OTHER, 'connections', [idOf(2)]));
    hints.add(new AgencyHint(ONE, 'imports', [idOf(3)]));
    jest.advanceTimersByTime(250);
    expect(sent.map(({ agencyId, kind, ids }) => [agencyId, kind, ids])).toEqual([
      [ONE, 'connections', [idOf(1)]],
      [OTHER, 'connections', [idOf(2)]],
      [ONE, 'imports', [idOf(3)]],
    ]);
  });

  it('names none where too many moved, and forgets what it held', () => {
    const ids = Array.from({ length: IDS_PER_HINT + 1 }, (_, n) => idOf(n));
    hints.add(new AgencyHint(ONE, 'connections', ids));
    hints.add(new AgencyHint(ONE, 'connections', [idOf(7)]));
    jest.advanceTimersByTime(250);
    expect(sent).toEqual([new AgencyHint(ONE, 'connections', [])]);
  });

  it('tells nothing once stopped', () => {
    hints.add(new AgencyHint(ONE, 'connections', [idOf(1)]));
    hints.stop();
    jest.advanceTimersByTime(1_000);
    expect(sent).toEqual([]);
  });
});

describe('a hint on the wire', () => {
  it('comes out as it went in', () => {
    const hint = new AgencyHint(ONE, 'imports', [idOf(1)]);
    expect(decodeHint(encodeHint(hint))).toEqual({ ...hint });
  });

  it.each([
    'nonsense',
    '{}',
    '[]',
    JSON.stringify({ agencyId: 'x', kind: 'connections', ids: [] }),
    JSON.stringify({ agencyId: ONE, kind: 'secrets', ids: [] }),
    JSON.stringify({ agencyId: ONE, kind: 'connections', ids: ['\n\nevent: x'] }),
    JSON.stringify({ agencyId: ONE, kind: 'connections', ids: [], text: 'more' }),
  ])('is none when it says %s', (message) => {
    expect(decodeHint(message)).toBeNull();
  });
});
