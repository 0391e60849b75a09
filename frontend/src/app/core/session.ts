/** Who is signed in. The cookie is HttpOnly; this only remembers what `/auth/session` answered. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiClient } from './api-client';
import type { Me, SessionState as Answer } from './api/models';
import type { Permission } from './api-words';

type SessionState = { kind: 'unknown' } | { kind: 'out' } | { kind: 'in'; me: Me };

@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly state = signal<SessionState>({ kind: 'unknown' });
  /** The same person's other tabs: what ends here ends there. */
  private readonly tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('rostrum.session') : null;

  readonly me = computed(() => {
    const state = this.state();
    return state.kind === 'in' ? state.me : null;
  });

  constructor() {
    this.api.onSessionEnd(() => this.expire());
    this.tabs?.addEventListener('message', () => this.expire());
  }

  can(permission: Permission): boolean {
    return this.me()?.permissions.includes(permission) ?? false;
  }

  /** The first room of whoever is signed in. */
  home(): '/roster' | '/my' {
    return this.me()?.role === 'talent' ? '/my' : '/roster';
  }

  /** Asks the API once; later calls answer from memory until the session ends. */
  async resolve(): Promise<boolean> {
    if (this.state().kind === 'unknown') await this.ask();
    return this.state().kind === 'in';
  }

  async signIn(email: string, password: string): Promise<void> {
    this.enter(await this.api.post<Me>('/auth/login', { email, password }));
  }

  /** The API has just let somebody in, and said whom. */
  enter(me: Me): void {
    this.state.set({ kind: 'in', me });
  }

  /** What the console shows of the signed-in person and their agency was changed. */
  reread(): Promise<void> {
    return this.ask();
  }

  async signOut(): Promise<void> {
    await this.api.post('/auth/logout');
    this.state.set({ kind: 'out' });
    this.tabs?.postMessage('ended');
    await this.router.navigateByUrl('/sign-in');
  }

  /** The API refused us: keep the place, so that signing in again leads back to it. */
  private expire(): void {
    if (this.state().kind !== 'in') return;
    this.state.set({ kind: 'out' });
    void this.router.navigate(['/sign-in'], { queryParams: { next: this.router.url, ended: 1 } });
  }

  /** Being signed out is an answer to this question, not a refusal that browsers report as an error. */
  private async ask(): Promise<void> {
    const { me } = await this.api.get<Answer>('/auth/session');
    this.state.set(me ? { kind: 'in', me } : { kind: 'out' });
  }
}
