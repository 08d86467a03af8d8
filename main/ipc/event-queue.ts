/**
 * Events on their way to the windows. A window that takes them slowly costs a bounded amount of memory: a newer event
 * replaces the older one of the same subject, and past a hard limit the oldest subject is dropped and counted.
 */
import { events, type EventName, type EventPayload } from '../../preload/contract/events.ts';
import { log } from '../log.ts';

export interface OutgoingEvent {
  readonly name: EventName;
  readonly payload: unknown;
  /** `{"event":name,"payload":…}`, made once for all windows; its length is what the queue accounts for. */
  readonly text: string;
}

/** Takes one event; false when it can take no more until it calls `drain` of its queue. The event itself was taken. */
export type EventSink = (event: OutgoingEvent) => boolean;

export interface EventQueueLimits {
  readonly maxEvents: number;
  readonly maxChars: number;
}

const DEFAULT_LIMITS: EventQueueLimits = { maxEvents: 1024, maxChars: 4 * 1024 * 1024 };

/** The queue of one window. The delivered events are always a subsequence of the pushed ones. */
export class EventQueue {
  readonly #sink: EventSink;
  readonly #limits: EventQueueLimits;
  readonly #waiting = new Map<string, OutgoingEvent>();
  #waitingChars = 0;
  #isBlocked: boolean;
  #dropped = 0;

  /** @param isBlocked true while there is no receiver yet: events wait for the first `drain`. */
  constructor(sink: EventSink, limits: EventQueueLimits = DEFAULT_LIMITS, isBlocked = false) {
    this.#sink = sink;
    this.#limits = limits;
    this.#isBlocked = isBlocked;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Characters of JSON that wait. */
  get chars(): number {
    return this.#waitingChars;
  }

  /** Events lost to the hard limit, not those that a newer one replaced. */
  get dropped(): number {
    return this.#dropped;
  }

  push(event: OutgoingEvent, key: string): void {
    if (!this.#isBlocked) {
      this.#isBlocked = !this.#sink(event);
      return;
    }
    this.#remove(key); // the newer one goes to the end, so that events of different subjects keep their order
    this.#waiting.set(key, event);
    this.#waitingChars += event.text.length;
    while (this.#waiting.size > this.#limits.maxEvents || this.#waitingChars > this.#limits.maxChars)
      this.#dropOldest();
  }

  /** The sink can take events again. */
  drain(): void {
    this.#isBlocked = false;
    for (const [key, event] of this.#waiting) {
      this.#remove(key);
      if (!this.#sink(event)) {
        this.#isBlocked = true;
        return;
      }
    }
  }

  /** The sink went away: events wait, within the limits, until `drain`. */
  block(): void {
    this.#isBlocked = true;
  }

  clear(): void {
    this.#waiting.clear();
    this.#waitingChars = 0;
  }

  #remove(key: string): void {
    const event = this.#waiting.get(key);
    if (event === undefined) return;
    this.#waiting.delete(key);
    this.#waitingChars -= event.text.length;
  }

  #dropOldest(): void {
    const [oldest] = this.#waiting.keys();
    if (oldest === undefined) return;
    this.#remove(oldest);
    this.#dropped += 1;
    if (this.#dropped === 1) log.warn('a window takes events too slowly; the oldest are dropped');
  }
}

/** The queues of all windows of a host, and the only place where a payload is checked before it leaves main. */
export class EventHub {
  readonly #queues = new Map<string, EventQueue>();

  /** @returns the queue of the new window; the caller drains and blocks it. */
  open(
    windowId: string,
    sink: EventSink,
    options: { limits?: EventQueueLimits; isBlocked?: boolean } = {},
  ): EventQueue {
    const queue = new EventQueue(sink, options.limits ?? DEFAULT_LIMITS, options.isBlocked ?? false);
    this.#queues.set(windowId, queue);
    return queue;
  }

  close(windowId: string): void {
    this.#queues.get(windowId)?.clear();
    this.#queues.delete(windowId);
  }

  /** Sends to every window, or to one. A payload of the wrong shape is a bug: it is logged and goes nowhere. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void {
    if (this.#queues.size === 0) return;
    const parsed = events[name].payload.safeParse(payload);
    if (!parsed.success) {
      log.error('event of the wrong shape', { name, issues: parsed.error.message });
      return;
    }
    const key = `${name}|${events[name].subjectOf(payload)}`;
    const event = { name, payload: parsed.data, text: JSON.stringify({ event: name, payload: parsed.data }) };
    for (const [id, queue] of this.#queues) {
      if (windowId === undefined || windowId === id) queue.push(event, key);
    }
  }
}
