/** Loaded into a process that is measured: it answers `cpu` with the processor time that it has used until then. */
process.on('message', (message) => {
  if (message !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1_000 });
});
process.channel?.unref();
