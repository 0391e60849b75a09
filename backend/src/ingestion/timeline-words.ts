/** Events of a timeline in words that a talent manager understands. Pure. */
import { CONNECTION_CODES, describeCode } from '../core/connection-codes.js';
import type { ConnectionCode, PlatformWords } from '../core/connection-codes.js';
import type { FieldChange } from '../audit/audit.service.js';
import type { EventKind, TimelineEvent, Tone } from './dto/history.responses.js';
import type { TimelineRow } from './timeline.repository.js';

const TITLE_MOST = 80;
const TEXT_MOST = 400;
const STRIKES_TO_FAIL = 3;

interface Told {
  readonly kind: EventKind;
  readonly tone: Tone;
  readonly title: string;
  readonly text?: string | null;
  readonly code?: string | null;
}

type Of<Source extends TimelineRow['source']> = Extract<TimelineRow, { source: Source }>;

export function tell(row: TimelineRow, platform: PlatformWords): TimelineEvent {
  const { kind, tone, title, text = null, code = null } = told(row, platform);
  const at = row.at.toISOString();
  return {
    id: row.id,
    at,
    kind,
    tone,
    title: cut(title, TITLE_MOST),
    text: text && cut(text, TEXT_MOST),
    code,
    actor: row.actor,
  };
}

function told(row: TimelineRow, platform: PlatformWords): Told {
  switch (row.source) {
    case 'deed':
      return deed(row, platform);
    case 'run':
      return run(row, platform);
    case 'change':
      return change(row, platform);
    case 'raised':
    case 'closed':
      return alert(row, platform);
  }
}

/** Deeds by the action that the trail records; those not listed are told by their name. */
const DEEDS: Readonly<Record<string, (platform: string) => { readonly title: string; readonly tone?: Tone }>> = {
  'connection.created': (platform) => ({ title: `${platform} profile connected`, tone: 'good' }),
  'connection.updated': () => ({ title: 'Connection changed' }),
  'connection.sync_requested': (platform) => ({ title: `Asked ${platform} for a sync` }),
  'connection.paused': (platform) => ({ title: `${platform} paused` }),
  'connection.resumed': (platform) => ({ title: `${platform} resumed`, tone: 'good' }),
  'connection.disconnected': (platform) => ({ title: `${platform} disconnected; its data was kept` }),
  'connection.restored': (platform) => ({ title: `${platform} connected again`, tone: 'good' }),
  'connection.transferred': (platform) => ({ title: `${platform} profile moved to another talent` }),
  'connection.proof_requested': (platform) => ({ title: `Proof of ownership asked for on ${platform}` }),
  'connection.proof_withdrawn': () => ({ title: 'Proof of ownership no longer asked for' }),
  'consent.granted': (platform) => ({ title: `Consent given at ${platform}`, tone: 'good' }),
  'consent.declined': (platform) => ({ title: `Consent declined at ${platform}` }),
  'consent.withdrawn': (platform) => ({ title: `Consent for ${platform} withdrawn` }),
  'consent.expiring': (platform) => ({ title: `Consent for ${platform} ends soon`, tone: 'warning' }),
  'consent.lost': (platform) => ({ title: `${platform} ended our access`, tone: 'bad' }),
  'consent.revoked': (platform) => ({ title: `Access given back to ${platform}` }),
  'consent.revocation_given_up': (platform) => ({
    title: `${platform} did not take our access back; it is forgotten here`,
  }),
  'consent.tokens_forgotten': (platform) => ({
    title: `An access to ${platform} was forgotten here, not ended there: another one to the same account goes on`,
  }),
  'connection.verified': (platform) => ({ title: `Ownership proved on ${platform}`, tone: 'good' }),
};

/** What a colleague would ask about a deed; ids and states stay in Activity. */
const TOLD_FIELDS = ['reason', 'talentName', 'talent', 'expectedHandle', 'tier'];
const TIERS: Readonly<Record<string, string>> = {
  priority: 'Read first',
  standard: 'Read as usual',
  economy: 'Read last',
};

function deed({ what, facts }: Of<'deed'>, { name }: PlatformWords): Told {
  const { title, tone = 'neutral' } = DEEDS[what]?.(name) ?? { title: sentence(what) };
  const details = (facts ?? []).filter(({ field }) => TOLD_FIELDS.includes(field)).map(inWords);
  return { kind: 'deed', tone, title, text: details.join(' · ') || null };
}

function inWords({ field, before, after }: FieldChange): string {
  if (field === 'tier') return `${TIERS[String(after)] ?? String(after)} when the limits are short`;
  if (before === null) return String(after);
  return after === null ? `No longer: ${String(before)}` : `${String(before)} → ${String(after)}`;
}

/** What is said of a failure that left no code. */
const NAMELESS = { text: 'The sync failed', action: null } as const;

function run({ what, code, facts }: Of<'run'>, platform: PlatformWords): Told {
  if (what === 'ok') return success(facts, platform);
  if (code && facts.strike !== null) return strike(code, facts.strike, platform);
  const { text, action } = code ? describeCode(code, platform) : NAMELESS;
  if (what === 'partial')
    return { kind: 'run', tone: 'warning', title: `${platform.name}: the profile was read, not all posts`, text, code };
  return { kind: 'run', tone: what === 'deferred' ? 'warning' : 'bad', title: text, text: action, code };
}

function success({ earlier, posts }: Of<'run'>['facts'], { name }: PlatformWords): Told {
  if (earlier) return { kind: 'run', tone: 'good', title: `${name} is read again without trouble` };
  return { kind: 'run', tone: 'good', title: `First sync of ${name} done`, text: `${postsIn(posts)} read.` };
}

const MISSES: Readonly<Partial<Record<ConnectionCode, string>>> = {
  PROFILE_NOT_FOUND: 'Not found',
  PROFILE_PRIVATE: 'Private',
  PROFILE_DELETED: 'Gone',
  PROFILE_SUSPENDED: 'Suspended',
};

/** While misses are counted, what is known stays; after the last one the connection shows an error. */
function strike(code: ConnectionCode, count: number, platform: PlatformWords): Told {
  const { text, action } = describeCode(code, platform);
  const miss = MISSES[code] ?? 'Not found';
  const on = `on ${platform.name}`;
  const title =
    count > STRIKES_TO_FAIL ? `Still ${miss.toLowerCase()} ${on}` : `${miss} ${on}, ${count} of ${STRIKES_TO_FAIL}`;
  const last = count >= STRIKES_TO_FAIL;
  return { kind: 'run', tone: last ? 'bad' : 'warning', title, text: last ? action : text, code };
}

const FIELDS: Readonly<Record<string, string>> = {
  handle: 'Handle',
  displayName: 'Name',
  bio: 'Bio',
  avatar: 'Picture',
  accountType: 'Kind of account',
  verified: 'Verified mark',
};

function change({ what, facts }: Of<'change'>, { name }: PlatformWords): Told {
  const title = `${FIELDS[what] ?? what} changed on ${name}`;
  if (what === 'avatar') return { kind: 'change', tone: 'neutral', title };
  if (what === 'verified')
    return {
      kind: 'change',
      tone: 'neutral',
      title: `${name} ${facts.after === 'true' ? 'verified' : 'no longer verifies'} this account`,
    };
  const spoken = (value: string) => {
    if (what === 'accountType') return sentence(value);
    return what === 'handle' ? `@${value}` : value;
  };
  const shown = (value: string | null) => (value === null || value === '' ? 'nothing' : spoken(value));
  return { kind: 'change', tone: 'neutral', title, text: `${shown(facts.before)} → ${shown(facts.after)}` };
}

function alert({ source, what }: Of<'raised' | 'closed'>, platform: PlatformWords): Told {
  const words = what in CONNECTION_CODES ? describeCode(what as ConnectionCode, platform) : null;
  const text = words?.text ?? sentence(what);
  if (source === 'closed') return { kind: 'alert', tone: 'neutral', title: 'Alert closed', text, code: what };
  return { kind: 'alert', tone: 'bad', title: `Alert: ${text}`, text: words?.action ?? null, code: what };
}

const postsIn = (count: number): string => (count === 1 ? '1 post' : `${count.toLocaleString('en')} posts`);

/** `connection.proof_requested` or `PROFILE_GONE` as words. */
function sentence(name: string): string {
  const words = name
    .replace(/^[a-z-]+\./, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Counts characters as people do, so that no emoji is cut in two. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
