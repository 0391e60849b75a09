/** Appends what happened to the chain of its agency, after it happened and in batches, so that no deed waits for a hash. */
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import type { ChainEvent, ChainHead, UnchainedChange } from './audit-chain.repository.js';
import { chainOf, GENESIS, linkHash, payloadDigest } from './chain-link.js';

const BATCH = 500;
const NO_DETAIL = {
  requestId: null,
  actorName: null,
  targetName: null,
  fields: null,
  address: null,
  salt: new Uint8Array(),
};

@Injectable()
export class AuditChain {
  private readonly log = new Logger(AuditChain.name);

  constructor(
    private readonly database: Database,
    private readonly repository: AuditChainRepository,
  ) {}

  /** Chains all that waits and answers with how much it was; 0 also while another process is at it. */
  async appendAll(): Promise<number> {
    let total = 0;
    for (let appended = BATCH; appended === BATCH; total += appended) appended = await this.appendBatch();
    return total;
  }

  async appendBatch(limit = BATCH): Promise<number> {
    const { count, heads } = await this.database.asWorker(async (tx) => {
      if (!(await this.repository.lock(tx))) return { count: 0, heads: new Map<string, ChainHead>() };
      const changes = await this.repository.unchained(tx, limit);
      const chains = [...new Set(changes.map(({ facts }) => chainOf(facts.agencyId)))];
      const heads = await this.repository.heads(tx, chains);
      const events = changes.map((change) => link(change, heads));
      if (events.length > 0) await this.repository.append(tx, events);
      return { count: events.length, heads };
    });
    // Logs are kept elsewhere: with these lines a chain that was cut short is found out.
    for (const [chainId, { seq, hash }] of heads)
      this.log.log({ msg: 'audit chain head', chainId, seq: seq.toString(), hash: hash.toString('hex') });
    return count;
  }
}

/** The next event of its chain, which then is the chain's head. */
function link({ facts, detail }: UnchainedChange, heads: Map<string, ChainHead>): ChainEvent {
  const chainId = chainOf(facts.agencyId);
  const head = heads.get(chainId) ?? { seq: 0n, hash: GENESIS };
  const seq = head.seq + 1n;
  const digest = payloadDigest(detail ?? NO_DETAIL);
  const hash = linkHash(head.hash, chainId, seq, facts, digest);
  heads.set(chainId, { seq, hash });
  return { chainId, seq, facts, payloadDigest: digest, prevHash: head.hash, hash };
}
