import { describeConsentContract } from '../../testing/consent.contract.js';
import { describePlatformContract } from '../../testing/platform.contract.js';
import { x } from './index.js';

const handle = (name: string): string => name.replaceAll('-', '_');

describePlatformContract(x, { handle, unknownIds: ['1', '9999999999999999999'], mostPosts: 3_200 });
describeConsentContract(x, { handle });
