import { describeConsentContract } from '../../testing/consent.contract.js';
import { describePlatformContract } from '../../testing/platform.contract.js';
import { instagram } from './index.js';

const handle = (name: string): string => name.replaceAll('-', '_');

describePlatformContract(instagram, { handle, unknownIds: [], shortestWaitMs: 60_000 });
describeConsentContract(instagram, { handle, optionalScope: 'instagram_business_manage_insights' });
