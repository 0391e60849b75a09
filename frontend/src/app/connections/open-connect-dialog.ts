/** The way into the connect dialog, from anywhere; the dialog itself comes when it is opened. */
import type { ConnectionResponse } from '../core/api/models';
import type { Dialogs } from '../ui/dialogs';
import type { ConnectData } from './connect-dialog';

/**
 * Resolves with the new connection, or undefined when nothing was connected. Without a talent the dialog asks whose
 * profile it is; a link in `input` is looked up at once.
 */
export function openConnectDialog(dialogs: Dialogs, data: ConnectData = {}): Promise<ConnectionResponse | undefined> {
  return dialogs.open(() => import('./connect-dialog').then((m) => m.ConnectDialog), data);
}
