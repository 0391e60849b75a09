import { GENESIS, isErased, linkHash, payloadDigest } from './chain-link.js';
import type { EventDetail, EventFacts } from './chain-link.js';

const facts: EventFacts = {
  changeId: 'c1',
  agencyId: 'a1',
  actorKind: 'staff',
  actorId: 'u1',
  action: 'talent.updated',
  targetType: 'talent',
  targetId: 't1',
  at: new Date('2026-11-22T09:00:00Z'),
};
const detail: EventDetail = {
  requestId: 'r1',
  actorName: 'Ada',
  targetName: 'Mira',
  fields: [{ field: 'name', before: 'M', after: 'Mira' }],
  address: '203.0.113.7',
  salt: Buffer.from('0123456789abcdef'),
};
const digest = payloadDigest(detail);
const hash = linkHash(GENESIS, 'chain', 1n, facts, digest);

describe('linkHash', () => {
  it('is the same for the same event', () => {
    expect(linkHash(GENESIS, 'chain', 1n, { ...facts }, Buffer.from(digest))).toEqual(hash);
  });

  it.each<[string, Partial<EventFacts>]>([
    ['the change', { changeId: 'c2' }],
    ['the agency', { agencyId: null }],
    ['the kind of actor', { actorKind: 'api-key' }],
    ['the actor', { actorId: 'u2' }],
    ['the action', { action: 'talent.deleted' }],
    ['the kind of target', { targetType: null }],
    ['the target', { targetId: 't2' }],
    ['the moment', { at: new Date('2026-11-22T09:00:00.001Z') }],
  ])('depends on %s', (_, change) => {
    expect(linkHash(GENESIS, 'chain', 1n, { ...facts, ...change }, digest)).not.toEqual(hash);
  });

  it('depends on the chain, the place, the link before and the digest', () => {
    const others = [
      linkHash(GENESIS, 'other', 1n, facts, digest),
      linkHash(GENESIS, 'chain', 2n, facts, digest),
      linkHash(Buffer.alloc(32, 1), 'chain', 1n, facts, digest),
      linkHash(GENESIS, 'chain', 1n, facts, GENESIS),
    ];
    others.forEach((other) => expect(other).not.toEqual(hash));
  });
});

describe('payloadDigest', () => {
  it('does not depend on the order in which the database gives fields back', () => {
    expect(payloadDigest({ ...detail, fields: [{ after: 'Mira', before: 'M', field: 'name' }] })).toEqual(digest);
  });

  it.each<[string, Partial<EventDetail>]>([
    ['the request', { requestId: null }],
    ['the actor', { actorName: 'Eve' }],
    ['the target', { targetName: 'Mina' }],
    ['the values', { fields: [] }],
    ['the address', { address: null }],
    ['the salt', { salt: Buffer.from('0123456789abcdeF') }],
  ])('depends on %s', (_, change) => {
    expect(payloadDigest({ ...detail, ...change })).not.toEqual(digest);
  });

  it('knows an erased detail by its missing salt', () => {
    expect([isErased(detail), isErased({ ...detail, salt: Buffer.alloc(0) })]).toEqual([false, true]);
  });
});
