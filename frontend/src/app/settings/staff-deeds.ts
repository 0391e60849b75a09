/** What the person who looks may do about a member of the staff: what the API would refuse is not offered. */
import type { Me, StaffMember } from '../core/api/models';
import type { MenuItem } from '../ui/menu';

export type StaffDeed = 'rename' | 'role' | 'link' | 'disable' | 'enable' | 'withdraw';

const ITEMS: Record<StaffDeed, MenuItem> = {
  rename: { id: 'rename', label: 'Rename…', icon: 'edit' },
  role: { id: 'role', label: 'Change role…', icon: 'roster' },
  link: { id: 'link', label: 'New passphrase link…', icon: 'link' },
  disable: { id: 'disable', label: 'Disable…', icon: 'unlink', danger: true },
  enable: { id: 'enable', label: 'Enable', icon: 'check' },
  withdraw: { id: 'withdraw', label: 'Take back invitation…', icon: 'trash', danger: true },
};

const BY_STATUS: Record<StaffMember['status'], readonly StaffDeed[]> = {
  invited: ['link', 'role', 'rename', 'withdraw'],
  active: ['role', 'rename', 'link', 'disable'],
  disabled: ['enable', 'role', 'rename'],
};

export function deedsFor(me: Me | null, member: StaffMember): readonly MenuItem[] {
  if (!me?.permissions.includes('staff:manage')) return [];
  if (member.role === 'owner' && me.role !== 'owner') return [];
  if (me.user?.id === member.id) return [ITEMS.rename];
  return BY_STATUS[member.status].map((deed) =>
    deed === 'link' && member.status === 'invited' ? { ...ITEMS.link, label: 'New invitation link…' } : ITEMS[deed],
  );
}
