/**
 * Pictures lie on content servers under signed addresses. The path names the picture; the host is whichever server is
 * near, and the query is a signature that is new in every answer, with its end as `oe`, a Unix time in hexadecimal.
 */
import type { SignedMedia } from '../../contract/signed-media.js';

export const instagramMedia: SignedMedia = {
  picture: (url) => URL.parse(url)?.pathname ?? url,
  goodUntil: (url) => {
    const end = URL.parse(url)?.searchParams.get('oe') ?? '';
    return /^[0-9a-f]{8}$/i.test(end) ? new Date(Number.parseInt(end, 16) * 1_000) : null;
  },
};
