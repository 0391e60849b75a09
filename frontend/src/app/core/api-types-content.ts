/** What syncs bring: the runs themselves and the posts they read. */
import type { Blanks } from './api-types';

export interface SyncRun {
  id: string;
  cause: string;
  outcome: 'running' | 'ok' | 'partial' | 'failed' | 'deferred' | 'aborted';
  startedAt: string;
  finishedAt: string | null;
  durationMs: number | null;
  calls: number;
  postsSeen: number;
  postsNew: number;
  postsChanged: number;
  code: string | null;
  text: string | null;
  attempt: number;
}

export type PostMetric = 'views' | 'likes' | 'comments' | 'shares' | 'quotes' | 'saves';

export interface Post {
  id: string;
  platformPostId: string;
  url: string | null;
  kind: 'video' | 'short' | 'image' | 'text' | 'link' | 'other';
  title: string | null;
  text: string | null;
  publishedAt: string;
  thumbnailUrl: string | null;
  durationSeconds: number | null;
  stats: Record<PostMetric, number | null>;
  blanks: Blanks;
  statsAt: string | null;
  fetchedAt: string;
}
