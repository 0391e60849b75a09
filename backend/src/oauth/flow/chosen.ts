import type { RequestOrigin } from '../../core/request-origin.js';
import type { Grant } from '../tokens/credentials.service.js';
import type { FlowRow } from './flow.repository.js';
import type { OfferedAccount } from './offer.js';

/** What is to be connected, by the platform's word or the talent's. */
export interface Chosen {
  readonly flow: FlowRow;
  readonly grant: Grant;
  readonly account: OfferedAccount;
  /** The talent said that the profile of this name is this account. */
  readonly byHandle: boolean;
  readonly origin: RequestOrigin;
}
