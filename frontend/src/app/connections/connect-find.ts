import { Component, computed, inject, input, model, output, signal } from '@angular/core';
import type { PlatformResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { BrandIcon } from '../ui/brand-icon';
import { Control, Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { detectPlatform, looksLikeLink } from './detect-platform';

export interface FindInput {
  text: string;
  platform: string | null;
}

const isPublic = ({ methods }: PlatformResponse): boolean =>
  methods.some(({ method, available }) => method === 'MANUAL' && available);

/** Step one: a link is enough by itself; a bare handle also needs its platform. */
@Component({
  selector: 'app-connect-find',
  imports: [BrandIcon, Control, Field, Notice],
  templateUrl: './connect-find.html',
})
export class ConnectFind {
  readonly value = model.required<FindInput>();
  readonly asking = input(false);
  /** Whether somebody can be asked for consent from here. */
  readonly mayAsk = input(false);
  readonly submitted = output();
  readonly askConsent = output<string>();
  private readonly store = inject(PlatformStore);
  protected readonly error = signal<string | null>(null);
  protected readonly platformError = signal<string | null>(null);

  protected readonly platforms = computed(() => this.store.connectable().filter(isPublic));
  protected readonly detected = computed(() => detectPlatform(this.value().text, this.store.all()));
  protected readonly chosen = computed(() => this.detected()?.id ?? this.value().platform);
  /** A network that is known by its address but can't be connected here. */
  protected readonly unavailable = computed(() => {
    const found = this.detected();
    return found && !this.platforms().some(({ id }) => id === found.id) ? found : null;
  });
  /** Shows nothing to anybody without the talent's consent. */
  protected readonly byConsent = computed(() => {
    const found = this.unavailable();
    return found?.supported && found.configured ? found : null;
  });
  protected readonly hint = computed(() => {
    const platform = this.store.find(this.chosen() ?? '');
    if (!platform || this.unavailable()) return 'For example a link copied from the address bar of the profile page.';
    return `For example ${platform.urlExample} or ${platform.handle.example}`;
  });
  protected readonly personas = computed(() => {
    const simulated = this.platforms().find(({ mode, personas }) => mode === 'simulated' && personas?.length);
    return simulated?.personas ?? [];
  });

  protected type(text: string): void {
    this.value.update((value) => ({ ...value, text }));
    this.error.set(null);
  }

  protected pick(platform: PlatformResponse): void {
    this.value.update((value) => ({ ...value, platform: platform.id }));
    this.platformError.set(null);
  }

  protected submit(event: Event, box: HTMLInputElement): void {
    event.preventDefault();
    if (this.asking()) return;
    const text = this.value().text.trim();
    const link = looksLikeLink(text);
    this.error.set(text ? null : 'Paste a link or enter a handle.');
    this.platformError.set(text && !link && !this.value().platform ? 'Choose the platform of this handle.' : null);
    if (this.error()) return box.focus();
    if (this.platformError()) return;
    this.value.set({ text, platform: link ? null : this.value().platform });
    this.submitted.emit();
  }
}
