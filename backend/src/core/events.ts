/** Typed in-process news. An event is a hint: the truth is always a row, and a sweep picks up what a crash lost. */
import { Injectable, Logger } from '@nestjs/common';

/** What a console may look at again. */
export type HintKind = 'connections' | 'imports';

/** Something of this agency has changed; published after the commit by whoever shows it. No ids: so much that all may have. */
export class AgencyHint {
  constructor(
    readonly agencyId: string,
    readonly kind: HintKind,
    readonly ids: readonly string[],
  ) {}
}

export type EventClass<E> = abstract new (...args: never[]) => E;
type Listener = (event: object) => void | Promise<void>;

@Injectable()
export class EventBus {
  private readonly log = new Logger(EventBus.name);
  private readonly listeners = new Map<EventClass<object>, Set<Listener>>();

  /** Listeners run on their own; what they throw is logged and reaches nobody. */
  publish(event: object): void {
    for (const listener of this.listeners.get(event.constructor as EventClass<object>) ?? []) {
      void this.deliver(listener, event);
    }
  }

  /** Returns the function that ends the subscription. */
  subscribe<E extends object>(type: EventClass<E>, listener: (event: E) => void | Promise<void>): () => void {
    const registered = this.listeners.get(type) ?? new Set<Listener>();
    this.listeners.set(type, registered);
    registered.add(listener as Listener);
    return () => registered.delete(listener as Listener);
  }

  private async deliver(listener: Listener, event: object): Promise<void> {
    try {
      await listener(event);
    } catch (error) {
      this.log.error(error, `A listener of ${event.constructor.name} failed`);
    }
  }
}
