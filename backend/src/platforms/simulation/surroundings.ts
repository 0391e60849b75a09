/** What every simulator stands in: pictures, the ledger, and what can be done to all of it at once. */
import type { RequestHandler } from 'express';
import type { SimulatorOptions } from '../contract/simulator.js';
import type { FaultDialect } from './fault-answers.js';
import { images } from './images.js';
import { ledger } from './ledger.js';
import { simulatedLimits, type LimitDialect } from './limits/simulated-limits.js';
import { outages } from './outages.js';

export const surroundings = (
  options: SimulatorOptions,
  faults: FaultDialect,
  limits: LimitDialect,
): readonly RequestHandler[] => [
  images(),
  ledger(options.now),
  outages(faults, options.now),
  simulatedLimits(limits, options.now),
];
