import { randomBytes } from 'node:crypto';
import { EnvelopeError, keyVersionOf, newDataKey, open, seal, unwrap, wrap } from './envelope.js';
import type { Place } from './envelope.js';

const PLACE: Place = { agencyId: 'agency-1', ownerId: 'connection-1', kind: 'access', keyVersion: 3 };
const TEXT = 'ya29.something — with ümlauts';
const IV = [5, 17] as const;

describe('what is sealed', () => {
  const key = newDataKey();
  const bytes = seal(key, PLACE, TEXT);

  it('opens where it belongs, and shows nothing of itself before', () => {
    expect(open(key, PLACE, bytes)).toBe(TEXT);
    expect(bytes.includes(Buffer.from('something'))).toBe(false);
    expect(open(key, PLACE, seal(key, PLACE, ''))).toBe('');
  });

  it.each<[string, Partial<Place>]>([
    ['another agency', { agencyId: 'agency-2' }],
    ['another owner', { ownerId: 'connection-2' }],
    ['another kind', { kind: 'refresh' }],
    ['another version of the key', { keyVersion: 4 }],
    ['parts that only read the same together', { agencyId: 'agency-1connection-1', ownerId: '' }],
    ['parts shifted by a letter', { agencyId: 'agency-1c', ownerId: 'onnection-1' }],
  ])('stays shut for %s', (_, change) => {
    expect(() => open(key, { ...PLACE, ...change }, bytes)).toThrow(EnvelopeError);
  });

  it('stays shut for another key, and says nothing of what it holds', () => {
    expect(() => open(newDataKey(), PLACE, bytes)).toThrow('what was sealed does not open here');
  });

  it('stays shut once a single bit of it was changed, wherever', () => {
    const opened = Array.from(bytes.keys()).filter((at) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      try {
        return open(key, PLACE, changed) !== '';
      } catch (error) {
        return !(error instanceof EnvelopeError);
      }
    });
    expect(opened).toEqual([]);
  });

  it.each([0, 1, 5, 32, bytes.length - 1])('stays shut with only %i of its bytes', (length) => {
    expect(() => open(key, PLACE, bytes.subarray(0, length))).toThrow(EnvelopeError);
  });

  it('says by which version of the key it was sealed', () => {
    expect(keyVersionOf(bytes)).toBe(3);
    expect(keyVersionOf(seal(key, { ...PLACE, keyVersion: 4_000_000_000 }, TEXT))).toBe(4_000_000_000);
    expect(keyVersionOf(Buffer.from('a token that nobody sealed, as it was given to us'))).toBeNull();
    expect(keyVersionOf(bytes.subarray(0, 20))).toBeNull();
  });

  it('has another initialization vector each time, in a hundred thousand', () => {
    const vectors = new Set(Array.from({ length: 100_000 }, () => seal(key, PLACE, 'a').toString('latin1', ...IV)));
    expect(vectors.size).toBe(100_000);
  });
});

describe('a data key', () => {
  const ringKey = newDataKey();
  const of = { ringKey: 'k1', agencyId: 'agency-1', version: 1 };

  it('comes out of its wrapping as it went in', () => {
    const dataKey = newDataKey();
    expect(unwrap(ringKey, of, wrap(ringKey, of, dataKey)).equals(dataKey)).toBe(true);
  });

  it.each([
    ['another agency', { agencyId: 'agency-2' }],
    ['another version', { version: 2 }],
    ['another name of the key', { ringKey: 'k2' }],
  ])('stays in its wrapping for %s', (_, change) => {
    const wrapped = wrap(ringKey, of, newDataKey());
    expect(() => unwrap(ringKey, { ...of, ...change }, wrapped)).toThrow(EnvelopeError);
  });

  it('is never what a secret sealed by the same key would open as', () => {
    const place = { agencyId: 'agency-1', ownerId: '', kind: 'k1', keyVersion: 1 };
    expect(() => open(ringKey, place, wrap(ringKey, of, newDataKey()))).toThrow(EnvelopeError);
    expect(() => unwrap(ringKey, of, randomBytes(80))).toThrow(EnvelopeError);
  });
});
