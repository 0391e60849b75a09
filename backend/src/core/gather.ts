/**
 * Collects what many do at the same time into few transactions: while one is under way for a key, whatever comes for that
 * key waits for the next.
 */
interface Piece<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** What became of each piece, in their order; an Error is that piece's alone. */
export type Results<R> = readonly (R | Error)[];

/** More than this in one transaction holds its rows for too long. */
const MOST = 100;

export class Gather<T, R> {
  private readonly waiting = new Map<string, Piece<T, R>[]>();
  private readonly busy = new Set<string>();

  /** `linger`: so many ms the first piece waits for company; with none, for what comes in the same turn of the loop. */
  constructor(
    private readonly work: (key: string, items: readonly T[]) => Promise<Results<R>>,
    private readonly linger: (key: string) => number = () => 0,
  ) {}

  add(key: string, item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const pieces = this.waiting.get(key) ?? [];
      pieces.push({ item, resolve, reject });
      this.waiting.set(key, pieces);
      if (pieces.length > 1 || this.busy.has(key)) return;
      const waitMs = this.linger(key);
      if (waitMs > 0) setTimeout(() => void this.drain(key), waitMs);
      else setImmediate(() => void this.drain(key));
    });
  }

  private async drain(key: string): Promise<void> {
    if (this.busy.has(key)) return;
    this.busy.add(key);
    for (let pieces = this.take(key); pieces.length > 0; pieces = this.take(key)) await this.settle(key, pieces);
    this.busy.delete(key);
  }

  private take(key: string): Piece<T, R>[] {
    const pieces = this.waiting.get(key) ?? [];
    if (pieces.length <= MOST) this.waiting.delete(key);
    return pieces.splice(0, MOST);
  }

  /** What fails together is done again one by one, so that one bad piece stops no other. */
  private async settle(key: string, pieces: readonly Piece<T, R>[]): Promise<void> {
    try {
      const results = await this.work(
        key,
        pieces.map(({ item }) => item),
      );
      pieces.forEach((piece, index) => give(piece, results[index] as R | Error));
    } catch (error) {
      const [only] = pieces;
      if (pieces.length === 1) only?.reject(error);
      else for (const piece of pieces) await this.settle(key, [piece]);
    }
  }
}

function give<T, R>({ resolve, reject }: Piece<T, R>, result: R | Error): void {
  if (result instanceof Error) reject(result);
  else resolve(result);
}
