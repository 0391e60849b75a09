import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, ElementRef, computed, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import type { Candidate, ConnectionResponse, Resolution } from '../core/api/models';
import { newIdempotencyKey } from '../core/idempotency';
import { PlatformStore } from '../core/platform-store';
import { toProblem, type Problem } from '../core/problem';
import { Session } from '../core/session';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Notice } from '../ui/notice';
import { Picker, type PickerOption } from '../ui/picker';
import { Steps } from '../ui/steps';
import { CandidateCard } from './candidate-card';
import { ConnectFind, type FindInput } from './connect-find';
import { ConnectionsApi, type NewConnection } from './connections-api';
import { looksLikeLink } from './detect-platform';

export interface ConnectData {
  /** Without one, the dialog asks whose profile it is once it has been found. */
  talent?: { id: string; name: string } | null;
  /** How to ask the talent instead, where a platform shows nothing without their consent. */
  askConsent?: (platform: string, account: string) => void;
  /** What was pasted elsewhere: looked up at once when it is a link. */
  input?: string | null;
}

type Step =
  | { kind: 'find'; problem: Problem | null; asking: boolean }
  | { kind: 'preview'; resolution: Resolution; problem: Problem | null; connecting: boolean };

/** The picker's offer to put somebody new on the roster. */
const NEW = 'new';

/** Three steps: what to connect → who that is → Confirm & Connect. Closes with the new connection. */
@Component({
  selector: 'app-connect-dialog',
  imports: [Button, CandidateCard, ConnectFind, DialogFrame, Notice, Picker, Steps],
  templateUrl: './connect-dialog.html',
})
export class ConnectDialog {
  private readonly api = inject(ConnectionsApi);
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly ref = inject<DialogRef<ConnectionResponse>>(DialogRef);
  protected readonly data = inject<ConnectData>(DIALOG_DATA);
  /** One key for one intended connection: a second press after a lost answer can't make two. */
  private key = newIdempotencyKey();
  private readonly talentKey = newIdempotencyKey();

  protected readonly input = signal<FindInput>({ text: this.data.input?.trim() ?? '', platform: null });
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

  protected readonly picked = signal<PickerOption | null>(null);
  protected readonly unpicked = signal<string | null>(null);
  protected readonly search = (text: string): Promise<readonly PickerOption[]> => this.api.talentsLike(text);
  protected readonly somebodyNew = computed<PickerOption | null>(() => {
    const step = this.step();
    const name = step.kind === 'preview' ? nameOf(step.resolution.candidate) : null;
    if (!name || !this.mayAdd()) return null;
    return { id: NEW, label: `Add ${name} as a new talent`, note: null, face: null };
  });
  private readonly mayAdd = computed(() => this.session.can('talent:write'));

  constructor() {
    if (looksLikeLink(this.input().text)) void this.lookUp();
  }

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

  protected ask(platform: string): void {
    this.ref.close();
    this.data.askConsent?.(platform, this.input().text.trim());
  }

  protected back(): void {
    this.step.set({ kind: 'find', problem: null, asking: false });
    this.focusSoon('input:not([type=radio])');
  }

  /** The problem may know who was meant, e.g. the author of a pasted post. */
  protected suggestion({ author }: Problem): string | null {
    if (!author || !this.platforms.connectable().some(({ id }) => id === author.platform)) return null;
    const name = author.kind === 'handle' ? accountName(author.value) : author.value;
    return `Look up its author, ${name}`;
  }

  protected async takeSuggestion({ author }: Problem): Promise<void> {
    if (!author) return;
    this.input.set({ text: author.value, platform: author.platform });
    await this.lookUp();
  }

  protected async confirm(): Promise<void> {
    const step = this.step();
    if (step.kind !== 'preview' || step.connecting) return;
    const { candidate } = step.resolution;
    if (!this.data.talent && !this.picked()) return this.unpicked.set('Choose whose profile this is.');
    this.step.set({ ...step, problem: null, connecting: true });
    try {
      const talentId = await this.talentFor(candidate);
      this.ref.close(await this.api.create(bodyFor(talentId, candidate), this.key));
    } catch (error) {
      this.step.set({ ...step, problem: toProblem(error), connecting: false });
    }
  }

  protected pick(option: PickerOption | null): void {
    this.picked.set(option);
    this.unpicked.set(null);
  }

  /** Somebody new is put on the roster once, whatever becomes of the connection after that. */
  private async talentFor(candidate: Candidate): Promise<string> {
    if (this.data.talent) return this.data.talent.id;
    const picked = this.picked();
    if (picked?.id !== NEW) return picked?.id ?? '';
    const added = await this.api.addTalent(nameOf(candidate), this.talentKey);
    this.picked.set(added);
    return added.id;
  }

  private focusSoon(selector: string): void {
    setTimeout(() => this.host.querySelector<HTMLElement>(selector)?.focus());
  }
}

function nameOf({ displayName, handle, url }: Candidate): string {
  return displayName?.trim() || handle || url;
}

/** Some accounts have no handle; their link then says who is meant. */
function bodyFor(talentId: string, { platform, handle, url }: Candidate): NewConnection {
  return handle ? { talentId, platform, handle } : { talentId, url };
}
