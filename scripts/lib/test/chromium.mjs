/** The browser of the browser tests. */
import { existsSync } from 'node:fs';
import { aptInstall } from '../apt.mjs';
import { Problem } from '../problem.mjs';
import { say } from '../steps.mjs';

/** The same engine without a window to draw: the journeys take a seventh less time than in the whole browser. */
const SHELL = 'chromium-headless-shell';
const CANDIDATES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);

/** @returns {Promise<string>} its path; installed first where we may */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Problem(`CHROMIUM_PATH: there is nothing at ${given}.`);
  }
  const found = () => CANDIDATES.find((path) => existsSync(path));
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`Installing ${SHELL} …`);
    await aptInstall(SHELL);
  }
  const path = found();
  if (path) return path;
  throw new Problem(`No browser here: "sudo apt-get install ${SHELL}", or set CHROMIUM_PATH to a Chrome or Chromium.`);
}
