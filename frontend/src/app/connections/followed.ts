import { effect, inject, untracked, type Signal } from '@angular/core';
import { ListScreen, type Screen } from '../core/screen';
import { ConnectionStore } from './connection-store';

/** Asks anew when the question is another one, and looks again, quietly, whenever the connection's store says so. */
export function followed<T>(screen: Screen<T>, question: Signal<string>): void {
  const beat = inject(ConnectionStore).beat;
  let asked: string | null = null;
  effect(() => {
    const now = question();
    beat();
    untracked(() => {
      const same = now === asked;
      asked = now;
      void (same ? again(screen) : screen.restart());
    });
  });
}

/** Pages fetched since stay where they are. */
async function again<T>(screen: Screen<T>): Promise<void> {
  if (!(screen instanceof ListScreen)) return screen.refresh({ background: true });
  try {
    await screen.reread();
    screen.confirm();
  } catch (error) {
    screen.fail(error);
  }
}
