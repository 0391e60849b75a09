/** Business time. Everything that stores or compares a moment asks here, so that tests can drive it. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
