/** Reads a chain from its first link and names every row that was altered, removed, moved or cut off. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import type { StoredLink } from './audit-chain.repository.js';
import { chainOf, factTexts, GENESIS, isBlank, isErased, linkHash, payloadDigest } from './chain-link.js';

export type FindingKind =
  | 'event-missing'
  | 'event-altered'
  | 'link-broken'
  | 'change-missing'
  | 'change-altered'
  | 'detail-missing'
  | 'detail-altered'
  | 'truncated'
  | 'head-differs';

export interface Finding {
  readonly kind: FindingKind;
  /** The place in the chain; null where only the change is known. */
  readonly seq: number | null;
  readonly changeId: string | null;
}

/** A head that was noted outside of the database, as the appender logs it. */
export interface Anchor {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly chainId: string;
  readonly events: number;
  /** Details that were erased by right: their events still count, their words are gone. */
  readonly erased: number;
  readonly head: Anchor | null;
  readonly findings: readonly Finding[];
}

const BATCH = 1_000;
const MAX_FINDINGS = 1_000;

@Injectable()
export class AuditVerifier {
  constructor(
    private readonly database: Database,
    private readonly repository: AuditChainRepository,
  ) {}

  /** Null for the chain of what happened outside every agency. Links are only ever added, so each batch reads on its own. */
  async verifyChain(agencyId: string | null, anchor?: Anchor): Promise<ChainReport> {
    const walk = new Walk(chainOf(agencyId), anchor);
    let links: StoredLink[];
    do {
      links = await this.database.asWorker((tx) => this.repository.links(tx, walk.chainId, walk.seq, BATCH));
      links.forEach((link) => walk.step(link));
    } while (links.length === BATCH);
    return walk.report(await this.orphans(agencyId));
  }

  private async orphans(agencyId: string | null): Promise<Finding[]> {
    const changeIds = await this.database.asWorker((tx) => this.repository.orphans(tx, agencyId, MAX_FINDINGS));
    return changeIds.map((changeId) => ({ kind: 'event-missing', seq: null, changeId }));
  }
}

class Walk {
  seq = 0n;
  private hash: Buffer = GENESIS;
  private events = 0;
  private erased = 0;
  private anchorSeen = false;
  private readonly findings: Finding[] = [];

  constructor(
    readonly chainId: string,
    private readonly anchor?: Anchor,
  ) {}

  step(link: StoredLink): void {
    const skipped = link.seq - this.seq - 1n;
    if (skipped > 0n) this.find('event-missing', this.seq + 1n, null);
    else if (!link.prevHash.equals(this.hash)) this.find('link-broken', link.seq, link);
    const expected = linkHash(link.prevHash, this.chainId, link.seq, link.facts, link.payloadDigest);
    if (!expected.equals(link.hash)) this.find('event-altered', link.seq, link);
    this.compareChange(link);
    this.compareDetail(link);
    this.compareAnchor(link);
    this.seq = link.seq;
    this.hash = link.hash;
    this.events += 1;
  }

  report(orphans: readonly Finding[]): ChainReport {
    if (this.anchor && !this.anchorSeen) this.find('truncated', BigInt(this.anchor.seq), null);
    const head = this.events === 0 ? null : { seq: Number(this.seq), hash: this.hash.toString('hex') };
    const findings = [...this.findings, ...orphans].slice(0, MAX_FINDINGS);
    return { chainId: this.chainId, events: this.events, erased: this.erased, head, findings };
  }

  private compareChange(link: StoredLink): void {
    if (!link.change) return this.find('change-missing', link.seq, link);
    const [told, chained] = [factTexts(link.change), factTexts(link.facts)];
    if (told.some((text, place) => text !== chained[place])) this.find('change-altered', link.seq, link);
  }

  private compareDetail(link: StoredLink): void {
    if (!link.detail) return this.find('detail-missing', link.seq, link);
    if (isErased(link.detail) && isBlank(link.detail)) this.erased += 1;
    else if (isErased(link.detail) || !payloadDigest(link.detail).equals(link.payloadDigest))
      this.find('detail-altered', link.seq, link);
  }

  private compareAnchor(link: StoredLink): void {
    if (!this.anchor || link.seq !== BigInt(this.anchor.seq)) return;
    this.anchorSeen = true;
    if (link.hash.toString('hex') !== this.anchor.hash) this.find('head-differs', link.seq, link);
  }

  private find(kind: FindingKind, seq: bigint, link: StoredLink | null): void {
    if (this.findings.length < MAX_FINDINGS)
      this.findings.push({ kind, seq: Number(seq), changeId: link?.facts.changeId ?? null });
  }
}
