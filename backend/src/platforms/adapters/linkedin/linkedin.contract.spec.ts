import { describeConsentContract } from '../../testing/consent.contract.js';
import { describeConsentReading } from '../../testing/consent.reading.js';
import { linkedin } from './index.js';

const samples = { handle: (name: string) => name.replaceAll('_', '-') };

describeConsentContract(linkedin, samples);
describeConsentReading(linkedin, { ...samples, waitMs: 60_000 });
