/** What two records of one person amount to. Pure. */
import type { TalentFields } from './talent.js';

/** Lists and notes join; of what there can be one of, the one that stays keeps its own and takes what it has not. */
export function mergedTalent(into: TalentFields, from: TalentFields): TalentFields {
  const aliases = distinct([...into.aliases, from.name, ...from.aliases]);
  return {
    name: into.name,
    aliases: aliases.filter((alias) => alias.toLowerCase() !== into.name.toLowerCase()),
    email: into.email ?? from.email,
    locale: into.locale ?? from.locale,
    ownerId: into.ownerId ?? from.ownerId,
    tags: distinct([...into.tags, ...from.tags]),
    notes: [into.notes, from.notes].filter((text) => text !== null && text !== '').join('\n\n') || null,
    status: into.status,
  };
}

/** The same one in another case is the same one; the first way to write it stays. */
function distinct(values: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const value of values) if (!seen.has(value.toLowerCase())) seen.set(value.toLowerCase(), value);
  return [...seen.values()];
}
