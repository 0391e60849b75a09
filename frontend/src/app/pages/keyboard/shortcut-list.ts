/** The keys of the console and what they are for: one table for the listener and for the sheet that explains it. */
import type { Permission } from '../../core/api-words';
import { ROOMS } from '../rooms';

type Deed = 'search' | 'addTalent' | 'connect' | 'undo' | 'showShortcuts';

export interface Shortcut {
  /** Pressed one after the other. */
  keys: string;
  does: string;
  needs: Permission | null;
  /** A path to go to, or a deed. */
  act: { path: string } | Deed;
}

export const GO_TO: readonly Shortcut[] = ROOMS.map(({ key, label, path, needs }) => ({
  keys: `g ${key}`,
  does: label,
  needs,
  act: { path },
}));

export const DO: readonly Shortcut[] = [
  { keys: '/', does: 'Search', needs: null, act: 'search' },
  { keys: 'n', does: 'Add a talent', needs: 'talent:write', act: 'addTalent' },
  { keys: 'c', does: 'Connect a profile', needs: 'connection:write', act: 'connect' },
  { keys: 'z', does: 'Undo', needs: null, act: 'undo' },
  { keys: '?', does: 'Show these keys', needs: null, act: 'showShortcuts' },
];
