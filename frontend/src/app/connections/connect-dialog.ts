import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, ElementRef, computed, inject, signal } from '@angular/core';
import type { Candidate, ConnectionResponse, Resolution } from '../core/api/models';
import { newIdempotencyKey } from '../core/idempotency';
import { PlatformStore } from '../core/platform-store';
import { toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { Steps } from '../ui/steps';
import { CandidateCard } from './candidate-card';
import { ConnectFind, type FindInput } from './connect-find';
import { ConnectionsApi, type NewConnection } from './connections-api';
import { atHandle } from './handle';

export interface ConnectData {
  talentId: string;
  talentName: string;
}

type Step =
  | { kind: 'find'; problem: Problem | null; asking: boolean }
  | { kind: 'preview'; resolution: Resolution; problem: Problem | null; connecting: boolean };

/** Three steps: what to connect → who that is → Confirm & Connect. Closes with the new connection. */
@Component({
  selector: 'app-connect-dialog',
  imports: [Button, CandidateCard, ConnectFind, DialogFrame, Notice, Steps],
  templateUrl: './connect-dialog.html',
})
export class ConnectDialog {
  private readonly api = inject(ConnectionsApi);
  private readonly platforms = inject(PlatformStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly ref = inject<DialogRef<ConnectionResponse>>(DialogRef);
  protected readonly data = inject<ConnectData>(DIALOG_DATA);
  /** One key for one intended connection: a second press after a lost answer can't make two. */
  private key = newIdempotencyKey();

  protected readonly input = signal<FindInput>({ text: '', platform: null });
  protected readonly step = signal<Step>({ kind: 'find', problem: null, asking: false });
  protected readonly stage = computed(() => {
    const step = this.step();
    if (step.kind === 'find') return 0;
    return step.connecting ? 2 : 1;
  });
  protected readonly existing = computed(() => {
    const step = this.step();
    return step.kind === 'preview' ? (step.resolution.existing ?? step.problem?.existing ?? null) : null;
  });

  async lookUp(): Promise<void> {
    const { text, platform } = this.input();
    this.step.set({ kind: 'find', problem: null, asking: true });
    try {
      const resolution = await this.api.resolve(text, platform);
      this.key = newIdempotencyKey();
      this.step.set({ kind: 'preview', resolution, problem: null, connecting: false });
      this.focusSoon('[data-confirm]');
    } catch (error) {
      this.step.set({ kind: 'find', problem: toProblem(error), asking: false });
      this.focusSoon('input:not([type=radio])');
    }
  }

  protected back(): void {
    this.step.set({ kind: 'find', problem: null, asking: false });
    this.focusSoon('input:not([type=radio])');
  }

  /** The problem may know who was meant, e.g. the author of a pasted post. */
  protected suggestion(problem: Problem): string | null {
    const { platform, handle } = problem.candidate ?? {};
    return platform && handle ? `Use ${atHandle(handle)} on ${this.platforms.name(platform)}` : null;
  }

  protected async takeSuggestion(problem: Problem): Promise<void> {
    const { platform, handle } = problem.candidate ?? {};
    if (!platform || !handle) return;
    this.input.set({ text: handle, platform });
    await this.lookUp();
  }

  protected async confirm(): Promise<void> {
    const step = this.step();
    if (step.kind !== 'preview' || step.connecting) return;
    const { candidate } = step.resolution;
    this.step.set({ ...step, problem: null, connecting: true });
    try {
      this.ref.close(await this.api.create(this.bodyFor(candidate), this.key));
    } catch (error) {
      this.step.set({ ...step, problem: toProblem(error), connecting: false });
    }
  }

  /** Some accounts have no handle; their link then says who is meant. */
  private bodyFor({ platform, handle, url }: Candidate): NewConnection {
    const { talentId } = this.data;
    return handle ? { talentId, platform, handle } : { talentId, url };
  }

  private focusSoon(selector: string): void {
    setTimeout(() => this.host.querySelector<HTMLElement>(selector)?.focus());
  }
}
