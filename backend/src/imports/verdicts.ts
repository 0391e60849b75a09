/** What becomes of the rows, in the order of the file: the pure heart of the dry run, and of the run that follows it. */
import type { ProfileHolder } from '../connections/connection-intake.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { NamedTalent } from '../talents/talent-intake.service.js';
import { talentProblem } from './file-rows.js';
import type { FileRow } from './file-rows.js';
import type { Verdict } from './import.js';
import { TalentDirectory } from './talent-directory.js';
import type { Meant } from './talent-directory.js';

/** The account that a row names, or why it names none. */
export type ReadProfile =
  | { readonly locator: Locator; /** The same for the same account. */ readonly key: string }
  | { readonly code: string; readonly text: string }
  | null;

export interface ReadRow extends FileRow {
  readonly profile: ReadProfile;
}

export interface Surroundings {
  readonly talents: readonly NamedTalent[];
  /** Who holds which account, by its key. */
  readonly holders: ReadonlyMap<string, ProfileHolder>;
}

/** A row that can be done: for whom, and with which profile. */
export interface Plan {
  readonly talent: Exclude<Meant, { readonly kind: 'unclear' }>;
  readonly locator: Locator | null;
}

export interface Judged {
  readonly row: ReadRow;
  readonly verdict: Verdict;
  /** Only for rows that are ready. */
  readonly plan: Plan | null;
}

const NOTHING = { code: null, text: null, talentId: null, connectionId: null } as const;

export function judge(rows: readonly ReadRow[], { talents, holders }: Surroundings): Judged[] {
  const directory = new TalentDirectory(talents);
  const lines = new Map<string, number>();
  return rows.map((row) => judgeRow(row, { directory, lines, holders }));
}

interface Progress {
  readonly directory: TalentDirectory;
  /** Where an account was first named. */
  readonly lines: Map<string, number>;
  readonly holders: Surroundings['holders'];
}

function judgeRow(row: ReadRow, progress: Progress): Judged {
  const { given, profile } = row;
  const problem = talentProblem(given);
  if (problem !== null) return refused(row, 'ROW_INVALID', problem, null);
  const meant = progress.directory.find(given);
  if (profile && 'code' in profile) return refused(row, profile.code, profile.text, idOf(meant));
  const obstacle = profile && obstacleTo(row, profile.key, idOf(meant), progress);
  if (obstacle) return obstacle;
  if (meant.kind === 'unclear') return refused(row, 'TALENT_UNCLEAR', meant.text, meant.talentId);
  if (!profile) return judgeAlone(row, meant, progress.directory);
  if (meant.kind === 'new') progress.directory.add(given, row.line);
  return ready(row, { talent: meant, locator: profile.locator });
}

/** Another line has the same profile, or another connection. */
function obstacleTo(row: ReadRow, key: string, talentId: string | null, { lines, holders }: Progress): Judged | null {
  const earlier = lines.get(key);
  if (earlier !== undefined)
    return refused(row, 'ROW_REPEATED', `This is the same profile as in line ${earlier}.`, talentId);
  lines.set(key, row.line);
  const holder = holders.get(key);
  return holder ? known(row, `Connected already, to ${holder.talentName}.`, holder) : null;
}

/** A row without a profile is there for its talent. */
function judgeAlone(row: ReadRow, meant: Plan['talent'], directory: TalentDirectory): Judged {
  if (meant.kind === 'existing')
    return known(row, `${meant.name} is on the roster already.`, { talentId: meant.id, connectionId: null });
  if (meant.kind === 'earlier')
    return refused(row, 'ROW_REPEATED', `This is the same talent as in line ${meant.line}.`, null);
  directory.add(row.given, row.line);
  return ready(row, { talent: meant, locator: null });
}

const idOf = (meant: Meant): string | null => {
  if (meant.kind === 'existing') return meant.id;
  return meant.kind === 'unclear' ? meant.talentId : null;
};

const ready = (row: ReadRow, plan: Plan): Judged => ({
  row,
  plan,
  verdict: { ...NOTHING, outcome: 'ready', text: intention(row, plan), talentId: idOf(plan.talent) },
});

function intention({ given, line }: ReadRow, { talent, locator }: Plan): string {
  if (talent.kind === 'new') return locator ? `Adds ${given.talent} with this profile.` : `Adds ${given.talent}.`;
  if (talent.kind === 'existing')
    return `Adds this profile to ${talent.name}${talent.archived ? ', who is archived' : ''}.`;
  return talent.line === line
    ? `Adds this profile to ${given.talent}, too.`
    : `Adds this profile to ${given.talent}, who is new in line ${talent.line}.`;
}

const refused = (row: ReadRow, code: string, text: string, talentId: string | null): Judged => ({
  row,
  plan: null,
  verdict: { ...NOTHING, outcome: 'refused', code, text, talentId },
});

const known = (
  row: ReadRow,
  text: string,
  { talentId, connectionId }: { readonly talentId: string; readonly connectionId: string | null },
): Judged => ({
  row,
  plan: null,
  verdict: {
    outcome: 'known',
    code: connectionId === null ? 'TALENT_KNOWN' : 'PROFILE_DUPLICATE',
    text,
    talentId,
    connectionId,
  },
});
