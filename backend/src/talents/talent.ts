/** A talent as this module thinks of it. */
export const TALENT_STATUSES = ['active', 'inactive', 'archived'] as const;
export type TalentStatus = (typeof TALENT_STATUSES)[number];

/** What staff write down about a talent. */
export interface TalentFields {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email: string | null;
  readonly locale: string | null;
  readonly ownerId: string | null;
  readonly tags: readonly string[];
  readonly notes: string | null;
  readonly status: TalentStatus;
}

export const TALENT_FIELDS = ['name', 'aliases', 'email', 'locale', 'ownerId', 'tags', 'notes', 'status'] as const;

export const TALENT_SORTS = ['name', '-name', 'followers', '-followers', 'created', '-created'] as const;
export type TalentSort = (typeof TALENT_SORTS)[number];

/** Worst first: what a row of the roster shows when its connections differ. */
export const STATUSES_BY_GRAVITY = [
  'ERROR',
  'RECONNECT_NEEDED',
  'PAUSED',
  'PENDING',
  'SYNCING',
  'READY',
  'DISCONNECTED',
] as const;
export type ConnectionStatus = (typeof STATUSES_BY_GRAVITY)[number];

/** A person has to do something about these. */
export const NEEDS_ATTENTION: readonly ConnectionStatus[] = ['ERROR', 'RECONNECT_NEEDED'];

export interface LinkedProfile {
  readonly id: string;
  readonly platform: string;
  readonly handle: string;
  readonly status: ConnectionStatus;
  /** At the platform; leaves the house only through the image proxy. */
  readonly avatarUrl: string | null;
}

/** A talent with what its connections amount to; archived connections don't count. */
export interface TalentRow extends TalentFields {
  readonly id: string;
  readonly ownerName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly connections: readonly LinkedProfile[];
  readonly followersSum: number | null;
  readonly followersCounted: number;
  readonly followersOldestAt: Date | null;
}
