/** Everything that is kept of a talent's own connections, page by page; read from the tables of other floors. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export interface ExportedConnection {
  readonly id: string;
  readonly platform: string;
  readonly platformAccountId: string | null;
  readonly handle: string;
  readonly url: string;
  readonly method: 'MANUAL' | 'OAUTH';
  readonly status: string;
  readonly createdAt: Date;
  readonly consentAt: Date | null;
  readonly scopes: string[];
}

const METRICS = { followers: true, following: true, posts: true, views: true, source: true, capturedAt: true } as const;
const POST_METRICS = {
  postId: true,
  capturedAt: true,
  views: true,
  likes: true,
  comments: true,
  shares: true,
  quotes: true,
  saves: true,
  source: true,
} as const;

@Injectable()
export class TalentDataRepository {
  async person(tx: Tx, agencyId: string, id: string) {
    const [row] = await tx.$queryRaw<
      { name: string; aliases: string[]; email: string | null; locale: string | null; agencyName: string }[]
    >`
      SELECT t.name, t.aliases, t.email, t.locale, a.name AS "agencyName" FROM talent t JOIN agency a ON a.id = t.agency_id
      WHERE t.agency_id = ${agencyId}::uuid AND t.id = ${id}::uuid`;
    return row ?? null;
  }

  /** The talent's, and those of talents that were merged into this one. The oldest first. */
  consents(tx: Tx, agencyId: string, talentId: string) {
    return tx.$queryRaw<
      {
        kind: 'granted' | 'withdrawn';
        platform: string;
        connectionId: string;
        scopes: string[];
        textVersion: string;
        via: string;
        at: Date;
      }[]
    >`
      SELECT kind, platform, connection_id AS "connectionId", scopes, text_version AS "textVersion", via, at
      FROM consent_record r
      WHERE r.agency_id = ${agencyId}::uuid AND (r.talent_id = ${talentId}::uuid OR r.talent_id = ANY(
        SELECT unnest(merged) FROM talent WHERE agency_id = ${agencyId}::uuid AND id = ${talentId}::uuid))
      ORDER BY at, id`;
  }

  connections(tx: Tx, agencyId: string, talentId: string): Promise<ExportedConnection[]> {
    return tx.$queryRaw`
      SELECT c.id, c.platform, c.platform_account_id AS "platformAccountId", c.handle, c.url, c.method, c.status,
        c.created_at AS "createdAt", c.consent_at AS "consentAt", coalesce(o.scopes, '{}') AS scopes
      FROM social_connection c LEFT JOIN oauth_credential o ON o.agency_id = c.agency_id AND o.connection_id = c.id
      WHERE c.agency_id = ${agencyId}::uuid AND c.talent_id = ${talentId}::uuid ORDER BY c.id`;
  }

  profile(tx: Tx, agencyId: string, connectionId: string) {
    return tx.socialProfile.findFirst({ where: { agencyId, connectionId } });
  }

  metrics(tx: Tx, agencyId: string, connectionId: string, after: Date | undefined, take: number) {
    const where = { agencyId, connectionId, ...(after && { capturedAt: { gt: after } }) };
    return tx.profileSnapshot.findMany({ where, orderBy: { capturedAt: 'asc' }, take, select: METRICS });
  }

  changes(tx: Tx, agencyId: string, connectionId: string, after: string | undefined, take: number) {
    const where = { agencyId, connectionId, ...(after !== undefined && { id: { gt: after } }) };
    return tx.profileFieldChange.findMany({ where, orderBy: { id: 'asc' }, take });
  }

  posts(tx: Tx, agencyId: string, connectionId: string, after: string | undefined, take: number) {
    const where = { agencyId, connectionId, ...(after !== undefined && { id: { gt: after } }) };
    return tx.socialPost.findMany({ where, orderBy: { id: 'asc' }, take });
  }

  /** The history of these posts, and the newest numbers of each, which the history may not hold yet. */
  async postMetrics(tx: Tx, agencyId: string, postIds: readonly string[]) {
    const where = { agencyId, postId: { in: [...postIds] } };
    const history = await tx.postSnapshot.findMany({
      where,
      orderBy: [{ postId: 'asc' }, { capturedAt: 'asc' }],
      select: POST_METRICS,
    });
    return { history, newest: await tx.postStats.findMany({ where, select: POST_METRICS }) };
  }
}

export type ExportedProfile = NonNullable<Awaited<ReturnType<TalentDataRepository['profile']>>>;
export type ExportedMetrics = Awaited<ReturnType<TalentDataRepository['metrics']>>[number];
export type ExportedChange = Awaited<ReturnType<TalentDataRepository['changes']>>[number];
export type ExportedPost = Awaited<ReturnType<TalentDataRepository['posts']>>[number];
export type ExportedPostMetrics = Awaited<ReturnType<TalentDataRepository['postMetrics']>>['history'][number];
