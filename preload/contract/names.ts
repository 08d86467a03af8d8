/**
 * The names that cross between the processes. The preload scripts may not load the schemas, so their bundles hold the two
 * lists as text: see scripts/preload-bundle.ts.
 */
import { requests, type RequestName } from './contract.ts';
import { events, type EventName } from './events.ts';

export const REQUEST_NAMES = Object.keys(requests) as RequestName[];
export const EVENT_NAMES = Object.keys(events) as EventName[];
