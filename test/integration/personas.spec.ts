/** Each persona on each platform ends as docs/simulators.md says: looked up, connected, read again, and a day later. */
import type { ConnectionResponse } from '../../backend/src/connections/dto/connection.response.js';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import type { PlatformAdapter } from '../../backend/src/platforms/contract/adapter.js';
import { PERSONAS } from '../../backend/src/platforms/simulation/personas.js';
import { makeDue } from '../factories/sync-rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { Desk } from '../support/desk.js';
import { assertInvariants } from '../support/invariants.js';
import { personaSections, personaWords } from '../support/persona-table.js';
import type { PersonaRow, PersonaSection, Shown } from '../support/persona-table.js';
import { anEngine } from '../support/worker.js';
import type { Engine } from '../support/worker.js';

const SECTIONS = personaSections();
const LIMIT_SECONDS = 20;
const RETRIES = 3;

const adapterOf = ({ platform }: PersonaSection): PlatformAdapter => {
  const adapter = CATALOGUE.find(({ descriptor }) => descriptor.name === platform);
  if (!adapter) throw new Error(`There is no ${platform}`);
  return adapter;
};

/** As the platform writes names: with a dash where it takes one, else with a dot or a line; bare where names are short. */
function handleOf(word: string, { descriptor }: PlatformAdapter): string {
  const lined = word.replaceAll('-', '_');
  const names = [`${word}-mia`, `${word}.mia`.replaceAll('-', '.'), `${lined}_mia`, lined];
  for (const name of names) {
    const reading = descriptor.urls.readHandle(name);
    if (reading.outcome === 'profile') return reading.locator.value;
  }
  throw new Error(`${descriptor.name} takes none of ${names.join(', ')}`);
}

describe('the tables of personas', () => {
  it('say what each of them is', () => {
    expect(personaWords()).toEqual(PERSONAS.map(({ prefix }) => prefix));
  });

  it('are there for every platform and method, and for nothing else', () => {
    const expected = CATALOGUE.flatMap(({ descriptor }) =>
      Object.keys(descriptor.methods).map((method) => `${descriptor.name} · ${method}`),
    );
    expect(SECTIONS.map(({ platform, method }) => `${platform} · ${method}`).sort()).toEqual(expected.sort());
  });

  it.each(SECTIONS)('$platform · $method is possible where the platform offers it', (section) => {
    const methods: Readonly<Record<string, { available: boolean }>> = adapterOf(section).descriptor.methods;
    expect(section.impossible === null).toBe(methods[section.method]?.available);
  });

  it.each(SECTIONS.filter(({ impossible }) => impossible === null))('$platform · $method names every persona', (of) => {
    const prefixOf = ({ word }: PersonaRow) => PERSONAS.find(({ prefix }) => word.startsWith(prefix))?.prefix ?? word;
    expect(new Set(of.rows.map(prefixOf))).toEqual(new Set(PERSONAS.map(({ prefix }) => prefix)));
    expect(of.rows.map(({ word }) => word).filter((word) => word.startsWith('turns'))).toEqual(
      ['missing', 'private', 'deleted', 'suspended'].map((absence) => `turns-${absence}`),
    );
    expect(new Set(of.rows.map(({ word }) => word)).size).toBe(of.rows.length);
  });
});

describe.each(SECTIONS.filter(({ impossible }) => impossible === null))('$platform · $method', (section) => {
  const adapter = adapterOf(section);
  const platform = adapter.descriptor.id;
  const possible = section.rows.filter(({ impossible }) => impossible === null);
  const isLimited = ({ lookedUp }: PersonaRow) => lookedUp.code === 'RATE_LIMITED';
  let api: TestApi;
  let desk: Desk;
  let engine: Engine;

  const open = async () => {
    api = await startApi({}, { slowMs: 20 });
    engine = await anEngine(api.network);
  };
  const close = async () => {
    await assertInvariants(api.rows);
    await engine.close();
    await api.close();
  };

  it('has none of those that are said not to be possible', () => {
    const absent = section.rows.filter(({ impossible }) => impossible !== null).map(({ word }) => word);
    const offered = adapter.simulator.personas.map(({ prefix }) => prefix);
    expect(offered.filter((prefix) => absent.includes(prefix))).toEqual([]);
    expect(offered.sort()).toEqual(
      PERSONAS.map(({ prefix }) => prefix)
        .filter((prefix) => !absent.includes(prefix))
        .sort(),
    );
  });

  /** One sync and its automatic retries. */
  async function sync(id: string): Promise<ConnectionResponse> {
    for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
      await makeDue(api.rows, id);
      await engine.runDue();
      const seen = await desk.see(id);
      if (seen.status !== 'SYNCING') return seen;
    }
    throw new Error('It is still being tried');
  }

  async function shown(seen: ConnectionResponse, handle: string): Promise<Shown> {
    const { body } = await desk.call('get', `/api/v1/alerts?open=true&connectionId=${seen.id}`).expect(200);
    const code = seen.error?.code ?? seen.warnings[0]?.code ?? null;
    const renamedTo = seen.handle === handle ? null : (/^[a-z]+/.exec(seen.handle)?.[0] ?? seen.handle);
    const alert = (body as { items: { code: string }[] }).items.some((raised) => raised.code === code);
    return { status: seen.status, code, renamedTo, alert };
  }

  async function lookUp(handle: string): Promise<PersonaRow['lookedUp']> {
    const answer = await desk.call('post', '/api/v1/connections/resolve').send({ input: handle, platform });
    const { connectionCode = null } = answer.body as { connectionCode?: string };
    return { code: connectionCode, http: answer.status };
  }

  async function aDayPasses(id: string): Promise<void> {
    await sync(id);
    await sync(id);
    const since = `UPDATE social_connection SET strikes_since = strikes_since - interval '1 day' WHERE id = $1`;
    await api.rows.query(since, [id]);
  }

  /** What the row should say. */
  async function fateOf({ word, impossible, lookedUp: { code: expected } }: PersonaRow): Promise<PersonaRow> {
    desk = await Desk.open(api);
    const handle = handleOf(word, adapter);
    const lookedUp = await lookUp(handle);
    const { id } = await desk.connect(handle, platform);
    const connected = await shown(await sync(id), handle);
    api.network.advance(LIMIT_SECONDS + 1);
    if (expected === 'RATE_LIMITED') await startOver();
    const readAgain = await shown(await sync(id), handle);
    await aDayPasses(id);
    return { word, impossible, lookedUp, connected, readAgain, dayLater: await shown(await sync(id), handle) };
  }

  /** A worker that remembers no limit. */
  async function startOver(): Promise<void> {
    await engine.close();
    engine = await anEngine(api.network);
  }

  describe('an account', () => {
    beforeAll(open);
    afterEach(async () => {
      await assertInvariants(api.rows);
      await api.rows.query('DELETE FROM social_connection');
      api.network.advance(3_600); // what an hour allows is not for all of them together
    });
    afterAll(close);

    it.each(possible.filter((row) => !isLimited(row)))('$word', async (row) => {
      expect(await fateOf(row)).toEqual(row);
    });
  });

  // What is limited is the credential: nobody else is read meanwhile.
  describe('an account by itself', () => {
    beforeEach(open);
    afterEach(close);

    it.each(possible.filter(isLimited))('$word', async (row) => {
      expect(await fateOf(row)).toEqual(row);
    });
  });
});
