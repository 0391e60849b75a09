/** The rooms of the console, in the order of the rail, and who may enter. */
import type { Permission } from '../core/api-words';
import type { IconName } from '../ui/icon';

export interface Room {
  path: string;
  label: string;
  icon: IconName;
  /** Pressed after `g`. */
  key: string;
  needs: Permission | null;
}

export const ROOMS: readonly Room[] = [
  { path: '/today', label: 'Today', icon: 'today', key: 't', needs: null },
  { path: '/roster', label: 'Roster', icon: 'roster', key: 'r', needs: null },
  { path: '/imports', label: 'Imports', icon: 'imports', key: 'i', needs: 'talent:write' },
  { path: '/activity', label: 'Activity', icon: 'activity', key: 'a', needs: 'activity:read' },
  { path: '/operations', label: 'Operations', icon: 'operations', key: 'o', needs: 'connection:read' },
  { path: '/settings', label: 'Settings', icon: 'settings', key: 's', needs: null },
];
