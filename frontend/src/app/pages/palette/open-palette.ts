import type { Dialogs } from '../../ui/dialogs';
import type { Command } from './command';
import { CommandPalette } from './command-palette';

/** The palette is gone, and the focus back, before what was chosen happens. */
export async function openPalette(dialogs: Dialogs): Promise<void> {
  const chosen = await dialogs.open<Command>(() => Promise.resolve(CommandPalette));
  await chosen?.run?.();
}
