/** What the palette offers: the fixed commands, and what the API finds. */
import { Injectable, computed, inject } from '@angular/core';
import { accountName } from '../../core/account-name';
import { ApiClient } from '../../core/api-client';
import type { ConnectionResponse, TalentListItem } from '../../core/api/models';
import type { Page, Permission } from '../../core/api-words';
import { PlatformStore } from '../../core/platform-store';
import { Session } from '../../core/session';
import { Theme, type ThemeChoice } from '../../core/theme';
import { plural } from '../../ui/numbers';
import { ConsoleDeeds } from '../console-deeds';
import { ROOMS } from '../rooms';
import type { Command, Deed } from './command';

const EACH = 6;
const SETTINGS: readonly { path: string; label: string; words: string; needs: Permission | null }[] = [
  { path: 'account', label: 'Account', words: 'theme appearance passphrase sessions', needs: null },
  { path: 'agency', label: 'Agency', words: 'name', needs: 'staff:read' },
  { path: 'staff', label: 'Staff', words: 'people team invite roles colleagues', needs: 'staff:read' },
  { path: 'platforms', label: 'Platforms', words: 'networks configured credentials', needs: null },
  { path: 'api-keys', label: 'API keys', words: 'tokens', needs: 'api-key:manage' },
];
const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'system'];
const THEME_ICON = { light: 'sun', dark: 'moon', system: 'system' } as const;
const DEED_WORDS = { sync: 'Sync', pause: 'Pause', resume: 'Resume' } as const;
const DEED_ICON = { sync: 'refresh', pause: 'pause', resume: 'play' } as const;

@Injectable({ providedIn: 'root' })
export class PaletteCommands {
  private readonly api = inject(ApiClient);
  private readonly deeds = inject(ConsoleDeeds);
  private readonly platforms = inject(PlatformStore);
  private readonly session = inject(Session);
  private readonly theme = inject(Theme);

  readonly fixed = computed<readonly Command[]>(() => [...this.places(), ...this.actions()]);

  connect(link: string): Command {
    const label = 'Connect this profile';
    return { id: 'link', group: 'Connect', label, note: link, icon: 'link', run: () => this.deeds.connect(link) };
  }

  mayConnect(): boolean {
    return this.session.can('connection:write');
  }

  async search(q: string): Promise<Command[]> {
    const [talents, profiles] = await Promise.all([
      this.api.get<Page<TalentListItem>>('/talents', { q, limit: EACH }),
      this.profiles(q),
    ]);
    return [...talents.items.map((talent) => this.talent(talent)), ...profiles.map((one) => this.profile(one))];
  }

  /** Profiles to do something with. */
  async toDo(deed: Deed, q: string): Promise<Command[]> {
    return this.mayConnect() ? (await this.profiles(q)).map((one) => this.deed(deed, one)) : [];
  }

  private async profiles(text: string): Promise<ConnectionResponse[]> {
    const q = text.replace(/^@/, '');
    return (await this.api.get<Page<ConnectionResponse>>('/connections', { q, limit: EACH })).items;
  }

  private places(): Command[] {
    const may = (needs: Permission | null) => needs === null || this.session.can(needs);
    const go = (path: string) => () => this.deeds.goTo(path);
    const rooms = ROOMS.filter(({ needs }) => may(needs)).map(({ path, label, icon, key }): Command => ({
      ...{ id: path, group: 'Go to', label, icon, keys: `g ${key}` },
      run: go(path),
    }));
    const settings = SETTINGS.filter(({ needs }) => may(needs)).map(({ path, label, words }): Command => ({
      ...{ id: `/settings/${path}`, group: 'Go to', label: `Settings: ${label}`, words, icon: 'settings' },
      run: go(`/settings/${path}`),
    }));
    return [...rooms, ...settings];
  }

  private actions(): Command[] {
    const { deeds } = this;
    const add: Command = {
      ...{ id: 'add', group: 'Do', label: 'Add talent', words: 'new person', icon: 'plus', keys: 'n' },
      run: () => deeds.addTalent(),
    };
    const connect: Command = {
      ...{ id: 'connect', group: 'Do', label: 'Connect profile', words: 'new account link', icon: 'link', keys: 'c' },
      run: () => deeds.connect(),
    };
    const withProfiles = (['sync', 'pause', 'resume'] as const).map((deed): Command => ({
      ...{ id: deed, group: 'Do', label: `${DEED_WORDS[deed]} a profile…`, icon: DEED_ICON[deed], fills: `${deed} ` },
    }));
    return [
      ...(this.session.can('talent:write') ? [add] : []),
      ...(this.mayConnect() ? [connect, ...withProfiles] : []),
      ...THEMES.filter((choice) => choice !== this.theme.choice()).map((choice) => this.inTheme(choice)),
      {
        ...{ id: 'keys', group: 'Do', label: 'Keyboard shortcuts', words: 'help', icon: 'keyboard', keys: '?' },
        run: () => deeds.showShortcuts(),
      },
      {
        ...{ id: 'out', group: 'Do', label: 'Sign out', words: 'log leave', icon: 'sign-out' },
        run: () => deeds.signOut(),
      },
    ];
  }

  private inTheme(choice: ThemeChoice): Command {
    return {
      ...{ id: `theme-${choice}`, group: 'Do', label: `Theme: ${choice}`, words: 'colours appearance mode' },
      icon: THEME_ICON[choice],
      run: () => this.theme.choice.set(choice),
    };
  }

  private talent({ id, name, connections }: TalentListItem): Command {
    const src = connections.find(({ avatarUrl }) => avatarUrl)?.avatarUrl ?? null;
    return {
      ...{ id: `talent-${id}`, group: 'Talents', label: name, note: plural(connections.length, 'profile') },
      face: { name, src },
      run: () => this.deeds.goTo(`/talents/${id}`),
    };
  }

  private profile({ id, handle, platform, talentName }: ConnectionResponse): Command {
    return {
      ...{ id: `profile-${id}`, group: 'Profiles', label: accountName(handle), note: talentName },
      brand: this.platforms.find(platform)?.icon ?? null,
      run: () => this.deeds.goTo(`/connections/${id}`),
    };
  }

  private deed(deed: Deed, connection: ConnectionResponse): Command {
    const { id, handle, platform, talentName } = connection;
    return {
      ...{ id: `${deed}-${id}`, group: 'Do', label: `${DEED_WORDS[deed]} ${accountName(handle)}`, note: talentName },
      brand: this.platforms.find(platform)?.icon ?? null,
      run: () => this.deeds[deed](connection),
    };
  }
}
