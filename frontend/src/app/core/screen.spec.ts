import type { Page } from './api-words';
import { ProblemError, problemFrom } from './problem';
import { ListScreen, Screen } from './screen';

interface Row {
  id: string;
}

function page(ids: string[], nextCursor: string | null = null): Page<Row> {
  return { items: ids.map((id) => ({ id })), nextCursor };
}

describe('Screen', () => {
  it('drops an answer that a newer question has overtaken', async () => {
    const answers: ((value: string) => void)[] = [];
    const screen = new Screen(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = screen.refresh();
    const second = screen.refresh();
    answers[1]?.('new');
    answers[0]?.('old');
    await Promise.all([first, second]);
    expect(screen.data()).toBe('new');
  });

  it('turns stale when a later read fails, and well again when one works', async () => {
    const answers = [
      Promise.resolve('a'),
      Promise.reject(new ProblemError(problemFrom(503, undefined))),
      Promise.resolve('b'),
    ];
    const screen = new Screen(() => answers.shift() ?? Promise.resolve('c'));
    await screen.refresh();
    await screen.refresh();
    expect(screen.state()).toMatchObject({ kind: 'stale', data: 'a', problem: { status: 503 } });
    await screen.refresh();
    expect(screen.state()).toMatchObject({ kind: 'data', data: 'b' });
  });

  it('counts as busy only when somebody waits', async () => {
    const screen = new Screen(() => Promise.resolve('a'));
    const asked = screen.refresh();
    expect(screen.busy()).toBe(true);
    await asked;
    const polled = screen.refresh({ background: true });
    expect(screen.busy()).toBe(false);
    await polled;
  });
});

describe('ListScreen', () => {
  it('adds further pages behind the first until there are no more', async () => {
    const screen = new ListScreen<Row>((cursor) => Promise.resolve(cursor ? page(['b']) : page(['a'], 'next')));
    await screen.refresh();
    expect(screen.hasMore()).toBe(true);
    await screen.more();
    expect(screen.items()).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(screen.hasMore()).toBe(false);
  });

  it('becomes empty when the last row goes', async () => {
    const screen = new ListScreen<Row>(() => Promise.resolve(page(['a'])));
    await screen.refresh();
    screen.change((data) => ({ ...data, items: [] }));
    expect(screen.state().kind).toBe('empty');
  });

  it('takes in what others added and took away, and keeps the pages behind the first', async () => {
    const first = [page(['a', 'b'], 'after b'), page(['a', 'new'], 'after new')];
    const screen = new ListScreen<Row>((cursor) =>
      Promise.resolve(cursor ? page(['c', 'd'], 'after d') : (first.shift() ?? page([]))),
    );
    await screen.refresh();
    await screen.more();
    await screen.reread();
    expect(screen.data()).toEqual(page(['a', 'new', 'b', 'c', 'd'], 'after d'));
    await screen.reread();
    expect(screen.state().kind).toBe('empty');
  });

  it('drops what it read again when a change here has overtaken it', async () => {
    let answer: (value: Page<Row>) => void = () => undefined;
    const answers = [Promise.resolve(page(['a'])), new Promise<Page<Row>>((resolve) => (answer = resolve))];
    const screen = new ListScreen<Row>(() => answers.shift() ?? Promise.resolve(page([])));
    await screen.refresh();
    const reread = screen.reread();
    screen.change((data) => ({ ...data, items: [{ id: 'mine' }, ...data.items] }));
    answer(page(['a']));
    await reread;
    expect(screen.items()).toEqual([{ id: 'mine' }, { id: 'a' }]);
  });
});
