/** What the API says and takes, as the console reads it. */
export type Status = 'PENDING' | 'SYNCING' | 'READY' | 'ERROR' | 'RECONNECT_NEEDED' | 'PAUSED' | 'DISCONNECTED';
export type Method = 'MANUAL' | 'OAUTH';
export type Role = 'owner' | 'admin' | 'manager' | 'viewer' | 'talent';
export type Scope = 'read' | 'write';
export type Permission =
  | 'agency:read'
  | 'agency:manage'
  | 'staff:read'
  | 'staff:manage'
  | 'api-key:manage'
  | 'talent:read'
  | 'talent:write'
  | 'talent:delete'
  | 'connection:read'
  | 'connection:write'
  | 'connection:delete'
  | 'activity:read'
  | 'platform:read'
  | 'session:self';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Ref {
  id: string;
  name: string;
}

export interface Me {
  kind: 'staff' | 'api-key';
  user: { id: string; name: string; email: string } | null;
  role: Role | null;
  scopes: Scope[] | null;
  agency: Ref;
  permissions: Permission[];
  simulated: boolean;
}

export interface PlatformMethod {
  method: Method;
  available: boolean;
  eligibility: string;
}

export interface PlatformIcon {
  path: string;
  viewBox: string;
  color: string;
  colorDark: string;
}

export interface Platform {
  id: string;
  name: string;
  mode: 'live' | 'simulated' | 'absent';
  configured: boolean;
  missing: string[];
  methods: PlatformMethod[];
  handle: { example: string; hint: string };
  urlExample: string;
  profileHosts: string[];
  icon: PlatformIcon;
  products: { name: string; supported: boolean }[];
  personas?: { prefix: string; what: string }[];
  supported: boolean;
}

export type TalentStatus = 'active' | 'inactive' | 'archived';

export interface Talent {
  id: string;
  name: string;
  aliases: string[];
  email: string | null;
  locale: string | null;
  owner: Ref | null;
  tags: string[];
  notes: string | null;
  status: TalentStatus;
  createdAt: string;
  updatedAt: string;
}

export interface TalentConnection {
  id: string;
  platform: string;
  handle: string;
  status: Status;
  avatarUrl: string | null;
}

export interface TalentListItem extends Talent {
  connections: TalentConnection[];
  followersSum: number | null;
  followersCounted: number;
  followersOldestAt: string | null;
  worstStatus: Status | null;
  attention: number;
}

export interface TalentFacets {
  tags: string[];
  owners: Ref[];
}

export interface TalentInput {
  name: string;
  aliases: string[];
  email: string | null;
  locale: string | null;
  ownerId: string | null;
  tags: string[];
  notes: string | null;
}

export type BlankReason =
  'not_supported' | 'not_granted' | 'below_threshold' | 'not_yet' | 'removed' | 'not_allowed' | 'hidden';
export type Blanks = Record<string, BlankReason | undefined>;

export interface Profile {
  displayName: string | null;
  handle: string;
  bio: string | null;
  url: string | null;
  avatarUrl: string | null;
  bannerUrl: string | null;
  followers: number | null;
  following: number | null;
  posts: number | null;
  views: number | null;
  verified: boolean | null;
  createdAtPlatform: string | null;
  country: string | null;
  fetchedAt: string;
  source: 'public' | 'consent';
  blanks: Blanks;
}

export interface ConnectionError {
  code: string;
  text: string;
  action: string | null;
  at: string | null;
  retry: string;
}

export interface ConnectionProduct {
  product: string;
  outcome: string;
  activity: string;
  cause: string | null;
  succeededAt: string | null;
  code: string | null;
}

export interface Connection {
  id: string;
  talentId: string;
  talentName: string;
  platform: string;
  handle: string;
  url: string | null;
  method: Method;
  verification: 'public' | 'verified' | 'authorised';
  status: Status;
  isRefreshing: boolean;
  nextTryAt: string | null;
  attempt: number;
  maxAttempts: number;
  nextSyncAt: string | null;
  createdAt: string;
  simulated: boolean;
  error: ConnectionError | null;
  warnings: { code: string; text: string; until?: string }[];
  products: ConnectionProduct[];
  profile: Profile | null;
  lastSyncAt: string | null;
  stale: boolean;
}

export interface ConnectionStatus {
  id: string;
  status: Status;
  isRefreshing: boolean;
  code: string | null;
  nextTryAt: string | null;
  lastSyncAt: string | null;
  followers: number | null;
  version: string | number;
}

export interface Candidate {
  platform: string;
  locator: { kind: string; value: string };
  platformAccountId: string;
  handle: string;
  displayName: string | null;
  avatarUrl: string | null;
  url: string;
  bio: string | null;
  followers: number | null;
  posts: number | null;
  verified: boolean | null;
  fetchedAt: string;
  simulated: boolean;
}

export interface ExistingConnection {
  connectionId: string;
  talentId: string;
  talentName: string;
  status: Status;
}

export interface Resolution {
  candidate: Candidate;
  warnings: { code: string; text: string }[];
  existing: ExistingConnection | null;
}
