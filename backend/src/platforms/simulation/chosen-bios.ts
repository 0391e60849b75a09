/**
 * Bios that somebody chose, over the ones that follow from the seed: `PUT /__bio` with `{"handle": …, "bio": …}`, where null
 * takes it back. So a code can stand in a simulated profile. What is chosen is gone with the process.
 */
import express, { Router } from 'express';

const MOST = 1_000;
const chosen = new Map<string, string>();

const keyOf = (platform: string, name: string): string => `${platform}:${name}`;

/** By the name of the account, the handle it began with. */
export const chosenBio = (platform: string, name: string): string | undefined => chosen.get(keyOf(platform, name));

export function chosenBios(platform: string): Router {
  const router = Router();
  router.put('/__bio', express.json(), (request, response) => {
    const { handle, bio } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof handle !== 'string' || (bio !== null && typeof bio !== 'string'))
      return void response.status(400).json({ message: 'Send {"handle": "…", "bio": "…" or null} as JSON.' });
    choose(keyOf(platform, handle.replace(/^@/, '').toLowerCase()), bio);
    response.status(204).end();
  });
  return router;
}

function choose(key: string, bio: string | null): void {
  chosen.delete(key);
  if (bio === null) return;
  const [oldest] = chosen.keys();
  if (chosen.size >= MOST && oldest !== undefined) chosen.delete(oldest);
  chosen.set(key, bio);
}
