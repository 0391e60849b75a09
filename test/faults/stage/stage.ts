/** The whole product as it runs in production, in processes of its own, on servers that a test can take away. */
import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import pg from 'pg';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { anAgency, anApiKey, aTalent } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { canariesOf, PLANTED } from '../../support/canaries.js';
import { leaksIn } from '../../support/leaks.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';
import { until } from '../../support/until.js';
import { ApiCaller, Book } from './caller.js';
import { Platforms } from './platforms.js';
import { Program } from './processes.js';
import type { Environment } from './processes.js';
import { Services } from './services.js';

export const LEASE_SECONDS = 3;
/** How often lost leases are looked for. */
const SWEEP_SECONDS = 5;
export const RECOVERY_MS = (LEASE_SECONDS + SWEEP_SECONDS + 5) * 1_000;
export const LONG = process.env['LONG'] === 'on';

const APIS = 2;

const PACE = {
  SYNC_LEASE_SECONDS: String(LEASE_SECONDS),
  SYNC_CONCURRENCY: '50',
  SYNC_PLATFORM_CONCURRENCY: '50',
  SYNC_RETRY_SECONDS: '1,1,2',
  SYNC_COOLDOWN_SECONDS: '0',
  ACTIONS_PER_MINUTE: '100000',
  // Platforms are asked far more often here than anybody may: only what a test makes a platform say is a limit.
  BLUESKY_LIMITS: 'appview=1000000/300',
  INSTAGRAM_LIMITS: 'discovery=1000000/3600',
  LINKEDIN_LIMITS: 'userinfo=1000000/86400/account,followers=1000000/86400/account',
  TWITCH_LIMITS: 'helix=1000000/60,app-token=1000000/3600',
  X_LIMITS: 'users=1000000/900',
  YOUTUBE_LIMITS: 'units=1000000/86400,stats=1000000/86400',
};

interface Api {
  readonly program: Program;
  readonly caller: ApiCaller;
}

interface Standing {
  readonly program: Program;
  readonly environment: string;
}

export class Stage {
  readonly book = new Book();
  private apis: Api[] = [];
  private opened: Promise<TokenDesk> | null = null;
  private said = '';
  private standing: Standing[] = [];
  /** All that were ever started. */
  private readonly programs: Program[] = [];
  private counter = 0;

  private constructor(
    readonly services: Services,
    readonly platforms: Platforms,
    readonly rows: Rows,
    readonly environment: Environment,
    readonly agencyId: string,
    readonly talentId: string,
    private readonly key: string,
  ) {}

  static async open(): Promise<Stage> {
    const [services, platforms] = await Promise.all([Services.start(), Platforms.start()]);
    const rows = new pg.Pool({ connectionString: services.urls.adminUrl, max: 6 });
    rows.on('error', () => undefined); // a server that a test took away
    const environment = {
      NODE_ENV: 'test',
      DATABASE_URL: services.urls.appUrl,
      REDIS_URL: services.redisUrl,
      APP_SECRET: randomBytes(32).toString('base64'),
      VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      PLATFORM_MODE: 'simulated',
      SIMULATOR_URL: platforms.url,
      LOG_LEVEL: 'debug',
      HOST: '127.0.0.1',
      ...Object.fromEntries(PLANTED.map((name) => [name, randomBytes(24).toString('base64url')])),
      ...PACE,
    };
    const { id: agencyId } = await anAgency(rows);
    const talentId = await aTalent(rows, agencyId);
    const { key } = await anApiKey(rows, agencyId, ['read', 'write']);
    const stage = new Stage(services, platforms, rows, environment, agencyId, talentId, key);
    Object.assign(process.env, environment, { TEST_DATABASE_ADMIN_URL: services.urls.adminUrl });
    Object.assign(globalThis, { keepLog: (text: string) => (stage.said += text) });
    return stage;
  }

  /** Of each API that runs. */
  get callers(): readonly ApiCaller[] {
    return this.apis.map(({ caller }) => caller);
  }

  /** Two APIs stand side by side from now on, whatever became of those before; answers with how to ask each. */
  async twoApis(): Promise<readonly [ApiCaller, ApiCaller]> {
    const living = this.apis.filter(({ program }) => program.lives);
    const missing = Array.from({ length: APIS - living.length }, () => this.startApi());
    this.apis = [...living, ...(await Promise.all(missing))];
    const [first, second] = this.callers;
    if (!first || !second) throw new Error('There are not two APIs');
    return [first, second];
  }

  async killApi(caller: ApiCaller): Promise<void> {
    await this.apis.find((api) => api.caller === caller)?.program.kill();
  }

  /** From now on so many workers run, all with these settings; those that have them already stay. */
  async workers(count: number, environment: Environment = {}): Promise<readonly Program[]> {
    const wanted = JSON.stringify(environment);
    const living = this.standing.filter(({ program }) => program.lives);
    const fitting = living.filter((one) => one.environment === wanted).slice(0, count);
    const leaving = living.filter((one) => !fitting.includes(one));
    const starting = Array.from({ length: count - fitting.length }, () => ({
      program: this.launch('worker', 'worker.ts', environment).standBack(),
      environment: wanted,
    }));
    this.standing = [...fitting, ...starting];
    await Promise.all([
      ...leaving.map(({ program }) => program.stop()),
      ...starting.map(({ program }) => program.isUp(() => this.isConnected(program))),
    ]);
    return this.standing.map(({ program }) => program);
  }

  /** The worker that runs a sync, if one does by now; the lease names its process. */
  async holder(connectionId: string): Promise<Program | undefined> {
    const { rows } = await this.rows.query<{ owner: string }>(
      `SELECT lease_owner AS owner FROM connection_sync WHERE connection_id = $1 AND lease_owner IS NOT NULL AND lease_started`,
      [connectionId],
    );
    const pid = Number(rows[0]?.owner.split(':')[1]);
    return this.standing.find(({ program }) => program.pid === pid)?.program;
  }

  named(name: string): Program | undefined {
    return this.standing.find(({ program }) => program.name === name)?.program;
  }

  /** Connections as the API would make them, due at once, many in one statement; answers with their ids in order. */
  async due(handles: readonly string[], platform = 'bluesky', lane = 1): Promise<string[]> {
    const ids = handles.map(() => randomUUID());
    await this.rows.query(
      `WITH given AS (SELECT id, h FROM unnest($1::uuid[], $2::text[]) AS g(id, h)), made AS (
         INSERT INTO social_connection (id, agency_id, talent_id, platform, locator_kind, locator_value, handle, normalized_handle, url, method,
           status, control, simulated)
         SELECT id, $3, $4, $5, 'handle', h, h, lower(h), 'https://example.com/' || h, 'MANUAL', 'PENDING', 'enabled', true FROM given),
       paced AS (
         INSERT INTO connection_sync (connection_id, agency_id, platform, next_sync_at, lane, cause, request_seq)
         SELECT id, $3, $5, now(), $6, 'first', 1 FROM given)
       INSERT INTO connection_product (connection_id, agency_id, product, cause, activity)
       SELECT id, $3, product, 'first', 'queued' FROM given, unnest(ARRAY['profile', 'posts']) AS product`,
      [ids, handles, this.agencyId, this.talentId, platform, lane],
    );
    return ids;
  }

  /** A process' view from within, in this one: for consents, and to ask platforms through the gateway. */
  async desk(): Promise<TokenDesk> {
    const network = { ...this.platforms.network, url: this.platforms.url };
    this.opened ??= openTokenDesk({ network, rows: this.rows });
    return this.opened;
  }

  /** A handle that nobody has had here, long enough to stand in the ids of simulated accounts as well. */
  handle(begins: string, platform = 'bluesky'): string {
    this.counter += 1;
    const name = `${begins}-${String(this.counter).padStart(4, '0')}`;
    return platform === 'bluesky' ? `${name.padEnd(20, 'x')}.bsky.social` : name.replaceAll('-', '_');
  }

  async becomes(ids: readonly string[], status: string, hangMs = 60_000): Promise<void> {
    await until(`${String(ids.length)} connections are ${status}`, () => this.are(ids, status), hangMs).catch(
      async (error: unknown) => {
        const { rows } = await this.rows.query<object>(
          `SELECT c.platform, c.status, p.activity, p.outcome, c.last_code, s.lease_owner IS NOT NULL AS leased, s.crash_count, s.attempt,
             round(extract(epoch FROM s.next_sync_at - now())) AS due_in, count(*)::int
           FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
           JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
           WHERE c.id = ANY($1) AND c.status <> $2 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 LIMIT 20`,
          [ids, status],
        );
        throw new Error(`${String(error)}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`);
      },
    );
  }

  async are(ids: readonly string[], status: string): Promise<boolean> {
    const { rows } = await this.rows.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM social_connection WHERE id = ANY($1) AND status = $2',
      [ids, status],
    );
    return rows[0]?.n === ids.length;
  }

  /** Every place where a secret stands that should stand nowhere: in rows, in Redis, in logs and in answers. */
  leaks(): Promise<string[]> {
    const log = `${this.log()}\n${this.book.texts}`;
    const searched = { database: this.services.urls.adminUrl, redis: this.services.redisUrl, log };
    return leaksIn(searched, { ...canariesOf(this.environment), 'the key of an API': this.key });
  }

  /** What all programs wrote so far. */
  log(): string {
    return [this.said, ...this.programs.map((program) => program.log())].join('\n');
  }

  async close(): Promise<void> {
    await this.workers(0);
    await (await this.opened)?.close();
    for (const program of this.programs) if (program.lives) await program.stop();
    await this.rows.end();
    if (process.env['FAULT_LOG']) appendFileSync(process.env['FAULT_LOG'], this.log()); // several files of faults write to it
    await Promise.all([this.services.stop(), this.platforms.stop()]);
  }

  private async startApi(): Promise<Api> {
    const port = await freePort();
    const program = this.launch('api', 'main.ts', { PORT: String(port) });
    const address = `http://127.0.0.1:${String(port)}`;
    await program.isUp(async () => (await fetch(`${address}/health/ready`).catch(() => null))?.ok ?? false);
    return { program, caller: new ApiCaller(address, this.key, this.book) };
  }

  private launch(kind: string, file: string, environment: Environment): Program {
    this.counter += 1;
    const program = new Program(`${kind}-${String(this.counter)}`, file, { ...this.environment, ...environment });
    this.programs.push(program);
    return program;
  }

  private async isConnected(program: Program): Promise<boolean> {
    const { rows } = await this.rows.query('SELECT FROM pg_stat_activity WHERE application_name = $1 LIMIT 1', [
      program.name,
    ]);
    return rows.length > 0;
  }
}
