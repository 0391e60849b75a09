import { toConnection } from './connection-answers.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { ago, aRow, context, later, NOW } from './testing/connection-rows.js';

const shown = (given: Partial<ConnectionRow> = {}) => toConnection(aRow(given), context);

describe('what people did by hand', () => {
  const stopped = { controlBy: 'Ada', controlReason: 'On tour', controlAt: ago(5) };

  it('is nothing while it is enabled', () => {
    expect(shown(stopped)).toMatchObject({ control: null, syncAllowedAt: null, proof: null, verifiedAt: null });
  });

  it('says who paused it, when and why', () => {
    expect(shown({ ...stopped, control: 'paused', status: 'PAUSED' }).control).toEqual({
      state: 'paused',
      by: 'Ada',
      reason: 'On tour',
      at: ago(5).toISOString(),
    });
  });

  it('keeps the reason of an earlier pause to itself once it is disconnected', () => {
    expect(shown({ ...stopped, control: 'archived' }).control).toMatchObject({ state: 'archived', reason: null });
  });

  it.each([
    ['just asked for', 0, later(1).toISOString()],
    ['asked for 59 seconds ago', 59 / 60, new Date(NOW.getTime() + 1000).toISOString()],
    ['asked for a minute ago', 1, null],
  ])('a sync by hand, %s', (_, minutes, expected) => {
    expect(shown({ askedAt: ago(minutes) }).syncAllowedAt).toBe(expected);
  });

  it.each([
    ['open', later(1)],
    ['expired', ago(0)],
  ] as const)('a proof that is %s', (state, proofExpiresAt) => {
    const proof = { proofCode: 'rostrum-abcd2345', proofRequestedAt: ago(9), proofExpiresAt, proofCheckedAt: ago(2) };
    expect(shown(proof).proof).toEqual({
      code: 'rostrum-abcd2345',
      state,
      requestedAt: ago(9).toISOString(),
      expiresAt: proofExpiresAt.toISOString(),
      checkedAt: ago(2).toISOString(),
    });
  });
});
