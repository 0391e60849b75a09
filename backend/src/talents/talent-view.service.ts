/** Turns rows into answers: the worst status, what needs a person, and images through our own proxy. */
import { Injectable } from '@nestjs/common';
import { ImageLinks } from '../core/image-links.js';
import type { TalentListItem } from './dto/talent.responses.js';
import { NEEDS_ATTENTION, STATUSES_BY_GRAVITY } from './talent.js';
import type { TalentRow } from './talent.js';

@Injectable()
export class TalentView {
  constructor(private readonly images: ImageLinks) {}

  show(row: TalentRow): TalentListItem {
    const statuses = new Set(row.connections.map(({ status }) => status));
    return {
      id: row.id,
      name: row.name,
      aliases: [...row.aliases],
      email: row.email,
      locale: row.locale,
      owner: row.ownerId !== null && row.ownerName !== null ? { id: row.ownerId, name: row.ownerName } : null,
      tags: [...row.tags],
      notes: row.notes,
      status: row.status,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      connections: row.connections.map(({ id, platform, handle, status, avatarUrl }) => ({
        id,
        platform,
        handle,
        status,
        avatarUrl: this.images.link(platform, avatarUrl),
      })),
      followersSum: row.followersSum,
      followersCounted: row.followersCounted,
      followersOldestAt: row.followersOldestAt?.toISOString() ?? null,
      worstStatus: STATUSES_BY_GRAVITY.find((status) => statuses.has(status)) ?? null,
      attention: row.connections.filter(({ status }) => NEEDS_ATTENTION.includes(status)).length,
    };
  }
}
