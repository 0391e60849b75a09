/** Somebody at an agency who connects profiles over HTTP, and sees what the API says of them. */
import type { Test } from 'supertest';
import type { ConnectionResponse } from '../../backend/src/connections/dto/connection.response.js';
import type { PostResponse, RunResponse } from '../../backend/src/ingestion/dto/ingestion.responses.js';
import { anAgency, aStaffMember, aTalent } from '../factories/rows.js';
import type { Caller, TestApi } from './api.js';
import { until } from './until.js';

const CONNECTIONS = '/api/v1/connections';

export class Desk {
  private constructor(
    readonly call: Caller,
    readonly agencyId: string,
    readonly talentId: string,
  ) {}

  static async open(api: TestApi): Promise<Desk> {
    const { id } = await anAgency(api.rows);
    const staff = await aStaffMember(api.rows, id, { role: 'owner' });
    return new Desk(await api.signIn(staff), id, await aTalent(api.rows, id));
  }

  /** Unanswered yet: expect something of it. */
  ask(handle: string, platform = 'bluesky'): Test {
    return this.call('post', CONNECTIONS).send({ talentId: this.talentId, platform, handle });
  }

  async connect(handle: string, platform = 'bluesky'): Promise<ConnectionResponse> {
    return (await this.ask(handle, platform).expect(201)).body as ConnectionResponse;
  }

  async see(id: string): Promise<ConnectionResponse> {
    return (await this.call('get', `${CONNECTIONS}/${id}`).expect(200)).body as ConnectionResponse;
  }

  async runs(id: string): Promise<RunResponse[]> {
    return ((await this.call('get', `${CONNECTIONS}/${id}/runs`).expect(200)).body as { items: RunResponse[] }).items;
  }

  /** All of them, page by page; each page holds at most `limit`. */
  async posts(id: string, limit = 100): Promise<PostResponse[]> {
    const all: PostResponse[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await this.call('get', `${CONNECTIONS}/${id}/posts?limit=${limit}${query}`).expect(200);
      const page = answer.body as { items: PostResponse[]; nextCursor: string | null };
      if (page.items.length > limit) throw new Error(`A page of ${page.items.length} where ${limit} were asked for`);
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  }

  sync(id: string): Test {
    return this.call('post', `${CONNECTIONS}/${id}/sync`);
  }

  /** A deed on one connection: pause, resume, restore, transfer, proof. */
  deed(id: string, deed: string, body: object = {}): Test {
    return this.call('post', `${CONNECTIONS}/${id}/${deed}`).send(body);
  }

  remove(id: string, data: 'erase' | 'keep' = 'erase'): Test {
    return this.call('delete', `${CONNECTIONS}/${id}?data=${data}`);
  }

  becomes(id: string, status: ConnectionResponse['status'], hangMs?: number): Promise<ConnectionResponse> {
    const look = async () => {
      const seen = await this.see(id);
      return seen.status === status && seen;
    };
    return until(`${id} is ${status}`, look, hangMs);
  }
}
