/** Keyset pages: a cursor carries where the last page ended, which sort and filter it belongs to, and a signature. */
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { KeyedHash, sha256 } from '../crypto/keyed-hash.js';
import { invalid } from '../errors.js';

export const PAGE_MAX = 100;
const PAGE_DEFAULT = 50;

export class PageQuery {
  @ApiPropertyOptional({ description: 'Rows a page.', minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_MAX)
  limit: number = PAGE_DEFAULT;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.', type: String })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export type KeyValue = string | number | null;

/** Where a page ended: the sort's value of the last row, and its id. */
export interface Position {
  readonly value: KeyValue;
  readonly id: string;
}

const VERSION = 1;

@Injectable()
export class Cursors {
  constructor(private readonly hash: KeyedHash) {}

  /** `filter` is everything but limit and cursor, the agency included: a cursor is good for that very list alone. */
  encode(sort: string, filter: unknown, position: Position): string {
    const body = Buffer.from(JSON.stringify([VERSION, sort, position.value, position.id, filterHash(filter)])).toString(
      'base64url',
    );
    return `${body}.${this.hash.sign('cursor', body)}`;
  }

  /** A 400 for anything that this list did not give out. */
  decode(cursor: string | undefined, sort: string, filter: unknown): Position | null {
    if (cursor === undefined) return null;
    const [body = '', signature = ''] = cursor.split('.');
    if (!this.hash.verify('cursor', body, signature)) throw badCursor();
    const [version, madeFor, value, id, hash] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
      number,
      string,
      KeyValue,
      string,
      string,
    ];
    if (version !== VERSION || madeFor !== sort || hash !== filterHash(filter)) throw badCursor();
    return { value, id };
  }

  /** Cuts the one row asked for beyond the page, and says where the next page begins. */
  page<T>(rows: readonly T[], limit: number, sort: string, filter: unknown, position: (row: T) => Position): Page<T> {
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items, nextCursor: more ? this.encode(sort, filter, position(last)) : null };
  }
}

const filterHash = (filter: unknown): string =>
  sha256(JSON.stringify(filter ?? null))
    .subarray(0, 9)
    .toString('base64url');

const badCursor = () =>
  invalid('cursor', 'This cursor does not belong to this list. Start again from the first page.', 'cursor');
