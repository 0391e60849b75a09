import { Directive, ElementRef, inject } from '@angular/core';

const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/**
 * Up and down move between the rows of a list: each row marks its main link or button with `data-row`. In a `row-link`
 * a press on anything that is no control of its own opens the row: hover texts lie above the stretched link.
 */
@Directive({ selector: '[uiRowKeys]', host: { '(keydown)': 'move($event)', '(click)': 'open($event)' } })
export class RowKeys {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected move(event: KeyboardEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLElement) || target.matches('input, select, textarea')) return;
    const rows = [...this.host.querySelectorAll<HTMLElement>('[data-row]')];
    const next = this.pick(
      event.key,
      rows,
      rows.findIndex((row) => this.holds(row, target)),
    );
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  protected open(event: MouseEvent): void {
    const target = event.target;
    if (!(target instanceof Element) || target.closest('a, button, input, label')) return;
    target.closest('.row-link')?.querySelector<HTMLElement>('[data-row]')?.click();
  }

  private pick(key: string, rows: HTMLElement[], at: number): HTMLElement | undefined {
    if (at < 0) return undefined;
    if (key === 'Home') return rows[0];
    if (key === 'End') return rows.at(-1);
    const step = STEPS[key];
    return step === undefined ? undefined : rows[at + step];
  }

  private holds(row: HTMLElement, target: HTMLElement): boolean {
    return row === target || (row.closest('tr, li')?.contains(target) ?? false);
  }
}
