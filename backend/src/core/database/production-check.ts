/** Production starts on a database of its own alone: no demo agency in it, and a role that row security holds. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from './database.service.js';

interface Found {
  readonly demo: boolean;
  readonly unbound: boolean;
}

@Injectable()
export class ProductionCheck implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.isProduction) return;
    const { demo, unbound } = await this.look().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `DATABASE_URL: the database can’t be asked (${why}); start it, correct the address, or run db:migrate`,
      );
    });
    if (demo)
      throw new Error('DATABASE_URL: this database holds the demo agency, which production refuses; use another one');
    if (unbound) {
      throw new Error(
        'DATABASE_URL: its role owns tables or bypasses row security, which keeps agencies apart; name a plain role',
      );
    }
  }

  private async look(): Promise<Found> {
    const [found] = await this.database.readOutside(
      (reader) =>
        reader.$queryRaw<Found[]>`
        SELECT find_demo_agency() IS NOT NULL AS demo,
          (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
            OR EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user) AS unbound`,
    );
    if (!found) throw new Error('DATABASE_URL: the database gave no answer');
    return found;
  }
}
