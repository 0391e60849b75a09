/** Holds a `ScreenState`, loads into it, and drops answers that a newer question has overtaken. */
import { computed, signal } from '@angular/core';
import type { Page } from './api-words';
import { toProblem } from './problem';
import { failed, loaded, shown, withData, type ScreenState } from './screen-state';

export interface Load {
  background: boolean;
}

export class Screen<T> {
  private readonly current = signal<ScreenState<T>>({ kind: 'loading' });
  private readonly asking = signal(false);
  private question = 0;
  readonly state = this.current.asReadonly();
  readonly data = computed(() => shown(this.current()));
  /** A question that somebody waits for is under way; polls don't count. */
  readonly busy = this.asking.asReadonly();

  constructor(
    private readonly load: (how: Load) => Promise<T>,
    private readonly isEmpty: (data: T) => boolean = () => false,
  ) {}

  /** Keeps what is shown until the answer is there. */
  async refresh(how: Load = { background: false }): Promise<void> {
    const question = ++this.question;
    this.asking.set(!how.background);
    try {
      const data = await this.load(how);
      if (question === this.question) this.current.set(loaded(data, this.isEmpty(data), new Date()));
    } catch (error) {
      if (question === this.question) this.current.update((before) => failed(before, toProblem(error)));
    } finally {
      if (question === this.question) this.asking.set(false);
    }
  }

  /** Another question (other filters, another talent): what is shown no longer answers it. */
  async restart(): Promise<void> {
    this.current.set({ kind: 'loading' });
    await this.refresh();
  }

  change(change: (data: T) => T): void {
    this.current.update((state) => {
      const next = withData(state, change);
      const data = shown(next);
      return next.kind === 'data' && data !== null && this.isEmpty(data) ? { kind: 'empty', at: next.at } : next;
    });
  }

  /** A background read failed elsewhere: what is shown is now stale. */
  fail(error: unknown): void {
    this.current.update((before) => failed(before, toProblem(error)));
  }

  /** A background read worked again. */
  confirm(): void {
    this.current.update((state) =>
      state.kind === 'stale' ? { kind: 'data', data: state.data, at: new Date() } : state,
    );
  }
}

/** A keyset list: the first page makes the state, further pages are added to it. */
export class ListScreen<T extends { id: string }> extends Screen<Page<T>> {
  private readonly fetching = signal(false);
  readonly fetchingMore = this.fetching.asReadonly();
  readonly items = computed(() => this.data()?.items ?? []);
  readonly hasMore = computed(() => Boolean(this.data()?.nextCursor));

  constructor(private readonly page: (cursor: string | null, how: Load) => Promise<Page<T>>) {
    super(
      (how) => page(null, how),
      (data) => data.items.length === 0,
    );
  }

  async more(): Promise<void> {
    const cursor = this.data()?.nextCursor;
    if (!cursor || this.fetching()) return;
    this.fetching.set(true);
    try {
      const next = await this.page(cursor, { background: false });
      this.change((data) =>
        data.nextCursor === cursor ? { items: [...data.items, ...next.items], nextCursor: next.nextCursor } : data,
      );
    } catch (error) {
      this.fail(error);
    } finally {
      this.fetching.set(false);
    }
  }

  /**
   * Looks for what others added or took away. Pages fetched since stay behind the first one, and an answer that a change
   * made here has overtaken is dropped: it may not know that change yet.
   */
  async reread(): Promise<void> {
    const before = this.data();
    if (!before) return this.refresh({ background: true });
    const first = await this.page(null, { background: true });
    if (this.data() === before) this.change(() => joined(first, before));
  }

  replace(item: T): void {
    this.change((data) => ({ ...data, items: data.items.map((old) => (old.id === item.id ? item : old)) }));
  }
}

/** What stood behind the first page before stays there, with where to go on from. */
function joined<T extends { id: string }>(first: Page<T>, before: Page<T>): Page<T> {
  const fresh = new Set(first.items.map(({ id }) => id));
  const last = before.items.findLastIndex(({ id }) => fresh.has(id));
  const behind = first.nextCursor && last >= 0 ? before.items.slice(last + 1) : [];
  return behind.length ? { items: [...first.items, ...behind], nextCursor: before.nextCursor } : first;
}
