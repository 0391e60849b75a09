/** Shapes that the API answers with and whose schemas its description does not carry in full. */
export interface Candidate {
  avatarUrl: string | null;
  bio: string | null;
  displayName: string | null;
  fetchedAt: string;
  followers: number | null;
  handle: string | null;
  locator: LocatorResponse;
  platform: string;
  platformAccountId: string;
  posts: number | null;
  simulated: boolean;
  url: string;
  verified: boolean | null;
}

export interface LocatorResponse {
  kind: 'id' | 'handle' | 'username' | 'legacy';
  value: string;
}

export interface ExistingConnection {
  connectionId: string;
  status: 'PENDING' | 'SYNCING' | 'READY' | 'ERROR' | 'RECONNECT_NEEDED' | 'PAUSED' | 'DISCONNECTED';
  talentId: string;
  talentName: string;
}

export interface Resolution {
  candidate: Candidate;
  existing: ExistingConnection | null;
  warnings: ConnectionWarning[];
}

export interface ConnectionProblem {
  action: string;
  at: string;
  code: string;
  retry: 'no' | 'user' | 'operator' | 'auto' | 'when-told';
  text: string;
}

export interface ConnectionWarning {
  code: string;
  text: string;
  until: string | null;
}

export interface ProductResponse {
  activity: 'idle' | 'queued' | 'running' | 'waiting_retry' | 'waiting_limit' | 'waiting_platform';
  cause: 'first' | 'manual' | 'scheduled' | 'backfill' | 'heal' | 'webhook';
  code: string | null;
  outcome: 'never' | 'ok' | 'partial' | 'failed' | 'not_supported' | 'not_granted';
  product: 'profile' | 'posts';
  succeededAt: string | null;
}

export interface ProfileResponse {
  avatarUrl: string | null;
  bannerUrl: string | null;
  bio: string | null;
  blanks: Record<string, string>;
  country: string | null;
  createdAtPlatform: string | null;
  displayName: string | null;
  fetchedAt: string | null;
  followers: number | null;
  following: number | null;
  handle: string;
  posts: number | null;
  source: 'public' | 'consent';
  url: string;
  verified: boolean | null;
  views: number | null;
}

export interface ConnectionResponse {
  attempt: number;
  createdAt: string;
  error: ConnectionProblem | null;
  handle: string;
  id: string;
  isRefreshing: boolean;
  lastSyncAt: string | null;
  maxAttempts: number;
  method: 'MANUAL' | 'OAUTH';
  nextSyncAt: string | null;
  nextTryAt: string | null;
  platform: string;
  products: ProductResponse[];
  profile: ProfileResponse | null;
  simulated: boolean;
  stale: boolean;
  status: 'PENDING' | 'SYNCING' | 'READY' | 'ERROR' | 'RECONNECT_NEEDED' | 'PAUSED' | 'DISCONNECTED';
  talentId: string;
  talentName: string;
  url: string;
  verification: 'public' | 'verified' | 'authorised';
  warnings: ConnectionWarning[];
}

export interface ConnectionStatusResponse {
  code: string | null;
  followers: number | null;
  id: string;
  isRefreshing: boolean;
  lastSyncAt: string | null;
  nextTryAt: string | null;
  status: 'PENDING' | 'SYNCING' | 'READY' | 'ERROR' | 'RECONNECT_NEEDED' | 'PAUSED' | 'DISCONNECTED';
}

export interface PostStatsResponse {
  comments: number | null;
  likes: number | null;
  quotes: number | null;
  saves: number | null;
  shares: number | null;
  views: number | null;
}

export interface PostResponse {
  blanks: Record<string, string>;
  durationSeconds: number | null;
  id: string;
  kind: 'video' | 'short' | 'image' | 'text' | 'link' | 'other';
  platformPostId: string;
  publishedAt: string;
  stats: PostStatsResponse;
  statsAt: string | null;
  text: string | null;
  thumbnailUrl: string | null;
  title: string | null;
  url: string;
}

export interface RunResponse {
  attempt: number;
  calls: number;
  cause: 'first' | 'manual' | 'scheduled' | 'backfill' | 'heal' | 'webhook';
  code: string | null;
  durationMs: number | null;
  finishedAt: string | null;
  id: string;
  outcome: 'running' | 'ok' | 'partial' | 'failed' | 'deferred' | 'aborted';
  postsChanged: number;
  postsNew: number;
  postsSeen: number;
  startedAt: string;
  text: string | null;
}

export interface PlatformMethodResponse {
  available: boolean;
  eligibility: string;
  method: 'MANUAL' | 'OAUTH';
}

export interface PlatformHandleResponse {
  example: string;
  hint: string;
}

export interface PlatformIconResponse {
  color: string;
  colorDark: string;
  path: string;
  viewBox: string;
}

export interface PlatformProductResponse {
  name: 'posts' | 'profile';
  supported: boolean;
}

export interface PlatformPersonaResponse {
  prefix: string;
  what: string;
}

export interface PlatformResponse {
  blanks: { profile: Record<string, string>; post: Record<string, string> };
  configured: boolean;
  handle: PlatformHandleResponse;
  icon: PlatformIconResponse;
  id: string;
  methods: PlatformMethodResponse[];
  missing: string[];
  mode: 'live' | 'simulated' | 'absent';
  name: string;
  personas: PlatformPersonaResponse[];
  products: PlatformProductResponse[];
  profileHosts: string[];
  supported: boolean;
  urlExample: string;
}
