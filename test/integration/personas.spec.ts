/** Each persona on each platform ends as docs/simulators.md says: looked up, connected, read again, and a day later. */
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import { PERSONAS } from '../../backend/src/platforms/simulation/personas.js';
import type { Desk } from '../support/desk.js';
import { adapterOf, handleOf, PersonaStage } from '../support/persona-stage.js';
import { personaSections, personaWords } from '../support/persona-table.js';
import type { PersonaRow } from '../support/persona-table.js';

const SECTIONS = personaSections();
const LIMIT_SECONDS = 20;

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

describe.each(SECTIONS.filter(({ impossible, method }) => impossible === null && method === 'MANUAL'))(
  '$platform · $method',
  (section) => {
    const adapter = adapterOf(section);
    const platform = adapter.descriptor.id;
    const possible = section.rows.filter(({ impossible }) => impossible === null);
    const isLimited = ({ lookedUp }: PersonaRow) => lookedUp.code === 'RATE_LIMITED';
    const stage = new PersonaStage();

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

    async function lookUp(desk: Desk, handle: string): Promise<PersonaRow['lookedUp']> {
      const answer = await desk.call('post', '/api/v1/connections/resolve').send({ input: handle, platform });
      const { connectionCode = null } = answer.body as { connectionCode?: string };
      return { code: connectionCode, http: answer.status };
    }

    /** What the row should say. */
    async function fateOf(row: PersonaRow): Promise<PersonaRow> {
      const desk = await stage.enter();
      const handle = handleOf(row.word, adapter);
      const lookedUp = await lookUp(desk, handle);
      const { id } = await desk.connect(handle, platform);
      const connected = await stage.shown(await stage.sync(id), handle);
      stage.api.network.advance(LIMIT_SECONDS + 1);
      if (row.lookedUp.code === 'RATE_LIMITED') await stage.startOver();
      return { ...row, lookedUp, connected, ...(await stage.later(id, handle)) };
    }

    describe('an account', () => {
      beforeAll(() => stage.open());
      afterEach(() => stage.clear());
      afterAll(() => stage.close());

      it.each(possible.filter((row) => !isLimited(row)))('$word', async (row) => {
        expect(await fateOf(row)).toEqual(row);
      });
    });

    // What is limited is the credential: nobody else is read meanwhile.
    describe('an account by itself', () => {
      beforeEach(() => stage.open());
      afterEach(() => stage.close());

      it.each(possible.filter(isLimited))('$word', async (row) => {
        expect(await fateOf(row)).toEqual(row);
      });
    });
  },
);
