import { Injectable, computed, signal } from '@angular/core';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'note';
  text: string;
  action: ToastAction | null;
  /** Its action takes back what has just been done: reachable by Ctrl-Z while it shows. */
  undoes: boolean;
  busy: boolean;
}

const SHOWN_MS = 6_000;
const UNDO_SHOWN_MS = 10_000;

/** Short news about what somebody has just done. Errors stay until they are closed, the rest while it is looked at. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private issued = 0;
  private held = false;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly list = signal<readonly Toast[]>([]);
  readonly shown = this.list.asReadonly();
  /** The newest deed that can still be taken back. */
  readonly undoable = computed(() => this.list().findLast((toast) => toast.undoes && !toast.busy) ?? null);

  good(text: string, action: ToastAction | null = null): void {
    this.add('good', text, action);
  }

  note(text: string, action: ToastAction | null = null): void {
    this.add('note', text, action);
  }

  bad(text: string): void {
    this.add('bad', text, null);
  }

  /** Says what was done and offers, for ten seconds, to take it back. What `action` throws is shown by its message. */
  undo(text: string, action: () => Promise<void>): void {
    const id = this.add('good', text, { label: 'Undo', run: () => void this.takeBack(id, action) }, true);
  }

  undoLast(): void {
    this.undoable()?.action?.run();
  }

  act(toast: Toast): void {
    toast.action?.run();
    if (!toast.undoes) this.close(toast.id);
  }

  close(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  /** Nothing goes away while somebody points at it or stands on it. */
  hold(): void {
    this.held = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** Everything gets its whole time again. */
  release(): void {
    this.held = false;
    for (const toast of this.list()) this.time(toast);
  }

  private add(tone: Toast['tone'], text: string, action: ToastAction | null, undoes = false): number {
    const toast: Toast = { id: ++this.issued, tone, text, action, undoes, busy: false };
    for (const dropped of this.list().slice(0, -2)) this.close(dropped.id);
    this.list.update((toasts) => [...toasts, toast]);
    this.time(toast);
    return toast.id;
  }

  private time({ id, tone, undoes, busy }: Toast): void {
    clearTimeout(this.timers.get(id));
    if (this.held || busy || tone === 'bad') return;
    this.timers.set(
      id,
      setTimeout(() => this.close(id), undoes ? UNDO_SHOWN_MS : SHOWN_MS),
    );
  }

  private async takeBack(id: number, action: () => Promise<void>): Promise<void> {
    const toast = this.list().find((one) => one.id === id);
    if (!toast || toast.busy) return;
    clearTimeout(this.timers.get(id));
    this.change({ ...toast, busy: true });
    try {
      await action();
      const done: Toast = { ...toast, tone: 'note', text: 'Undone.', action: null, undoes: false };
      this.change(done);
      this.time(done);
    } catch (error) {
      this.close(id);
      this.bad(error instanceof Error ? error.message : 'This could not be undone.');
    }
  }

  private change(toast: Toast): void {
    this.list.update((toasts) => toasts.map((one) => (one.id === toast.id ? toast : one)));
  }
}
