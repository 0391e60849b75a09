import { Injectable, signal } from '@angular/core';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'note';
  text: string;
  action: ToastAction | null;
}

const SHOWN_MS = 6_000;

/** Short news about what somebody has just done. Errors stay until they are closed. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private issued = 0;
  private readonly list = signal<readonly Toast[]>([]);
  readonly shown = this.list.asReadonly();

  good(text: string, action: ToastAction | null = null): void {
    this.add('good', text, action);
  }

  note(text: string, action: ToastAction | null = null): void {
    this.add('note', text, action);
  }

  bad(text: string): void {
    this.add('bad', text, null);
  }

  close(id: number): void {
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  private add(tone: Toast['tone'], text: string, action: ToastAction | null): void {
    const id = ++this.issued;
    this.list.update((toasts) => [...toasts.slice(-2), { id, tone, text, action }]);
    if (tone !== 'bad') setTimeout(() => this.close(id), SHOWN_MS);
  }
}
