/** A talent's place while they look at it: read again by itself, and everything that can be done there. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { Announcer } from '../core/announcer';
import type { Place, PlaceConnection, PlacePlatform, WithdrawRequest } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';
import { toProblem, type Problem } from '../core/problem';
import { Toasts } from '../ui/toasts';
import { accountName } from '../core/account-name';
import { ConsentApi, type Door, type Start } from './consent-api';
import { Departure } from './departure';
import { isOnItsWay, newlyConnected } from './place-state';
import { problemWords } from './problem-words';
import { saveAsFile } from './save-as-file';
import { Speech } from './speech';

interface Trouble {
  /** The platform at whose card it happened. */
  readonly at: string;
  readonly deed: string;
  readonly problem: Problem;
}

/** Provided by each page, which says where the talent came in. */
@Injectable()
export class PlaceStore {
  private readonly api = inject(ConsentApi);
  private readonly speech = inject(Speech);
  private readonly departure = inject(Departure);
  private readonly announcer = inject(Announcer);
  private readonly toasts = inject(Toasts);
  private readonly poller = pollWhileAlive(() => this.reread());
  private readonly current = signal<Place | null>(null);
  private readonly refusal = signal<Problem | null>(null);
  private readonly working = signal<string | null>(null);
  private readonly stuck = signal<Trouble | null>(null);
  private door: Door = '/consent';

  readonly place = this.current.asReadonly();
  /** Why there is nothing to show. */
  readonly problem = this.refusal.asReadonly();
  /** The deed that is being done, as `withdraw:<id>`. */
  readonly busy = this.working.asReadonly();
  readonly leaving = this.departure.to;
  readonly trouble = this.stuck.asReadonly();
  readonly byLink = (): boolean => this.door === '/consent';
  readonly mayManage = computed(() => this.current()?.rights === 'manage');

  /** Asks for the place, by a link's token where there is one. */
  async enter(door: Door, token: string | null = null): Promise<void> {
    this.door = door;
    this.refusal.set(null);
    this.current.set(null);
    try {
      const place = await (token ? this.api.open(token) : this.api.place(door, false));
      await this.speech.speakFor(place, door);
      this.show(place);
    } catch (error) {
      await this.speech.speak(null);
      this.refusal.set(toProblem(error));
    }
  }

  async connect(platform: PlacePlatform, how: Start = {}): Promise<void> {
    this.stuck.set(null);
    const asked = this.byLink() ? how : { ...how, account: true };
    const problem = await this.departure.leaveFor(platform.platform, asked, how.connectionId ?? platform.platform);
    if (problem) this.stuck.set({ at: platform.platform, deed: 'connect', problem });
  }

  async decline({ platform, name }: PlacePlatform): Promise<void> {
    if (await this.act(`decline:${platform}`, platform, () => this.api.decline(platform)))
      this.announcer.say(this.speech.w().card.declinedSaid(name));
  }

  async pause({ platform }: PlacePlatform, { id, handle }: PlaceConnection): Promise<void> {
    if (await this.act(`pause:${id}`, platform, () => this.api.pause(this.door, id)))
      this.toasts.good(this.speech.w().card.pausedSaid(accountName(handle)));
  }

  async resume({ platform }: PlacePlatform, { id, handle }: PlaceConnection): Promise<void> {
    if (await this.act(`resume:${id}`, platform, () => this.api.resume(this.door, id)))
      this.toasts.good(this.speech.w().card.resumedSaid(accountName(handle)));
  }

  async withdraw(
    { platform }: PlacePlatform,
    { id, handle }: PlaceConnection,
    data: WithdrawRequest['data'],
  ): Promise<void> {
    if (await this.act(`withdraw:${id}`, platform, () => this.api.withdraw(this.door, id, data)))
      this.toasts.good(this.speech.w().withdraw.done(accountName(handle)));
  }

  async download(): Promise<void> {
    await this.during('download', '', async () => {
      saveAsFile(await this.api.download(this.door), 'rostrum.json');
      this.announcer.say(this.speech.w().manage.downloaded);
    });
  }

  troubleAt(platform: string, name: string): string | null {
    const trouble = this.stuck();
    if (trouble?.at !== platform) return null;
    const agency = this.current()?.agencyName ?? '';
    // What the agency has paused it alone resumes: only it knows why.
    if (trouble.deed.startsWith('resume:') && trouble.problem.status === 409)
      return this.speech.w().card.agencyPaused(agency);
    return problemWords(trouble.problem, this.speech.w(), { platform: name, agency });
  }

  private act(deed: string, platform: string, task: () => Promise<Place>): Promise<boolean> {
    return this.during(deed, platform, async () => this.show(await task()));
  }

  /** One thing at a time; a refusal for want of a fresh link is told by the place itself. */
  private async during(deed: string, platform: string, task: () => Promise<void>): Promise<boolean> {
    if (this.working()) return false;
    this.working.set(deed);
    this.stuck.set(null);
    try {
      await task();
      return true;
    } catch (error) {
      this.working.set(null);
      await this.refused({ at: platform, deed, problem: toProblem(error) });
      return false;
    } finally {
      this.working.set(null);
    }
  }

  private async refused(trouble: Trouble): Promise<void> {
    const words = this.speech.w();
    const { at, problem } = trouble;
    if (problem.status === 403) {
      this.toasts.note(words.manage.over);
      await this.reread();
    } else if (at) this.stuck.set(trouble);
    else this.toasts.bad(problemWords(problem, words, { platform: '', agency: '' }));
  }

  private async reread(): Promise<void> {
    if (!this.current() || this.working()) return;
    try {
      this.show(await this.api.place(this.door, true));
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status === 401 || problem.status === 410) this.refusal.set(problem);
    }
  }

  private show(place: Place): void {
    const fresh = newlyConnected(this.current(), place);
    this.current.set(place);
    this.refusal.set(null);
    if (isOnItsWay(place)) this.poller.watch();
    else this.poller.unwatch();
    if (fresh.length) this.announcer.say(fresh.map((name) => this.speech.w().card.connectedSaid(name)).join(' '));
  }
}
