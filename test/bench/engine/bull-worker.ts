/**
 * The floor of recovery: a worker of Bull with nothing set, whose job never ends. It tells when it
 * is ready, and when it begins the job.
 */
import Bull from 'bull';

const queue = new Bull('recovery', process.env['REDIS_URL'] ?? '');

process.on('message', (message) => {
  if (message !== null && typeof message === 'object' && 'add' in message) void queue.add({});
});

void queue.isReady().then(() => process.send?.({ ready: true }));

void queue.process(async () => {
  process.send?.({ begun: true });
  await new Promise(() => undefined);
});
