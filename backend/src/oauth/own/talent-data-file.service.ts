/** "Download my data": written as it is read, page by page, so that no account is too large for it. */
import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { notFound } from '../../core/errors.js';
import type { OwnCaller } from './own-deeds.service.js';
import { exportedConnection } from './talent-data-answer.js';
import { TalentDataPages } from './talent-data-pages.js';
import { TalentDataRepository } from './talent-data.repository.js';

const FORMAT = 'rostrum-talent-data/1';

@Injectable()
export class TalentDataFile {
  constructor(
    private readonly database: Database,
    private readonly rows: TalentDataRepository,
    private readonly pages: TalentDataPages,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What is refused is refused before the first byte. */
  async make(caller: OwnCaller): Promise<StreamableFile> {
    const madeAt = this.clock.now();
    const head = await this.head(caller);
    const text = this.write(caller.principal.agencyId, { format: FORMAT, madeAt: madeAt.toISOString(), ...head });
    return new StreamableFile(Readable.from(text), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="my-data-${madeAt.toISOString().slice(0, 10)}.json"`,
    });
  }

  private head({ principal, origin, talentId }: OwnCaller) {
    const { agencyId } = principal;
    return this.database.inAgency(agencyId, async (tx) => {
      const person = await this.rows.person(tx, agencyId, talentId);
      if (!person) throw notFound('talent');
      const { agencyName, ...talent } = person;
      const consents = await this.rows.consents(tx, agencyId, talentId);
      const connections = await this.rows.connections(tx, agencyId, talentId);
      const target = { type: 'talent', id: talentId, name: talent.name };
      await this.audit.record(tx, agencyId, { actor: principal, origin, action: 'talent.data_downloaded', target });
      return { agencyName, talent, consents, connections };
    });
  }

  private async *write(
    agencyId: string,
    { connections, ...head }: Awaited<ReturnType<TalentDataFile['head']>> & { format: string; madeAt: string },
  ): AsyncGenerator<string> {
    yield `${JSON.stringify(head).slice(0, -1)},"connections":[`;
    for (const [place, connection] of connections.entries()) {
      yield place === 0 ? '' : ',';
      yield JSON.stringify(exportedConnection(connection)).slice(0, -1);
      yield* this.pages.below(agencyId, connection.id);
      yield '}';
    }
    yield ']}\n';
  }
}
