import { Logger } from '@nestjs/common';
import { AgencyHint, EventBus } from './events.js';

class Special extends AgencyHint {
  constructor() {
    super('agency', 'imports', ['id']);
  }
}

class Other {
  readonly what = 'else';
}

describe('EventBus', () => {
  it('tells those who listen for the class of an event, and for what that class extends', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    bus.subscribe(Special, () => void heard.push('special'));
    bus.subscribe(AgencyHint, ({ kind }) => void heard.push(kind));
    bus.subscribe(Other, ({ what }) => void heard.push(what));
    bus.publish(new Special());
    bus.publish(new AgencyHint('agency', 'connections', []));
    bus.publish(new Other());
    expect(heard).toEqual(['special', 'imports', 'connections', 'else']);
  });

  it('tells nobody who has left, and is not troubled by one who throws', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const bus = new EventBus();
    const heard: string[] = [];
    const leave = bus.subscribe(Other, () => void heard.push('left'));
    bus.subscribe(Other, () => Promise.reject(new Error('busy')));
    bus.subscribe(Other, ({ what }) => void heard.push(what));
    leave();
    bus.publish(new Other());
    expect(heard).toEqual(['else']);
    await Promise.resolve();
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });
});
