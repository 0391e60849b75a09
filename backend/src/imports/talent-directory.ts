/** Who a row means: somebody on the roster, somebody whom an earlier line adds, somebody new, or nobody can tell. Pure. */
import type { NamedTalent } from '../talents/talent-intake.service.js';
import type { GivenRow } from './import.js';

export type Meant =
  | { readonly kind: 'existing'; readonly id: string; readonly name: string; readonly archived: boolean }
  | { readonly kind: 'earlier'; readonly line: number }
  | { readonly kind: 'new' }
  /** `talentId`: the one person on the roster whom it may well mean. */
  | { readonly kind: 'unclear'; readonly text: string; readonly talentId: string | null };

interface Entry {
  readonly name: string;
  readonly email: string | null;
  readonly archived: boolean;
  readonly meant: Extract<Meant, { readonly kind: 'existing' | 'earlier' }>;
}

type Person = Pick<GivenRow, 'talent' | 'email'>;

const keyOf = (text: string): string => text.trim().normalize('NFC').toLowerCase();

export class TalentDirectory {
  private readonly byName = new Map<string, Entry[]>();
  private readonly byEmail = new Map<string, Entry[]>();

  constructor(talents: readonly NamedTalent[]) {
    for (const { id, name, email, archived } of talents)
      this.enter({ name, email, archived, meant: { kind: 'existing', id, name, archived } });
  }

  /** Somebody whom this line adds: later lines may mean them. */
  add({ talent, email }: Person, line: number): void {
    this.enter({ name: talent, email, archived: false, meant: { kind: 'earlier', line } });
  }

  /** An e-mail is one person's; a name may be several people's, and then a different e-mail tells them apart. */
  find({ talent, email }: Person): Meant {
    const sharing = email === null ? [] : atWork(this.byEmail.get(keyOf(email)));
    if (sharing.length > 1) return unclear(`${sharing.length} talents share this e-mail. Add the profile by hand.`);
    if (sharing[0]) return sharing[0].meant;
    const namesakes = atWork(this.byName.get(keyOf(talent)));
    if (namesakes.length > 1)
      return unclear(`${namesakes.length} talents are called ${talent}. Add the e-mail of the one you mean.`);
    const [only] = namesakes;
    if (!only) return { kind: 'new' };
    if (email === null || only.email === null) return only.meant;
    if (only.meant.kind === 'existing')
      return unclear(`${only.name} is on the roster with another e-mail. Use that one, or none.`, only.meant.id);
    return unclear(`Line ${only.meant.line} adds ${only.name} with another e-mail. Use the same one, or none.`);
  }

  private enter(entry: Entry): void {
    append(this.byName, keyOf(entry.name), entry);
    if (entry.email !== null) append(this.byEmail, keyOf(entry.email), entry);
  }
}

function append(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = map.get(key);
  if (there) there.push(entry);
  else map.set(key, [entry]);
}

/** Who is archived counts where nobody else goes by that name. */
function atWork(entries: readonly Entry[] = []): readonly Entry[] {
  const active = entries.filter(({ archived }) => !archived);
  return active.length > 0 ? active : entries;
}

const unclear = (text: string, talentId: string | null = null): Meant => ({ kind: 'unclear', text, talentId });
