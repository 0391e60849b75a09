import type { AuditTarget } from '../audit/audit.service.js';
import { accountName } from '../core/account-name.js';
import type { ConnectionRow } from './connection-row.repository.js';

/** A connection as the target of an audit record. */
export const targetOf = ({
  id,
  talentName,
  handle,
}: Pick<ConnectionRow, 'id' | 'talentName' | 'handle'>): AuditTarget => ({
  type: 'connection',
  id,
  name: `${talentName} · ${accountName(handle)}`,
});
