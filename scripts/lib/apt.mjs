/** Debian packages, where we are root. */
import { run } from './processes.mjs';

/**
 * Installs a Debian package without starting the service that it brings: RUNLEVEL=1 tells invoke-rc.d to leave it.
 *
 * @param {string} name
 */
export async function aptInstall(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const patient = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  await run('apt-get update', 'apt-get', [...patient, 'update'], { env });
  await run(`apt-get install ${name}`, 'apt-get', [...patient, 'install', '-y', '--no-install-recommends', name], {
    env,
  });
}
