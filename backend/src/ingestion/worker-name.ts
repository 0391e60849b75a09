import { hostname } from 'node:os';
import { newId } from '../core/database/ids.js';

/** Who holds a lease; for people who look at the rows. */
export const workerName = (): string => `${hostname()}:${process.pid}:${newId().slice(-6)}`;
