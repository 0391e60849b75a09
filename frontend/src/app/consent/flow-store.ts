/** What became of a sign-in: asked for until it has ended, and answered where there is something to choose. */
import { Injectable, inject, signal } from '@angular/core';
import type { Flow } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';
import { UNREACHABLE, toProblem, type Problem } from '../core/problem';
import { ConsentApi, type Start } from './consent-api';
import { Departure } from './departure';
import { Speech } from './speech';

/** Longer than any platform should take. */
const SLOW_MS = 20_000;

@Injectable()
export class FlowStore {
  private readonly api = inject(ConsentApi);
  private readonly speech = inject(Speech);
  private readonly departure = inject(Departure);
  private readonly poller = pollWhileAlive(() => this.reread());
  private readonly current = signal<Flow | null>(null);
  private readonly refusal = signal<Problem | null>(null);
  private readonly stuck = signal<Problem | null>(null);
  private readonly working = signal(false);
  private readonly late = signal(false);
  private readonly whose = signal('');
  private since = 0;

  readonly flow = this.current.asReadonly();
  /** There is nothing to show: the sign-in began elsewhere, or never. */
  readonly problem = this.refusal.asReadonly();
  /** Something that was tried here did not work. */
  readonly trouble = this.stuck.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly slow = this.late.asReadonly();
  readonly agency = this.whose.asReadonly();
  readonly leaving = this.departure.to;

  async enter(id: string | null, code: string | null): Promise<void> {
    this.refusal.set(null);
    this.since = Date.now();
    if (!id) return this.nothing({ ...UNREACHABLE, status: 404, code: code ?? 'CONSENT_STATE_INVALID' });
    try {
      const flow = await this.api.flow(id);
      await this.introduce(flow);
      this.show(flow);
    } catch (error) {
      await this.nothing(toProblem(error));
    }
  }

  async choose(accountId: string): Promise<void> {
    const flow = this.current();
    if (!flow || this.working()) return;
    this.working.set(true);
    this.stuck.set(null);
    try {
      this.show(await this.api.choose(flow.id, accountId));
    } catch (error) {
      this.stuck.set(toProblem(error));
    } finally {
      this.working.set(false);
    }
  }

  /** Back to the platform: the same once more, or with another account. What was granted and not chosen is given back. */
  async again(switchAccount: boolean): Promise<void> {
    const flow = this.current();
    if (!flow) return;
    this.stuck.set(null);
    if (flow.outcome === 'choose') await this.api.cancel(flow.id).catch(() => undefined);
    const how = {
      ...asOf(flow),
      ...(flow.again && { connectionId: flow.again }),
      ...(switchAccount && { switchAccount }),
    };
    this.stuck.set(await this.departure.leaveFor(flow.platform, how));
  }

  async repair(): Promise<void> {
    const flow = this.current();
    if (flow?.connection)
      this.stuck.set(await this.departure.leaveFor(flow.platform, { ...asOf(flow), connectionId: flow.connection.id }));
  }

  /** A flow does not say who asks, and in which language; the talent's place does. */
  private async introduce({ back }: Flow): Promise<void> {
    const door = back === '/my' ? '/own' : '/consent';
    const place = await this.api.place(door, true).catch(() => null);
    this.whose.set(place?.agencyName ?? '');
    await (place ? this.speech.speakFor(place, door) : this.speech.speak(null));
  }

  private async nothing(problem: Problem): Promise<void> {
    await this.speech.speak(null);
    this.refusal.set(problem);
  }

  private async reread(): Promise<void> {
    const flow = this.current();
    if (flow?.state !== 'working') return;
    this.late.set(Date.now() - this.since > SLOW_MS);
    await this.api.flow(flow.id).then(
      (next) => this.show(next),
      () => undefined,
    );
  }

  private show(flow: Flow): void {
    this.current.set(flow);
    if (flow.state === 'working') this.poller.watch();
    else this.poller.unwatch();
  }
}

/** On behalf of whom it began: of a link, or of whoever is signed in. */
const asOf = ({ back }: Flow): Start => (back === '/my' ? { account: true } : {});
