/** Fetches images at platforms on behalf of browsers, which never contact a platform themselves. */
import { Injectable } from '@nestjs/common';
import { sha256 } from '../core/crypto/keyed-hash.js';
import { ApiError, notFound } from '../core/errors.js';
import { HttpClient } from '../core/http/http-client.js';
import type { HttpAnswer } from '../core/http/http-reply.js';
import { imageTypeOf, type ImageType } from './image-type.js';
import { MediaLinks, type MediaTarget } from './media-links.service.js';

export interface MediaImage {
  readonly type: ImageType;
  readonly bytes: Buffer;
  /** Strong, of the bytes. */
  readonly etag: string;
}

const MAX_BYTES = 5 * 1024 * 1024;
const TOTAL_MS = 10_000;
/** How a platform says that an address leads to no picture any more; where addresses are signed, 403 once they expire. */
const GONE: ReadonlySet<number> = new Set([401, 403, 404, 410]);

@Injectable()
export class MediaService {
  constructor(
    private readonly links: MediaLinks,
    private readonly http: HttpClient,
  ) {}

  /** Throws ApiError: NOT_FOUND for ids that are not ours and images that are gone, SERVICE_UNAVAILABLE for the rest. */
  async read(id: string, signal?: AbortSignal): Promise<MediaImage> {
    const target = this.links.read(id);
    if (!target) throw notFound('image');
    const answer = await this.fetch(target, signal);
    if (GONE.has(answer.status)) throw notFound('image');
    const type = answer.status === 200 ? imageTypeOf(answer.body) : null;
    if (!type) throw unavailable();
    return { type, bytes: answer.body, etag: `"${sha256(answer.body).toString('base64url')}"` };
  }

  private async fetch(target: MediaTarget, signal: AbortSignal | undefined): Promise<HttpAnswer> {
    try {
      const limits = { maxBytes: MAX_BYTES, totalMs: TOTAL_MS, headers: { accept: 'image/avif,image/webp,image/*' } };
      return await this.http.get({ purpose: 'media', ...target, ...limits, ...(signal ? { signal } : {}) });
    } catch (error) {
      throw unavailable(error);
    }
  }
}

function unavailable(cause?: unknown): ApiError {
  return new ApiError(
    'SERVICE_UNAVAILABLE',
    'The image cannot be fetched from its platform right now. Try again later.',
    { cause },
  );
}
