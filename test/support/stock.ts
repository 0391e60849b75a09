/** The stores of posts and profiles as they are wired in the product, without a worker that would start to claim. */
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { ConnectionsModule } from '../../backend/src/connections/connections.module.js';
import { ProfileStoreService } from '../../backend/src/connections/profile-store.service.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import type { Tx } from '../../backend/src/core/database/database.service.js';
import { PostFiguresRepository } from '../../backend/src/ingestion/post-figures.repository.js';
import { PostPictureRepository } from '../../backend/src/ingestion/post-picture.repository.js';
import { PostRepository } from '../../backend/src/ingestion/post.repository.js';
import { PostStore } from '../../backend/src/ingestion/post-store.service.js';
import type { Owner, StoredPage } from '../../backend/src/ingestion/post-store.service.js';
import { SnapshotRepository } from '../../backend/src/ingestion/snapshot.repository.js';
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';
import { SurroundingsModule } from '../../backend/src/surroundings.module.js';
import { aConnection, anAgency, aTalent, openRows } from '../factories/rows.js';
import type { Rows } from '../factories/rows.js';
import { KeptLog, logging } from './logs.js';
import { settingsFor } from './settings.js';

export const STAND = { checkpoint: null, seen: 1 } as const;

export class Stock {
  readonly rows: Rows = openRows();
  readonly posts: PostStore;
  readonly profiles: ProfileStoreService;
  private readonly database: Database;
  private place = { agencyId: '', talentId: '' };

  private constructor(private readonly module: TestingModule) {
    this.posts = module.get(PostStore);
    this.profiles = module.get(ProfileStoreService, { strict: false });
    this.database = module.get(Database, { strict: false });
  }

  static async open(): Promise<Stock> {
    const { config, platforms } = settingsFor({ url: 'http://127.0.0.1:9' });
    const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
    const building = Test.createTestingModule({
      imports: [KeptLog.with(), SurroundingsModule.with(config, platforms), ConnectionsModule],
      providers: [PostFiguresRepository, PostPictureRepository, PostRepository, PostStore, SnapshotRepository],
    });
    return new Stock(logging(await building.setLogger(silent).compile()));
  }

  get agencyId(): string {
    return this.place.agencyId;
  }

  /** From here on with another agency, that has nothing. */
  async begin(): Promise<void> {
    const { id: agencyId } = await anAgency(this.rows);
    this.place = { agencyId, talentId: await aTalent(this.rows, agencyId) };
  }

  async connection(platform = 'bluesky'): Promise<Owner> {
    const { agencyId, talentId } = this.place;
    const connectionId = await aConnection(this.rows, agencyId, talentId, { platform });
    return { agencyId, connectionId, platform, method: 'MANUAL' };
  }

  /** One transaction for the agency. */
  in<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.writeInAgency(this.agencyId, work);
  }

  store(
    readAt: Date,
    ...pages: (readonly [Owner, readonly NormalizedPost[]])[]
  ): Promise<ReadonlyMap<string, StoredPage>> {
    const read = pages.map(([subject, posts]) => ({ subject, posts, readAt, stand: STAND }));
    return this.in((tx) => this.posts.storePages(tx, read));
  }

  async all<T>(sql: string, ...values: unknown[]): Promise<T[]> {
    return (await this.rows.query(sql, values)).rows as T[];
  }

  likes({ connectionId }: Owner): Promise<{ id: string; likes: string }[]> {
    return this.all(
      `SELECT p.platform_post_id AS id, s.likes FROM social_post p JOIN post_stats s ON s.post_id = p.id
       WHERE p.connection_id = $1 ORDER BY 1`,
      connectionId,
    );
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.rows.end();
  }
}
