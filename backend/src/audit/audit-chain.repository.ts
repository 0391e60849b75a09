import { Injectable } from '@nestjs/common';
import { Prisma } from '../generated/prisma/client.js';
import type { Tx } from '../core/database/database.service.js';
import type { EventDetail, EventFacts } from './chain-link.js';

export interface UnchainedChange {
  readonly facts: EventFacts;
  readonly detail: EventDetail | null;
}

export interface ChainHead {
  readonly seq: bigint;
  readonly hash: Buffer;
}

export interface ChainEvent {
  readonly chainId: string;
  readonly seq: bigint;
  readonly facts: EventFacts;
  readonly payloadDigest: Buffer;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
}

/** A link with what it speaks of, as both stand there now. */
export interface StoredLink extends ChainEvent {
  readonly change: EventFacts | null;
  readonly detail: EventDetail | null;
}

interface FactColumns {
  readonly id: string | null;
  readonly agency_id: string | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly action: string;
  readonly target_type: string | null;
  readonly target_id: string | null;
  readonly at: Date;
}

interface DetailColumns {
  readonly request_id: string | null;
  readonly actor_name: string | null;
  readonly target_name: string | null;
  readonly fields: unknown;
  readonly address: string | null;
  readonly salt: Uint8Array | null;
}

/** One per database: whoever holds it appends. */
const APPENDER_LOCK = 7_240_551;

const CHANGE = Prisma.sql`c.id, c.agency_id, c.actor_kind, c.actor_id, c.action, c.target_type, c.target_id, c.at`;
const DETAIL = Prisma.sql`c.request_id, d.actor_name, d.target_name, d.fields, d.address, d.salt`;

@Injectable()
export class AuditChainRepository {
  /** False while another process is appending. Held until the transaction ends. */
  async lock(tx: Tx): Promise<boolean> {
    const rows = await tx.$queryRaw<
      { locked: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${APPENDER_LOCK}) AS locked`;
    return rows[0]?.locked ?? false;
  }

  async unchained(tx: Tx, limit: number): Promise<UnchainedChange[]> {
    const rows = await tx.$queryRaw<(FactColumns & DetailColumns)[]>`
      SELECT ${CHANGE}, ${DETAIL} FROM change c LEFT JOIN audit_detail d ON d.change_id = c.id
      WHERE NOT c.chained ORDER BY c.seq LIMIT ${limit}`;
    return rows.map((row) => ({ facts: factsOf(row), detail: detailOf(row) }));
  }

  async heads(tx: Tx, chainIds: readonly string[]): Promise<Map<string, ChainHead>> {
    const rows = await tx.$queryRaw<{ chain_id: string; seq: bigint; hash: Uint8Array }[]>`
      SELECT DISTINCT ON (chain_id) chain_id, seq, hash FROM audit_event
      WHERE chain_id = ANY(${[...chainIds]}::uuid[]) ORDER BY chain_id, seq DESC`;
    return new Map(rows.map((row) => [row.chain_id, { seq: row.seq, hash: Buffer.from(row.hash) }]));
  }

  async append(tx: Tx, events: readonly ChainEvent[]): Promise<void> {
    await tx.auditEvent.createMany({
      data: events.map(({ chainId, seq, facts, payloadDigest, prevHash, hash }) => ({
        chainId,
        seq,
        ...facts,
        payloadDigest: new Uint8Array(payloadDigest),
        prevHash: new Uint8Array(prevHash),
        hash: new Uint8Array(hash),
      })),
    });
    await tx.$executeRaw`
      UPDATE change SET chained = true WHERE id = ANY(${events.map(({ facts }) => facts.changeId)}::uuid[])`;
  }

  async links(tx: Tx, chainId: string, afterSeq: bigint, limit: number): Promise<StoredLink[]> {
    const rows = await tx.$queryRaw<(FactColumns & DetailColumns & LinkColumns)[]>`
      SELECT ${CHANGE}, ${DETAIL}, e.chain_id, e.seq, e.change_id, e.agency_id AS e_agency_id, e.actor_kind AS e_actor_kind,
        e.actor_id AS e_actor_id, e.action AS e_action, e.target_type AS e_target_type, e.target_id AS e_target_id,
        e.at AS e_at, e.payload_digest, e.prev_hash, e.hash
      FROM audit_event e LEFT JOIN change c ON c.id = e.change_id LEFT JOIN audit_detail d ON d.change_id = e.change_id
      WHERE e.chain_id = ${chainId}::uuid AND e.seq > ${afterSeq} ORDER BY e.seq LIMIT ${limit}`;
    return rows.map(linkOf);
  }

  /** Changes that were chained once and whose event is gone. */
  async orphans(tx: Tx, agencyId: string | null, limit: number): Promise<string[]> {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM change c WHERE c.agency_id IS NOT DISTINCT FROM ${agencyId}::uuid AND c.chained
        AND NOT EXISTS (SELECT FROM audit_event e WHERE e.change_id = c.id)
      ORDER BY c.seq LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }
}

interface LinkColumns {
  readonly chain_id: string;
  readonly seq: bigint;
  readonly change_id: string;
  readonly e_agency_id: string | null;
  readonly e_actor_kind: string;
  readonly e_actor_id: string | null;
  readonly e_action: string;
  readonly e_target_type: string | null;
  readonly e_target_id: string | null;
  readonly e_at: Date;
  readonly payload_digest: Uint8Array;
  readonly prev_hash: Uint8Array;
  readonly hash: Uint8Array;
}

const factsOf = (row: FactColumns): EventFacts => ({
  changeId: row.id ?? '',
  agencyId: row.agency_id,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  action: row.action,
  targetType: row.target_type,
  targetId: row.target_id,
  at: row.at,
});

const detailOf = (row: DetailColumns): EventDetail | null =>
  row.salt && {
    requestId: row.request_id,
    actorName: row.actor_name,
    targetName: row.target_name,
    fields: row.fields,
    address: row.address,
    salt: row.salt,
  };

const linkOf = (row: FactColumns & DetailColumns & LinkColumns): StoredLink => ({
  chainId: row.chain_id,
  seq: row.seq,
  facts: {
    changeId: row.change_id,
    agencyId: row.e_agency_id,
    actorKind: row.e_actor_kind,
    actorId: row.e_actor_id,
    action: row.e_action,
    targetType: row.e_target_type,
    targetId: row.e_target_id,
    at: row.e_at,
  },
  payloadDigest: Buffer.from(row.payload_digest),
  prevHash: Buffer.from(row.prev_hash),
  hash: Buffer.from(row.hash),
  change: row.id === null ? null : factsOf(row),
  detail: detailOf(row),
});
