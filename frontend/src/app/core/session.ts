/** Who is signed in. The cookie is HttpOnly; this only remembers what `/auth/me` answered. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiClient } from './api-client';
import type { Me } from './api/models';
import type { Permission } from './api-words';
import { ProblemError } from './problem';

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

  /** Asks the API once; later calls answer from memory until the session ends. */
  async resolve(): Promise<boolean> {
    if (this.state().kind === 'unknown') await this.ask();
    return this.state().kind === 'in';
  }

  async signIn(email: string, password: string): Promise<void> {
    const me = await this.api.post<Me>('/auth/login', { email, password });
    this.state.set({ kind: 'in', me });
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

  private async ask(): Promise<void> {
    try {
      this.state.set({ kind: 'in', me: await this.api.get<Me>('/auth/me') });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error;
      this.state.set({ kind: 'out' });
    }
  }
}
