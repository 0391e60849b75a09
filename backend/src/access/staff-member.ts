/** A member of the staff as the API shows them: field by field, and nothing else. */
import type { StaffMember } from './dto/staff.dto.js';
import type { StaffRow } from './staff.repository.js';

export const shownMember = (row: StaffRow): StaffMember => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  status: row.status,
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  apiKeys: row.apiKeys,
});
