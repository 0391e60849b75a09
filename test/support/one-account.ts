/** One account on a network of its own, connected by hand and read once before each test; gone again after it. */
import { makeDue } from '../factories/sync-rows.js';
import { startApi } from './api.js';
import type { TestApi } from './api.js';
import { startAppView } from './appview.js';
import type { AppView, StageAccount } from './appview.js';
import { Desk } from './desk.js';
import { assertInvariants } from './invariants.js';
import { anEngine } from './worker.js';
import type { Engine } from './worker.js';

const DID = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const HANDLE = 'mia.example.org';

export class OneAccount {
  view!: AppView;
  api!: TestApi;
  engine!: Engine;
  desk!: Desk;
  account!: StageAccount;
  id = '';
  private readonly engines: Engine[] = [];

  /** Sets up and clears away around the tests of the `describe` it is called in; `look` is what the account has besides its names. */
  static around(
    look: () => Omit<StageAccount, 'did' | 'handle'>,
    environment: Readonly<Record<string, string>> = {},
  ): OneAccount {
    const one = new OneAccount();
    beforeAll(() => one.open(environment));
    beforeEach(() => one.connect({ did: DID, handle: HANDLE, ...look() }));
    afterEach(async () => {
      await assertInvariants(one.api.rows);
      await one.api.rows.query('DELETE FROM social_connection');
    });
    afterAll(() => one.close());
    return one;
  }

  /** Another worker on the same network and database. */
  async anotherEngine(environment: Readonly<Record<string, string>>): Promise<Engine> {
    const engine = await anEngine(this.api.network, { BLUESKY_BASE_URL: this.view.url, ...environment });
    this.engines.push(engine);
    return engine;
  }

  /** Due at once, and read to its end. */
  async next(by = this.engine, of = this.id): Promise<void> {
    await makeDue(this.api.rows, of);
    await by.runDue();
  }

  private async open(environment: Readonly<Record<string, string>>): Promise<void> {
    this.view = await startAppView();
    this.api = await startApi({ BLUESKY_BASE_URL: this.view.url });
    this.engine = await this.anotherEngine(environment);
  }

  private async connect(account: StageAccount): Promise<void> {
    this.account = account;
    this.view.accounts.splice(0, this.view.accounts.length, account);
    this.view.refusePostsAfter = null;
    this.desk = await Desk.open(this.api);
    this.id = (await this.desk.connect(account.handle)).id;
    await this.engine.runDue();
  }

  private async close(): Promise<void> {
    for (const engine of this.engines) await engine.close();
    await this.api.close();
    await this.view.close();
  }
}
