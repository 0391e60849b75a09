/** Pictures lie under signed addresses: the path names the picture, `e` is the end (Unix time), `t` the signature. */
import type { SignedMedia } from '../../contract/signed-media.js';

/** The last segment of a path is the moment of the upload, the one before the size: both stay with the picture. */
export const linkedinMedia: SignedMedia = {
  picture: (url) => URL.parse(url)?.pathname ?? url,
  goodUntil: (url) => {
    const end = URL.parse(url)?.searchParams.get('e') ?? '';
    return /^\d{9,11}$/.test(end) ? new Date(Number(end) * 1_000) : null;
  },
};
