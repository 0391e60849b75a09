import { Controller, Get, Headers, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../core/principal.js';
import { MediaService } from './media.service.js';

/** A day: at platforms, another picture gets another address. */
const CACHE = 'private, max-age=86400';
/** An image opened on its own is an image and nothing else. */
const POLICY = "default-src 'none'; sandbox";

@ApiTags('Media')
@Controller('media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  @ApiOperation({
    summary: 'An avatar or thumbnail, fetched from its platform',
    description: 'The id is signed, and is itself the permission: talents who came by a link see pictures too.',
  })
  @ApiParam({ name: 'id', description: 'As issued in other answers; ids cannot be made up.' })
  @ApiOkResponse({ description: 'The image.', schema: { type: 'string', format: 'binary' } })
  @ApiProduces('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif')
  @Public()
  @Get(':id')
  async read(
    @Param('id') id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | undefined> {
    const { bytes, etag, type } = await this.media.read(id);
    response.set({
      'Cache-Control': CACHE,
      ETag: etag,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': POLICY,
    });
    if (known?.split(/\s*,\s*/).includes(etag)) return void response.status(304);
    return new StreamableFile(bytes, { type, disposition: 'inline', length: bytes.length });
  }
}
