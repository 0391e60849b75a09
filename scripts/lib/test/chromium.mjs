/** The browser of the browser tests. */
import { existsSync } from 'node:fs';
import { aptInstall } from '../apt.mjs';
import { Problem } from '../problem.mjs';
import { say } from '../steps.mjs';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {Promise<string>} its path; installed first where we may */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Problem(`CHROMIUM_PATH: there is nothing at ${given}.`);
  }
  const found = () => CANDIDATES.find((path) => existsSync(path));
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing chromium …');
    await aptInstall('chromium');
  }
  const path = found();
  if (path) return path;
  throw new Problem('No browser here: "sudo apt-get install chromium", or set CHROMIUM_PATH to a Chrome or Chromium.');
}
