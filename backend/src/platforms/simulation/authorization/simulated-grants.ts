/** Which codes and tokens are good: used once, rotated, revoked, expired. What happened to them is gone with the process. */
import { createHash, randomUUID } from 'node:crypto';
import type { SimulatorOptions } from '../../contract/simulator.js';
import type { ConsentRules, Issued, Refusal } from './consent-rules.js';
import { TokenWriter, type Claims } from './simulated-tokens.js';

interface Approval {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly client: string;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly offline: boolean;
}

/** Who a token speaks for, or why it speaks for nobody. */
export type Bearer =
  | { readonly ok: true; readonly name: string; readonly scopes: readonly string[]; readonly claims: Claims }
  | { readonly ok: false; readonly why: 'missing' | 'unknown' | 'expired' | 'revoked' };

interface Lifetimes {
  readonly codeSeconds: number;
  readonly accessSeconds: number;
  readonly refreshSeconds: number | null;
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const appOf = ({ name, client }: Pick<Claims, 'name' | 'client'>): string => `${name} ${client}`;

export class SimulatedGrants {
  lifetimes: Lifetimes;
  private readonly writer: TokenWriter;
  private readonly spentCodes = new Set<string>();
  /** The generation that may be used next, by family. */
  private readonly generations = new Map<string, number>();
  private readonly dead = new Set<string>();
  /** Consents begun up to then are gone, by name, or by name and app. */
  private readonly removed = new Map<string, number>();
  /** Access tokens issued up to then have expired, by name; the empty name stands for all. */
  private readonly expired = new Map<string, number>();
  private last = 0;

  constructor(
    private readonly rules: ConsentRules,
    private readonly options: Pick<SimulatorOptions, 'now' | 'tokenSeconds'>,
  ) {
    this.writer = new TokenWriter(rules);
    this.lifetimes = {
      codeSeconds: rules.codeSeconds,
      accessSeconds: options.tokenSeconds || rules.accessSeconds,
      refreshSeconds: rules.refresh.seconds,
    };
  }

  code({ name, scopes, client, redirectUri, challenge, offline }: Approval): string {
    const begun = this.moment();
    return this.writer.write('code', {
      ...{ name, scopes, client, family: randomUUID(), generation: 0, begun, issued: begun, offline },
      ends: this.after(this.lifetimes.codeSeconds),
      redirect: digestOf(redirectUri),
      ...(challenge === null ? {} : { challenge }),
    });
  }

  /** Good for one try, whatever comes of it. */
  exchange(text: string, proof: { client: string; redirectUri: string; verifier: string | null }): Issued | Refusal {
    const code = this.writer.read('code', text);
    if (!code || code.client !== proof.client || this.spentCodes.has(code.family)) return 'code';
    this.spentCodes.add(code.family);
    if (this.isOver(code) || this.isDead(code)) return 'code';
    if (code.redirect !== digestOf(proof.redirectUri)) return 'redirect';
    if (code.challenge !== undefined && (proof.verifier === null || code.challenge !== digestOf(proof.verifier)))
      return 'verifier';
    return this.issue('exchange', code, code.offline === true && this.rules.refresh.kind !== 'none');
  }

  /** `reuse`: it was used before, which has now ended the whole family. */
  refresh(text: string, client: string): { issued: Issued } | { refused: 'refresh' | 'reuse'; name: string | null } {
    const held = this.writer.read('refresh', text);
    if (!held || held.client !== client || this.isOver(held) || this.isDead(held))
      return { refused: 'refresh', name: held?.name ?? null };
    if (this.rules.refresh.kind === 'lasting') return { issued: this.issue('refresh', held, true, text) };
    if (held.generation < (this.generations.get(held.family) ?? 0)) {
      this.dead.add(held.family);
      return { refused: 'reuse', name: held.name };
    }
    this.generations.set(held.family, held.generation + 1);
    return { issued: this.issue('refresh', { ...held, generation: held.generation + 1 }, true) };
  }

  /** Ends the whole consent, whichever of its tokens is handed in, and others with it; its account, or null for an unknown token. */
  revoke(text: string): string | null {
    const held = this.writer.read('refresh', text) ?? this.writer.read('access', text);
    if (held) this.dead.add(held.family);
    if (held && this.rules.revokes === 'grant') this.removed.set(appOf(held), this.moment());
    return held?.name ?? null;
  }

  bearer(text: string | null): Bearer {
    const held = text === null || text === '' ? null : this.writer.read('access', text);
    if (!held) return { ok: false, why: text ? 'unknown' : 'missing' };
    if (this.isDead(held)) return { ok: false, why: 'revoked' };
    const cutoff = Math.max(this.expired.get('') ?? 0, this.expired.get(held.name) ?? 0);
    if (this.isOver(held) || held.issued <= cutoff) return { ok: false, why: 'expired' };
    return { ok: true, name: held.name, scopes: held.scopes, claims: held };
  }

  /** A further access token of the same consent, where a platform has such. */
  prolonged(held: Claims, seconds: number): string {
    return this.writer.write('access', { ...held, issued: this.moment(), ends: this.after(seconds) });
  }

  /** As if all access tokens, or those of one account, were as old as they can get. */
  expire(name = ''): void {
    this.expired.set(name, this.moment());
  }

  /** As if the account's owner took the app off at the platform. */
  remove(name: string): void {
    this.removed.set(name, this.moment());
  }

  private issue(event: Issued['event'], from: Claims, refreshed: boolean, same?: string): Issued {
    const { name, scopes, client, family, generation, begun } = from;
    const { accessSeconds, refreshSeconds } = this.lifetimes;
    const claims = { name, scopes, client, family, generation, begun };
    const lasting = this.rules.refresh.kind === 'lasting';
    const ends = refreshSeconds === null ? null : lasting ? begun + refreshSeconds * 1_000 : this.after(refreshSeconds);
    return {
      event,
      accessToken: this.writer.write('access', { ...claims, issued: this.moment(), ends: this.after(accessSeconds) }),
      refreshToken: refreshed
        ? (same ?? this.writer.write('refresh', { ...claims, issued: this.moment(), ends }))
        : null,
      expiresIn: accessSeconds,
      refreshExpiresIn: ends === null ? null : Math.floor((ends - this.options.now().getTime()) / 1_000),
      scopes,
      name,
    };
  }

  private isDead(claims: Claims): boolean {
    const removed = Math.max(this.removed.get(claims.name) ?? 0, this.removed.get(appOf(claims)) ?? 0);
    return this.dead.has(claims.family) || claims.begun <= removed;
  }

  private isOver({ ends }: Claims): boolean {
    return ends !== null && this.options.now().getTime() >= ends;
  }

  private after(seconds: number): number {
    return this.options.now().getTime() + seconds * 1_000;
  }

  /** Now, and later than every moment given before. */
  private moment(): number {
    this.last = Math.max(this.options.now().getTime(), this.last + 1);
    return this.last;
  }
}
