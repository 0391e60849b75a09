/** An agency with one talent who is asked for consent, and what one looks at afterwards. */
import type { ConnectionResponse } from '../../backend/src/connections/dto/connection.response.js';
import { anAgency, aSession, aStaffMember, aTalent } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import type { Caller, TestApi } from './api.js';
import { anInvitation, Browser } from './consent-walk.js';

const NOTHING = { social_connection: 0, oauth_credential: 0, consent_record: 0 };
type Stored = Readonly<Record<keyof typeof NOTHING, number>>;

export interface Recorded {
  readonly action: string;
  readonly agency_id: string | null;
  readonly actor_kind: string;
  readonly fields: unknown;
}

export class ConsentDesk {
  private seen = 0;

  private constructor(
    private readonly api: TestApi,
    readonly owner: StaffMember,
    readonly staff: Caller,
    readonly talentId: string,
  ) {}

  static async open(api: TestApi): Promise<ConsentDesk> {
    const owner = await aStaffMember(api.rows, (await anAgency(api.rows)).id, { role: 'owner' });
    const talentId = await aTalent(api.rows, owner.agencyId, { name: 'Mia Sol' });
    return new ConsentDesk(api, owner, await api.signIn(owner), talentId);
  }

  /** The token of a link for these platforms. */
  async invite(...platforms: string[]): Promise<string> {
    return (await this.inviteAs(platforms.map((platform) => ({ platform })))).token;
  }

  /** The same that expects an account, or is for another talent. */
  inviteAs(
    platforms: readonly { platform: string; expectedHandle?: string }[],
    talentId = this.talentId,
  ): Promise<{ token: string; id: string }> {
    return anInvitation(this.staff, talentId, platforms);
  }

  /** The talent's own browser, signed in here. */
  async signedIn(): Promise<Browser> {
    const { rows } = this.api;
    const user = await aStaffMember(rows, this.owner.agencyId, { role: 'talent' });
    await rows.query('UPDATE app_user SET talent_id = $2 WHERE id = $1', [user.id, this.talentId]);
    return new Browser(this.api, await aSession(rows, user));
  }

  async connection(id: string | undefined): Promise<ConnectionResponse> {
    return (await this.staff('get', `/api/v1/connections/${id ?? ''}`)).body as ConnectionResponse;
  }

  /** How many rows the agency has, without those that it has none of. */
  async stored(): Promise<Partial<Stored>> {
    const counts = Object.keys(NOTHING).map(async (table) => {
      const sql = `SELECT count(*)::int AS n FROM ${table} WHERE agency_id = $1`;
      return [table, (await this.api.rows.query<{ n: number }>(sql, [this.owner.agencyId])).rows[0]?.n ?? -1] as const;
    });
    return Object.fromEntries((await Promise.all(counts)).filter(([, n]) => n !== 0));
  }

  /** A talent at the platform's page; answers with the way back that they have not taken yet. */
  async atThePage(browser: Browser, platform = 'x', invitation?: string): Promise<{ flowId: string; back: URL }> {
    const started = await browser.start(platform, { invitation: invitation ?? (await this.invite(platform)) });
    const back = await browser.decide(started.body.authorizationUrl, { handle: 'mia_sol' });
    await this.recorded();
    await this.exchanges(platform);
    return { flowId: started.body.flowId, back };
  }

  /** Codes that the platform was handed since the last time. */
  async exchanges(platform = 'x'): Promise<number> {
    return (await this.api.network.asked(platform)).filter(({ oauth }) => oauth?.event === 'exchange').length;
  }

  /** What was recorded about consent since the last time, in any agency's trail or in the system's. */
  async recorded(): Promise<Recorded[]> {
    const { rows } = await this.api.rows.query<Recorded & { seq: string }>(
      `SELECT c.seq, c.action, c.agency_id, c.actor_kind, d.fields FROM change c LEFT JOIN audit_detail d ON d.change_id = c.id
       WHERE c.seq > $1 AND c.action LIKE 'consent.%' ORDER BY c.seq`,
      [this.seen],
    );
    this.seen = Number(rows.at(-1)?.seq ?? this.seen);
    return rows;
  }
}
