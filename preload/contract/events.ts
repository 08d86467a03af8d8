/** Every event of the client in one map: name to payload and subject. */
import { joined, type AllEvents } from './areas.ts';
import type { EventShape } from './event.ts';

export type EventName = keyof AllEvents;
export type EventPayload<N extends EventName> = AllEvents[N] extends EventShape<infer P> ? P : never;

export const events: { readonly [N in EventName]: EventShape<EventPayload<N>> } = joined('events');
