import type { Me, StaffMember } from '../core/api/models';
import { rolesToGive } from './roles';
import { deedsFor } from './staff-deeds';

const me = (role: Me['role'], permissions: Me['permissions'] = ['staff:read', 'staff:manage']): Me => ({
  kind: 'staff',
  user: { id: 'me', name: 'Ada', email: 'ada@example.com' },
  role,
  scopes: null,
  agency: { id: 'a', name: 'Northlight' },
  permissions,
  talentId: null,
  simulated: false,
  mails: false,
});

const member = (change: Partial<StaffMember> = {}): StaffMember => ({
  id: 'jo',
  name: 'Jo',
  email: 'jo@example.com',
  role: 'manager',
  status: 'active',
  lastSignInAt: null,
  createdAt: '2026-11-22T09:00:00Z',
  apiKeys: 0,
  ...change,
});

const ids = (who: Me | null, whom: StaffMember) => deedsFor(who, whom).map(({ id }) => id);

describe('what may be done about a member of the staff', () => {
  it.each([
    ['active', ['role', 'rename', 'link', 'disable']],
    ['invited', ['link', 'role', 'rename', 'withdraw']],
    ['disabled', ['enable', 'role', 'rename']],
  ] as const)('who is %s', (status, deeds) => {
    expect(ids(me('admin'), member({ status }))).toEqual(deeds);
  });

  it('is nothing for those who may not manage staff, and for nobody', () => {
    expect(ids(me('viewer', ['staff:read']), member())).toEqual([]);
    expect(ids(null, member())).toEqual([]);
  });

  it('is no more than a name where it is oneself', () => {
    expect(ids(me('owner'), member({ id: 'me' }))).toEqual(['rename']);
  });

  it('leaves owners to owners', () => {
    expect(ids(me('admin'), member({ role: 'owner' }))).toEqual([]);
    expect(ids(me('owner'), member({ role: 'owner' }))).toEqual(['role', 'rename', 'link', 'disable']);
  });

  it('names the link by what it does', () => {
    expect(deedsFor(me('owner'), member({ status: 'invited' }))[0]?.label).toBe('New invitation link…');
    expect(deedsFor(me('owner'), member())[2]?.label).toBe('New passphrase link…');
  });
});

describe('the roles to give', () => {
  it('are all of them for owners, and all but owner for everybody else', () => {
    expect(rolesToGive('owner').map(({ role }) => role)).toEqual(['owner', 'admin', 'manager', 'viewer']);
    expect(rolesToGive('admin').map(({ role }) => role)).toEqual(['admin', 'manager', 'viewer']);
  });
});
