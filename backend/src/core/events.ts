/** Typed in-process news. An event is a hint: the truth is always a row, and a sweep picks up what a crash lost. */
import { Injectable, Logger } from '@nestjs/common';

/** What a console may look at again. */
export type HintKind = 'connections' | 'imports' | 'invitations';

/** Something of this agency has changed: each floor that shows things has its own kind. No ids: so much that all may have. */
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
    for (const type of kindsOf(event)) {
      for (const listener of this.listeners.get(type) ?? []) void this.deliver(listener, event);
    }
  }

  /** Hears of events of this class and of those that extend it. Returns the function that ends the subscription. */
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

function kindsOf(event: object): EventClass<object>[] {
  const kinds: EventClass<object>[] = [];
  let kind = event.constructor;
  while (kind !== Object && kind !== Function.prototype) {
    kinds.push(kind as EventClass<object>);
    kind = Object.getPrototypeOf(kind) as typeof kind;
  }
  return kinds;
}
