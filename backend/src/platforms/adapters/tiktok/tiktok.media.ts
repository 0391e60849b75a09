/** Pictures lie under signed addresses: the path names the picture, `x-expires` is the end (Unix time). Covers last six hours. */
import type { SignedMedia } from '../../contract/signed-media.js';

export const tiktokMedia: SignedMedia = {
  picture: (url) => URL.parse(url)?.pathname ?? url,
  goodUntil: (url) => {
    const end = URL.parse(url)?.searchParams.get('x-expires') ?? '';
    return /^\d{9,11}$/.test(end) ? new Date(Number(end) * 1_000) : null;
  },
};
