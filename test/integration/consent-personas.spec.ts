/** Each persona who consents ends as docs/simulators.md says: at the platform, connected, read again, and a day later. */
import type { Flow } from '../../backend/src/oauth/flow/dto/flow.responses.js';
import { anInvitation, Browser } from '../support/consent-walk.js';
import { adapterOf, handleOf, PersonaStage } from '../support/persona-stage.js';
import { personaSections } from '../support/persona-table.js';
import type { PersonaRow, Shown } from '../support/persona-table.js';

const SECTIONS = personaSections().filter(({ method, impossible }) => method === 'OAUTH' && impossible === null);
const LIMIT_SECONDS = 20;
const NOT_CONNECTED: Shown = { status: '', code: null, renamedTo: null, alert: false };

describe.each(SECTIONS)('$platform · $method', (section) => {
  const adapter = adapterOf(section);
  const platform = adapter.descriptor.id;
  const possible = section.rows.filter(({ impossible }) => impossible === null);
  const isLimited = ({ consents }: PersonaRow) => consents === 'RATE_LIMITED';
  const stage = new PersonaStage();

  /** From the link to the page at the end; null where the platform lets nobody in. */
  async function consent(handle: string): Promise<Flow | null> {
    const desk = await stage.enter();
    const { token } = await anInvitation(desk.call, desk.talentId, [{ platform }]);
    const browser = new Browser(stage.api);
    const { body } = await browser.start(platform, { invitation: token });
    const back = await browser.decide(body.authorizationUrl, { handle }).catch(() => null);
    if (back === null) return null;
    const flow = await browser.flow((await browser.comeBack(back)).page);
    if (flow.outcome !== 'choose') return flow;
    const chosen = { accountId: flow.accounts[0]?.id };
    return (await browser.ask<Flow>('post', `/api/v1/oauth/flows/${flow.id}/choose`, chosen)).body;
  }

  /** What the row should say. */
  async function fateOf(row: PersonaRow): Promise<PersonaRow> {
    const handle = handleOf(row.word, adapter);
    const flow = await consent(handle);
    const consents = flow === null ? 'no sign-in' : flow.outcome === 'connected' ? 'connected' : (flow.code ?? '');
    const nothing = { ...row, consents, connected: NOT_CONNECTED, readAgain: NOT_CONNECTED, dayLater: NOT_CONNECTED };
    if (!flow?.connection) return nothing;
    const first = await stage.desk.see(flow.connection.id);
    const connected = await stage.shown(await stage.sync(first.id), first.handle);
    stage.api.network.advance(LIMIT_SECONDS + 1);
    return { ...row, consents, connected, ...(await stage.later(first.id, first.handle)) };
  }

  describe('an account', () => {
    beforeAll(() => stage.open());
    afterEach(() => stage.clear());
    afterAll(() => stage.close());

    it.each(possible.filter((row) => !isLimited(row)))('$word', async (row) => {
      expect(await fateOf(row)).toEqual(row);
    });
  });

  // What is limited is the app: nobody else can consent meanwhile.
  describe('an account by itself', () => {
    beforeEach(() => stage.open());
    afterEach(() => stage.close());

    it.each(possible.filter(isLimited))('$word', async (row) => {
      expect(await fateOf(row)).toEqual(row);
    });
  });
});
