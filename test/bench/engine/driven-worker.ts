/** A worker as in production whose clock stands until it is told another moment; then it looks at once for what is due. */
import { ConsoleLogger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { built } from '../product.ts';

type BootModule = typeof import('../../../backend/src/boot.js');
type ClockModule = typeof import('../../../backend/src/core/clock.js');
type DispatcherModule = typeof import('../../../backend/src/ingestion/dispatcher.service.js');
type WorkerModuleFile = typeof import('../../../backend/src/worker.module.js');

const { readSettings } = (await built('boot.js')) as BootModule;
const { Clock } = (await built('core/clock.js')) as ClockModule;
const { Dispatcher } = (await built('ingestion/dispatcher.service.js')) as DispatcherModule;
const { WorkerModule } = (await built('worker.module.js')) as WorkerModuleFile;

let at = Number(process.env['DRIVEN_FROM']);
const { config, platforms } = readSettings();
const worker = await Test.createTestingModule({ imports: [WorkerModule.with(config, platforms)] })
  .overrideProvider(Clock)
  .useValue({ now: () => new Date(at) })
  .setLogger(new ConsoleLogger({ logLevels: ['error'] }))
  .compile();
const dispatcher = worker.get(Dispatcher, { strict: false });
worker.enableShutdownHooks();
await worker.init();

process.channel?.ref();
process.on('message', (message) => {
  if (message === null || typeof message !== 'object' || !('at' in message)) return;
  at = Number(message.at);
  void dispatcher.dispatch();
});
process.send?.({ ready: true });
