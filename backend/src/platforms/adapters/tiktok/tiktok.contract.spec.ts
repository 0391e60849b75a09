import { describeConsentContract } from '../../testing/consent.contract.js';
import { describeConsentReading } from '../../testing/consent.reading.js';
import { tiktok } from './index.js';

const samples = { handle: (name: string) => name.replaceAll('-', '_'), optionalScope: 'video.list' };

describeConsentContract(tiktok, samples);
describeConsentReading(tiktok, { ...samples, waitMs: 60_000 });
