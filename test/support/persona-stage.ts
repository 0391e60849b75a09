/** Where personas play their parts: an API, a worker that a test drives, and somebody at an agency who looks on. */
import type { ConnectionResponse } from '../../backend/src/connections/dto/connection.response.js';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import type { PlatformAdapter } from '../../backend/src/platforms/contract/adapter.js';
import { makeDue } from '../factories/sync-rows.js';
import { startApi } from './api.js';
import type { TestApi } from './api.js';
import { Desk } from './desk.js';
import { assertInvariants } from './invariants.js';
import type { PersonaRow, PersonaSection, Shown } from './persona-table.js';
import { forgetLimits } from './remembered-limits.js';
import { anEngine } from './worker.js';
import type { Engine } from './worker.js';

const RETRIES = 3;

/** All its personas make more calls within minutes than one user has in an hour. */
const ROOMY = { INSTAGRAM_LIMITS: 'discovery=100000/3600,own=4800/86400/account' };

export const adapterOf = ({ platform }: PersonaSection): PlatformAdapter => {
  const adapter = CATALOGUE.find(({ descriptor }) => descriptor.name === platform);
  if (!adapter) throw new Error(`There is no ${platform}`);
  return adapter;
};

/** As the platform writes names: with a dash where it takes one, else with a dot or a line; bare where names are short. */
export function handleOf(word: string, { descriptor }: PlatformAdapter): string {
  const lined = word.replaceAll('-', '_');
  const names = [`${word}-mia`, `${word}.mia`.replaceAll('-', '.'), `${lined}_mia`, lined];
  for (const name of names) {
    const reading = descriptor.urls.readHandle(name);
    if (reading.outcome === 'profile') return reading.locator.value;
  }
  throw new Error(`${descriptor.name} takes none of ${names.join(', ')}`);
}

export class PersonaStage {
  private played: TestApi | null = null;
  private engine: Engine | null = null;
  private looking: Desk | null = null;

  get api(): TestApi {
    if (!this.played) throw new Error('The stage is not open');
    return this.played;
  }

  get desk(): Desk {
    if (!this.looking) throw new Error('Nobody entered the stage');
    return this.looking;
  }

  async open(): Promise<void> {
    this.played = await startApi({}, { slowMs: 20 });
    this.engine = await anEngine(this.played.network, ROOMY);
  }

  async close(): Promise<void> {
    await assertInvariants(this.api.rows);
    await this.engine?.close();
    await this.api.close();
  }

  /** Between one persona and the next. */
  async clear(): Promise<void> {
    await assertInvariants(this.api.rows);
    await this.api.rows.query('DELETE FROM social_connection');
    this.api.network.advance(3_600); // what an hour allows is not for all of them together
  }

  async enter(): Promise<Desk> {
    this.looking = await Desk.open(this.api);
    return this.looking;
  }

  /** A worker that remembers no limit. */
  async startOver(): Promise<void> {
    await this.engine?.close();
    await forgetLimits(this.api.rows);
    this.engine = await anEngine(this.api.network, ROOMY);
  }

  /** One sync and its automatic retries. */
  async sync(id: string): Promise<ConnectionResponse> {
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      await makeDue(this.api.rows, id);
      await this.engine?.runDue();
      const seen = await this.desk.see(id);
      if (seen.status !== 'SYNCING') return seen;
    }
    throw new Error('It is still being tried');
  }

  async shown(seen: ConnectionResponse, handle: string): Promise<Shown> {
    const { body } = await this.desk.call('get', `/api/v1/alerts?open=true&connectionId=${seen.id}`).expect(200);
    const code = seen.error?.code ?? seen.warnings[0]?.code ?? null;
    const renamedTo = seen.handle === handle ? null : (/^[a-z]+/.exec(seen.handle)?.[0] ?? seen.handle);
    const alert = (body as { items: { code: string }[] }).items.some((raised) => raised.code === code);
    return { status: seen.status, code, renamedTo, alert };
  }

  /** After the next sync, and after two more and one on the next day. */
  async later(id: string, handle: string): Promise<Pick<PersonaRow, 'readAgain' | 'dayLater'>> {
    const readAgain = await this.shown(await this.sync(id), handle);
    await this.sync(id);
    await this.sync(id);
    const since = `UPDATE social_connection SET strikes_since = strikes_since - interval '1 day' WHERE id = $1`;
    await this.api.rows.query(since, [id]);
    return { readAgain, dayLater: await this.shown(await this.sync(id), handle) };
  }
}
