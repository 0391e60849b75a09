import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { QueueClients, QueueClientsModule } from './queue-clients.js';

/** Bull as a transport: whatever it loses is still due in PostgreSQL. */
@Module({
  imports: [
    BullModule.forRootAsync({
      imports: [QueueClientsModule],
      inject: [QueueClients],
      useFactory: (clients: QueueClients) => ({
        createClient: (type) => clients.open(type),
        prefix: 'rostrum',
        settings: { lockDuration: 60_000, stalledInterval: 30_000, maxStalledCount: 1 },
        defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
      }),
    }),
  ],
  exports: [BullModule],
})
export class QueueModule {}
