/** Simulated ids are numbers that carry the login, so that any process can answer for any of them; video ids carry both that and a place. */
import { isLogin, isUserId, isVideoId } from './twitch.urls.js';

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz0123456789_';
const BASE = BigInt(SYMBOLS.length + 1);
const VIDEOS = 10n ** 8n;

export function idOf(login: string): string {
  return String([...login].reduce((sum, char) => sum * BASE + BigInt(SYMBOLS.indexOf(char) + 1), 0n));
}

/** The login that an account began with; null where no account has this id. */
export function loginOf(id: string): string | null {
  if (!isUserId(id)) return null;
  let login = '';
  for (let rest = BigInt(id); rest > 0n; rest /= BASE) login = (SYMBOLS[Number(rest % BASE) - 1] ?? '') + login;
  return isLogin(login) && idOf(login) === id ? login : null;
}

export const videoIdOf = (userId: string, index: number): string => String(BigInt(userId) * VIDEOS + BigInt(index));

export function readVideoId(id: string): { userId: string; index: number } | null {
  if (!isVideoId(id)) return null;
  const number = BigInt(id);
  return { userId: String(number / VIDEOS), index: Number(number % VIDEOS) };
}
