/** Digests and signatures are compared in constant time, or looked up by the database: never with an operator. */
import { filesBelow, read } from '../support/sources.js';

const SOURCES = filesBelow('backend/src').filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('/generated/'),
);
/** What is held against nothing, or against a constant that says so, gives nothing away; nor does a list's filter. */
const CARELESS = /\b\w*(?:[hH]ash|[dD]igest|[sS]ignature)\s*[!=]==?\s*(?!null\b|undefined\b|NO_|filterHash\()\w/;

describe('digests', () => {
  it('would be found where they are compared with an operator', () => {
    expect(CARELESS.test('if (tokenHash === given) return;')).toBe(true);
  });

  it('are nowhere compared so', () => {
    expect(SOURCES.filter((path) => CARELESS.test(read(path)))).toEqual([]);
  });

  it.each(['backend/src/oauth/flow/flow-cookies.ts', 'backend/src/core/crypto/keyed-hash.ts'])(
    '%s takes as long for a good one as for a bad one',
    (path) => {
      expect(read(path)).toContain('timingSafeEqual(');
    },
  );
});
