/** Whoever reads a simulated platform, in public or by consent: what both parts of the contract are tried with. */
import type { HttpTimeouts } from '../../core/http/http-client.js';
import type { PlatformAdapter } from '../contract/adapter.js';
import type { Locator } from '../contract/descriptor.js';
import type { FetchContext } from '../contract/fetcher.js';
import { SimulatedConsent, type ConsentSamples } from './simulated-consent.js';
import { aContext, SimulatedNetwork } from './simulated-network.js';

export type Noting = FetchContext & { readonly calls: readonly string[] };

/** Reads one account after another, each in its own right. */
export interface Reader {
  readonly network: SimulatedNetwork;
  /** By whose right this account is read. */
  right(name: string): Promise<() => Noting>;
  locator(name: string): Locator;
}

export type StartReader = (timeouts?: Partial<HttpTimeouts>) => Promise<Reader>;

export const publicReader =
  (adapter: PlatformAdapter, byHandle: (name: string) => Locator): StartReader =>
  async (timeouts) => ({
    network: await SimulatedNetwork.start(adapter, timeouts),
    right: () => Promise.resolve(() => aContext()),
    locator: byHandle,
  });

export const consentedReader =
  (adapter: PlatformAdapter, samples: ConsentSamples): StartReader =>
  async (timeouts) => {
    const network = await SimulatedNetwork.start(adapter, timeouts);
    const right = async (name: string) => {
      const visit = new SimulatedConsent(network);
      const tokens = await visit.tokens({ handle: samples.handle(name) });
      return () => visit.reading(tokens);
    };
    return { network, right, locator: () => ({ platform: adapter.descriptor.id, kind: 'id', value: '1' }) };
  };
