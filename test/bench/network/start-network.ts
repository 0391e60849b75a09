/** The network of one bench, and the wire to its controls. */
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { launchServer } from '../server.ts';
import type { Control, NetworkSettings, Tally } from './network.ts';

export interface Network {
  /** Under which the platforms answer: `<url>/<platform>/…`. */
  readonly url: string;
  tell(control: Control): Promise<void>;
  /** What was asked since the last `forget`. */
  tally(): Promise<Tally>;
}

export async function startNetwork(
  settings: Omit<NetworkSettings, 'port'>,
  cleanup: AsyncDisposableStack,
): Promise<Network> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = inRoot('test', 'bench', 'network', 'network.ts');
  const environment = { NETWORK: JSON.stringify({ ...settings, port } satisfies NetworkSettings) };
  const server = await launchServer({ program, environment, readyAt: `${address}/__control` });
  cleanup.defer(() => server.stop());
  const ask = async (init?: RequestInit) => (await (await fetch(`${address}/__control`, init)).json()) as Tally;
  return {
    url: `${address}/sim`,
    tell: async (control) => void (await ask({ method: 'POST', body: JSON.stringify(control) })),
    tally: () => ask(),
  };
}
