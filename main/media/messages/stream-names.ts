/**
 * Host names for streams. Browsers open no more than six connections to one host, and a stream holds its own for as long
 * as it plays, so that each that is open needs a name of its own. They also remember every host that they ever talked to:
 * names are used again, and over a shift there are no more of them than streams were open at once.
 */

/** Names under it are this machine by RFC 6761, for every resolver and behind every proxy setting. */
export const STREAM_DOMAIN = '.localhost';
/** The gateway is not told when a replay ends. So many replays can play at once without a lack of connections. */
const REPLAY_NAMES = 16;

/** The origin of every stream, as a content security policy writes it. */
export const anyStreamOrigin = (host: string): string => `http://*${STREAM_DOMAIN}${portIn(host)}`;

/** With its colon, of `127.0.0.1:40123`. */
const portIn = (host: string): string => host.slice(host.lastIndexOf(':'));

export class StreamNames {
  readonly #held = new Map<string, string>();
  /** The one that was given back first is used first: its connection has had the longest time to close. */
  readonly #free: string[] = [];
  #made = 0;
  #replays = 0;

  /** The host of a lease, at the port of `host`: always the same until it is given back. */
  of(leaseId: string, host: string): string {
    const name = this.#held.get(leaseId) ?? this.#free.shift() ?? `s${this.#made++}`;
    this.#held.set(leaseId, name);
    return `${name}${STREAM_DOMAIN}${portIn(host)}`;
  }

  /** The lease is closed. Does nothing for one that has no name. */
  giveBack(leaseId: string): void {
    const name = this.#held.get(leaseId);
    if (name === undefined) return;
    this.#held.delete(leaseId);
    this.#free.push(name);
  }

  /** The host of the next replay. */
  ofReplay(host: string): string {
    const name = `r${this.#replays}`;
    this.#replays = (this.#replays + 1) % REPLAY_NAMES;
    return `${name}${STREAM_DOMAIN}${portIn(host)}`;
  }
}
