/** One made-up account: who it is, how it grows, and everything it ever posted, all following from its seed and the time. */
import { chosenBio } from './chosen-bios.js';
import { between, chance, magnitude, pick } from './dice.js';
import { isPruned } from './personas.js';
import { isViral, spreadOf, viralAudience } from './viral.js';
import { ACTS, BIOS, CAPTIONS } from './words.js';

const DAY_MS = 86_400_000;
/** The moment to which the base numbers belong; what has happened since is growth. */
const EPOCH = Date.UTC(2026, 9, 1);
const HUGE_POSTS = 10_000;

export interface SimulatedPost {
  /** 0 is the account's first post. */
  readonly index: number;
  readonly publishedAt: Date;
  readonly caption: string;
  readonly seed: string;
  readonly views: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
}

export class SimulatedAccount {
  private readonly seed: string;
  /** Rolled once: a page of posts asks for them hundreds of times. */
  private base?: number;
  private growth?: number;
  private first?: number;
  private pace?: number;

  /** `name` is the handle, lower-case, from which everything follows; `spoken` the part of it that a name is made from. */
  constructor(
    readonly platform: string,
    readonly name: string,
    private readonly spoken = name,
    /** Whether it has turned: the pruned ones are a post short from then on. */
    private readonly turned = false,
  ) {
    this.seed = `${platform}:${name}`;
  }

  /** The handle's words, here and there with what the account is about. */
  get displayName(): string {
    const words = this.spoken.split(/[._\-·\d]+/u).filter((word) => word !== '');
    const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || this.spoken;
    return chance(`${this.spoken}:act`) < 0.35 ? `${name} ${pick(`${this.spoken}:kind`, ACTS)}` : name;
  }

  get bio(): string {
    return chosenBio(this.platform, this.name) ?? pick(`${this.seed}:bio`, BIOS);
  }

  get createdAt(): Date {
    const joined =
      EPOCH - between(`${this.seed}:joined`, 400, 4_000) * DAY_MS - between(`${this.seed}:second`, 0, 86_399) * 1_000;
    return new Date(Math.min(joined, this.plannedAt(0) - DAY_MS));
  }

  get country(): string | null {
    return pick<string | null>(`${this.seed}:country`, ['DE', 'US', 'BR', 'JP', 'FR', 'GB', 'ID', null]);
  }

  get following(): number {
    return between(`${this.seed}:following`, 20, 900);
  }

  /** From 800 to 12 million, never shrinking: up to a third a year; viral accounts grow in jumps. */
  followers(now: Date): number {
    if (isViral(this.name)) return viralAudience(this.seed, now, EPOCH);
    this.base ??= magnitude(`${this.seed}:followers`, 800, 12_000_000);
    this.growth ??= 0.02 + 0.3 * chance(`${this.seed}:growth`);
    const years = Math.max(0, now.getTime() - EPOCH) / (365 * DAY_MS);
    return Math.round(this.base * (1 + years * this.growth));
  }

  /** How many posts there are at this moment; new ones appear at the account's own pace. */
  postCount(now: Date): number {
    if (this.name.startsWith('empty')) return 0;
    if (this.name.startsWith('huge')) return HUGE_POSTS;
    const published = Math.max(0, this.basePosts + Math.floor((now.getTime() - EPOCH) / this.paceMs));
    return this.removed < published ? published - 1 : published;
  }

  /** The post at a place in the list that there is now, 0 the oldest. */
  post(place: number, now: Date): SimulatedPost {
    return this.published(this.indexAt(place), now);
  }

  /** The index of the post at this place; the two differ once a post is gone. */
  indexAt(place: number): number {
    return place >= this.removed ? place + 1 : place;
  }

  /** The post of this index; null where it was never published, or is gone. */
  find(index: number, now: Date): SimulatedPost | null {
    const place = index > this.removed ? index - 1 : index;
    return index < 0 || index === this.removed || place >= this.postCount(now) ? null : this.published(index, now);
  }

  /** How many posts are older than the moment; later ones are never older, so the border is found by halving. */
  countBefore(moment: number, now: Date): number {
    let [from, to] = [0, this.postCount(now)];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (this.post(middle, now).publishedAt.getTime() < moment) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  private published(index: number, now: Date): SimulatedPost {
    const seed = `${this.seed}:post:${index}`;
    const publishedAt = new Date(this.publishedAt(index));
    const ageDays = Math.max(0, now.getTime() - publishedAt.getTime()) / DAY_MS;
    const reach = this.followers(publishedAt) * (0.05 + 0.9 * chance(`${seed}:reach`) ** 3);
    const spread = isViral(this.name) ? spreadOf(index, ageDays) : 1;
    const views = Math.floor(reach * spread * (1 - Math.exp(-(ageDays + 0.02) / 3)));
    const likes = Math.floor(views * (0.02 + 0.06 * chance(`${seed}:likes`)));
    return {
      index,
      publishedAt,
      caption: pick(`${seed}:caption`, CAPTIONS),
      seed,
      views,
      likes,
      comments: Math.floor(likes * 0.08 * chance(`${seed}:comments`)),
      shares: Math.floor(likes * 0.12 * chance(`${seed}:shares`)),
    };
  }

  /** The index of the post that was deleted: one of the newest when things began. */
  private get removed(): number {
    return this.turned && isPruned(this.name) ? this.basePosts - 3 : Number.POSITIVE_INFINITY;
  }

  private get basePosts(): number {
    return (this.first ??= between(`${this.seed}:posts`, 14, 240));
  }

  private get paceMs(): number {
    if (this.name.startsWith('huge') || isViral(this.name)) return DAY_MS / 6;
    return (this.pace ??= magnitude(`${this.seed}:pace`, 10, 220) * (DAY_MS / 24));
  }

  /** On the regular beat of the account. */
  private plannedAt(index: number): number {
    const before = this.name.startsWith('huge') ? HUGE_POSTS : this.basePosts;
    return EPOCH + (index - before) * this.paceMs;
  }

  /** The beat plus up to half a beat, so that order never changes. */
  private publishedAt(index: number): number {
    const late = Math.floor(chance(`${this.seed}:late:${index}`) * 0.5 * this.paceMs);
    return Math.floor((this.plannedAt(index) + late) / 1_000) * 1_000;
  }
}
