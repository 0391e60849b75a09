/** Every component of `ui/` with its states, side by side: to look at while working on them. Not part of a production build. */
import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { Theme, type Density, type ThemeChoice } from '../../core/theme';
import { Avatar } from '../../ui/avatar';
import { Badge, type BadgeTone } from '../../ui/badge';
import { BrandIcon } from '../../ui/brand-icon';
import { BrandMark } from '../../ui/brand-mark';
import { Button, type ButtonLook } from '../../ui/button';
import { CopyOnce } from '../../ui/copy-once';
import { Curve } from '../../ui/curve';
import { CurveTable } from '../../ui/curve-table';
import { DialogFrame } from '../../ui/dialog-frame';
import { Empty } from '../../ui/empty';
import { ErrorState } from '../../ui/error-state';
import { Control, Field } from '../../ui/field';
import { Figure } from '../../ui/figure';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon-button';
import { KeyCap } from '../../ui/key-cap';
import { Menu, type MenuItem } from '../../ui/menu';
import { Notice, type NoticeTone } from '../../ui/notice';
import { Picker, type PickerOption } from '../../ui/picker';
import { Progress } from '../../ui/progress';
import { Segmented, type Segment } from '../../ui/segmented';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/skeleton';
import { SortHeader } from '../../ui/sort-header';
import { StaleBanner } from '../../ui/stale-banner';
import { Steps } from '../../ui/steps';
import { TimeAgo } from '../../ui/time-ago';
import { Toasts } from '../../ui/toasts';
import { Tooltip } from '../../ui/tooltip';
import { CURVE, ICONS, LONG_NAME, PEOPLE, RIGHT_TO_LEFT } from './samples';

@Component({
  selector: 'app-design-page',
  imports: [
    ...[Avatar, Badge, BrandIcon, BrandMark, Button, Control, CopyOnce, Curve, Empty, ErrorState, Field, Figure, Icon],
    ...[
      IconButton,
      KeyCap,
      Menu,
      Notice,
      Picker,
      Progress,
      Segmented,
      Select,
      Skeleton,
      SortHeader,
      StaleBanner,
      Steps,
    ],
    ...[CurveTable, DialogFrame, TimeAgo, Tooltip],
  ],
  templateUrl: './design-page.html',
  // The frame of a dialog stands in the page here: there is nothing to close.
  providers: [{ provide: DialogRef, useValue: { close: () => undefined } }],
  host: { class: 'mx-auto flex max-w-page flex-col gap-6 px-4 py-6 sm:px-6 lg:px-8' },
})
export class DesignPage {
  protected readonly theme = inject(Theme);
  protected readonly toasts = inject(Toasts);
  protected readonly looks: readonly ButtonLook[] = ['primary', 'secondary', 'quiet', 'danger'];
  protected readonly tones: readonly BadgeTone[] = ['good', 'busy', 'rest', 'care', 'bad'];
  protected readonly notices: readonly NoticeTone[] = ['note', 'care', 'bad'];
  protected readonly themes: readonly Segment<ThemeChoice>[] = [
    { value: 'system', label: 'System', icon: 'system' },
    { value: 'light', label: 'Light', icon: 'sun' },
    { value: 'dark', label: 'Dark', icon: 'moon' },
  ];
  protected readonly densities: readonly Segment<Density>[] = [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'compact', label: 'Compact' },
  ];
  protected readonly menu: readonly MenuItem[] = [
    { id: 'edit', label: 'Edit', icon: 'edit' },
    { id: 'archive', label: 'Archive', icon: 'archive' },
    { id: 'delete', label: 'Delete…', icon: 'trash', danger: true },
  ];
  protected readonly icons = ICONS;
  protected readonly curve = CURVE;
  protected readonly long = LONG_NAME;
  protected readonly rightToLeft = RIGHT_TO_LEFT;
  protected readonly figures = [0, 7, 999, 12_400, 3_850_000, 10_000_000_000, null];
  protected readonly anHourAgo = new Date(Date.now() - 3_600_000);
  protected readonly sort = signal('name');
  protected readonly search = (text: string): Promise<readonly PickerOption[]> =>
    Promise.resolve(PEOPLE.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase())));

  protected failingUndo(): void {
    this.toasts.undo('Zara is archived.', () => Promise.reject(new Error('Somebody else has deleted Zara meanwhile.')));
  }

  protected workingUndo(): void {
    this.toasts.undo('Zara is archived.', () => Promise.resolve());
  }
}
