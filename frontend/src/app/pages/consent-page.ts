import { Component, computed, effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { Me, Place } from '../core/api/models';
import { Session } from '../core/session';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { ConsentFacts } from '../consent/consent-facts';
import { LinkToken } from '../consent/link-token';
import { LinkTrouble } from '../consent/link-trouble';
import { MakeAccount } from '../consent/make-account';
import { ManageCard } from '../consent/manage-card';
import { PlaceStore } from '../consent/place-store';
import { isComplete } from '../consent/place-state';
import { PlatformCards } from '../consent/platform-cards';
import { Speech } from '../consent/speech';
import { TalentFrame } from '../consent/talent-frame';
import type { Words } from '../consent/words/en';

/** Where a talent's link leads: who asks, what is read and what never is, and a button for each platform. */
@Component({
  selector: 'app-consent-page',
  imports: [ConsentFacts, Icon, LinkTrouble, MakeAccount, ManageCard, Notice, PlatformCards, TalentFrame],
  providers: [PlaceStore],
  templateUrl: './consent-page.html',
})
export class ConsentPage {
  private readonly token = inject(LinkToken);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly store = inject(PlaceStore);
  protected readonly speech = inject(Speech);
  protected readonly tab = (words: Words): string => words.consent.tab;

  protected readonly connected = computed(
    () => this.store.place()?.platforms.some(({ connections }) => connections.length > 0) ?? false,
  );
  protected readonly heading = computed(() => {
    const place = this.store.place();
    return place ? headingOf(place, this.speech.w().consent) : '';
  });
  protected readonly lead = computed(() => {
    const place = this.store.place();
    return place ? leadOf(place, this.speech.w().consent) : '';
  });
  /** A token that nothing came of for want of an answer is tried again. */
  private last: string | null = null;

  constructor() {
    void this.enter();
    // Another link, opened over this page.
    effect(() => {
      if (this.token.waiting()) untracked(() => void this.enter());
    });
  }

  protected async enter(): Promise<void> {
    this.last = this.token.take() ?? this.last;
    await this.store.enter('/consent', this.last);
    if (this.store.place()) this.last = null;
  }

  protected async signedIn(me: Me): Promise<void> {
    this.session.enter(me);
    this.speech.keep();
    await this.router.navigateByUrl('/my');
  }
}

/** `again`: something that had been connected is asked for once more. */
function momentOf(place: Place): 'first' | 'again' | 'done' | 'ended' {
  if (isComplete(place)) return place.invitation && place.rights === 'see' ? 'done' : 'ended';
  if (place.rights === 'manage') return 'ended';
  const lost = place.platforms.some(({ connections }) => connections.some((one) => one.needsReconnect));
  return lost || place.invitation?.purpose === 'reconnect' ? 'again' : 'first';
}

function headingOf(place: Place, words: Words['consent']): string {
  const { talentName: talent, agencyName: agency } = place;
  const said = {
    first: () => words.heading(talent, agency),
    again: () => words.headingAgain(talent),
    done: () => words.headingDone(talent),
    ended: () => words.headingEnded(talent),
  };
  return said[momentOf(place)]();
}

function leadOf(place: Place, words: Words['consent']): string {
  const said = {
    first: () => words.lead,
    again: () => words.leadAgain(place.agencyName),
    done: () => words.leadDone,
    ended: () => words.leadEnded(place.agencyName),
  };
  return said[momentOf(place)]();
}
