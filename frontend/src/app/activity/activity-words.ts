/** Turns what the log records into words, without knowing every action by name: `api-key.created` → "API key created". */
import type { Activity } from '../core/api/models';
import { shortDate } from '../ui/relative-time';

const SUBJECTS: Record<string, string> = { 'api-key': 'API key', session: 'Session' };
/** What a person would say otherwise than the record does. */
const ACTIONS: Record<string, string> = {
  'sign-in.succeeded': 'Signed in',
  'sign-in.failed': 'Sign-in failed',
  'sign-in.throttled': 'Sign-in held back after too many tries',
  'sign-out.succeeded': 'Signed out',
  'staff.joined': 'Invitation accepted',
  'staff.link_made': 'Link made for staff',
  'staff.invitation_withdrawn': 'Invitation taken back',
  'passphrase.refused': 'Wrong present passphrase',
  'passphrase.reset': 'Passphrase set by a link',
  'session.revoked': 'Session ended',
  'connection.sync_requested': 'Sync asked for',
  'connection.disconnected': 'Connection ended, data kept',
  'connection.restored': 'Connection back again',
  'connection.transferred': 'Connection moved to another talent',
  'connection.proof_requested': 'Proof of ownership asked for',
  'connection.proof_withdrawn': 'Proof of ownership called off',
  'connection.verified': 'Ownership proved',
  'consent.started': 'On the way to the platform',
  'consent.granted': 'Consent given',
  'consent.declined': 'Consent declined',
  'consent.refused': 'Refused to connect',
  'consent.failed': 'Connecting failed',
  'consent.expired': 'Not connected in time',
  'consent.left': 'Left the page for consent',
  'consent.link_asked': 'Fresh link asked for',
  'consent.link_used': 'Fresh link opened',
  'consent.expiring': 'Consent ends soon',
  'consent.lost': 'Access ended by the platform',
  'consent.withdrawn': 'Consent withdrawn',
  'consent.tokens_forgotten': 'Access forgotten here; another connection goes on by it',
  'consent.revoked': 'Access given back to the platform',
  'consent.revocation_given_up': 'Access could not be given back, and was forgotten',
  'invitation.created': 'Consent asked for',
  'invitation.opened': 'Link opened',
  'invitation.renewed': 'New link made',
  'invitation.revoked': 'Link taken back',
  'invitation.declined': 'All that was asked declined',
  'app-credential.set': 'Own app’s keys saved',
  'app-credential.checked': 'Own app’s keys checked',
  'app-credential.removed': 'Own app’s keys removed',
  'talent.account_made': 'Sign-in made for the talent',
  'talent.account_link_made': 'New link made for the talent’s sign-in',
  'talent.account_joined': 'Talent chose a passphrase',
  'talent.account_removed': 'Talent’s sign-in removed',
  'talent.data_downloaded': 'Talent’s data downloaded',
  'talent.merged': 'Another talent merged in',
  'import.created': 'Import checked',
  'import.cancelled': 'Import stopped',
  'passphrase.changed': 'Own passphrase changed',
  'access.denied': 'Refused by role',
};
const FIELDS: Record<string, string> = {
  email: 'E-mail',
  aliases: 'Also known as',
  locale: 'Language and region',
  prefix: 'Starts with',
  scopes: 'May',
  tier: 'When the limits are short',
  ends: 'Ends',
  checkCode: 'Found',
  matched: 'Matched',
  expiresAt: 'Expires',
  revokedAt: 'Revoked',
  mergedFrom: 'Merged from',
  mergedInto: 'Merged into',
  connections: 'Profiles moved',
  proofExpiresAt: 'The code expires',
  ready: 'Rows to add',
  connected: 'Rows added',
  known: 'Rows already there',
  failed: 'Rows failed',
  unrecordedSeconds: 'Not recorded for, in seconds',
};
/** Fields of which the action has said all there is to say. */
const SAID_BY_ACTION: readonly { field: string; action: RegExp }[] = [
  { field: 'control', action: /^connection\./ },
  { field: 'verification', action: /^connection\.verified$/ },
  { field: 'status', action: /\.(archived|restored|enabled|disabled)$/ },
];
/** Codes that a record holds where a person would say a word. */
const VALUES: Record<string, Record<string, string>> = {
  purpose: { invite: 'an invitation', reset: 'a new passphrase', consent: 'consent', reconnect: 'to reconnect' },
  matched: { 'stable-id': 'by the account’s id', handle: 'by its handle', none: 'by the talent’s word' },
  connection: { created: 'new', upgraded: 'was public until now', renewed: 'consent renewed', restored: 'back again' },
  data: { keep: 'kept', erase: 'erased' },
  tier: { priority: 'read first', standard: 'read as usual', economy: 'read last' },
};
/** After these, nothing is left to name or to open. */
const ENDS = /\.(deleted|erased|invitation_withdrawn|revocation_given_up)$|^consent\.revoked$/;
const PAGES: Record<string, string> = { talent: '/talents', connection: '/connections', import: '/imports' };
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTORS: Record<Activity['actor']['kind'], string> = {
  staff: 'Former staff',
  'api-key': 'Deleted API key',
  invitation: 'The talent, by a link',
  system: 'Rostrum',
  anonymous: 'Somebody not signed in',
};

/** Names for what a record holds as an id: a person's, a platform's. Null where nobody here knows it. */
export interface Names {
  person(id: string): string | null;
  platform(id: string): string;
}

export function actionWords(action: string): string {
  const known = ACTIONS[action];
  if (known) return known;
  const [subject = '', ...rest] = action.split('.');
  const words = [SUBJECTS[subject] ?? subject, ...rest].join(' ').replaceAll(/[-_]/g, ' ');
  const restored = SUBJECTS[subject]?.includes(' ') ? words : words.toLowerCase();
  return restored.charAt(0).toUpperCase() + restored.slice(1);
}

export function actorName(actor: Activity['actor']): string {
  return actor.name ?? ACTORS[actor.kind] ?? actor.kind;
}

/** Who or what it was done to; null where that is the actor's own self, or where the action has said it all. */
export function targetWords({ action, actor, target }: Activity): string | null {
  if (!target || (target.type === actor.kind && target.id === actor.id)) return null;
  if (target.name) return target.name;
  if (ENDS.test(action)) return null;
  return action.startsWith(`${target.type}.`) ? 'erased since' : `a ${kindWords(target.type)} that was erased since`;
}

/** The page of what it was done to, where it has one and is still there. */
export function targetPath({ action, target }: Activity): string | null {
  const page = target?.name ? PAGES[target.type] : null;
  return target && page && !ENDS.test(action) ? `${page}/${target.id}` : null;
}

export function changeWords({ action, target, changes }: Activity, names: Names) {
  const said = target?.name ?? '';
  return changes
    .filter(({ field }) => !SAID_BY_ACTION.some((one) => one.field === field && one.action.test(action)))
    .filter(({ before, after }) => !isBlank(before) || isBlank(after) || !repeats(said, after))
    .map(({ field, before, after }) => ({
      field: fieldWords(field),
      before: isBlank(before) ? null : valueWords(field, before, names),
      after: valueWords(field, after, names),
    }));
}

/** The name of a new thing, or its handle at the end of it, stands beside the action already. */
function repeats(said: string, value: unknown): boolean {
  return typeof value === 'string' && (said === value || said.endsWith(`@${value}`));
}

export function fieldWords(field: string): string {
  return FIELDS[field] ?? sentence(field.replace(/Id$/, '').replaceAll(/([a-z])([A-Z])/g, '$1 $2'));
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

export function valueWords(field: string, value: unknown, names: Names): string {
  if (isBlank(value)) return 'nothing';
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, names)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return JSON.stringify(value);
  return textWords(field, String(value), names);
}

/** An id says nothing to anybody: where no name is known for it, it is "another owner". */
function textWords(field: string, text: string, names: Names): string {
  if (UUID.test(text)) return names.person(text) ?? `another ${fieldWords(field).toLowerCase()}`;
  if (field === 'platform' || field === 'platforms') return names.platform(text);
  const word = VALUES[field]?.[text];
  if (word) return word;
  if (MOMENT.test(text)) return shortDate(new Date(text));
  return text;
}

function kindWords(type: string): string {
  return type.replaceAll('-', ' ');
}

function sentence(text: string): string {
  const words = text.replaceAll(/[-_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
