/**
 * Loaded into a server that another script starts (`node --import`): when that script is gone, however it ended, the
 * server shuts down too instead of living on without anybody knowing.
 */
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
