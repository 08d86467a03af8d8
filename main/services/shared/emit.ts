/** Sends an event to the windows. The host implements it. */
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';

/** To every window, or to the one named. */
export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string) => void;
