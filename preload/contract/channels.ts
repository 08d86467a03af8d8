/** The two channels beside the requests, and the bounds of a request. The preload scripts load this file: no schema may be here. */
/** The Electron channel that carries events; requests use their own name as channel. */
export const EVENT_CHANNEL = 'lanner.event';

/** Electron's page reports on it how many events it took since the last report; 0 means that it listens now. */
export const EVENTS_TAKEN_CHANNEL = 'lanner.events-taken';

/** An input larger than this, as JSON, is refused before it is parsed. */
export const MAX_REQUEST_BYTES = 1_048_576;

/** Lists and objects in an input lie in each other no deeper than this. The deepest that a request needs is less than ten. */
export const MAX_REQUEST_DEPTH = 64;
