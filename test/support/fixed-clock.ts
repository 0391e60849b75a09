import { Clock } from '../../backend/src/core/clock.js';

/** Time that moves when a test says so. */
export class FixedClock extends Clock {
  private millis: number;

  constructor(at = '2026-11-22T09:00:00.000Z') {
    super();
    this.millis = Date.parse(at);
  }

  override now(): Date {
    return new Date(this.millis);
  }

  advance({ minutes = 0, seconds = 0, hours = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    this.millis += (hours * 3600 + minutes * 60 + seconds) * 1000;
  }
}
