/**
 * Host names for streams. Browsers open at most six connections to one host, and a stream keeps its connection as long
 * as it plays, so each open stream needs a host name of its own. Browsers also remember every host that they ever
 * connected to. Names are therefore used again: over a shift there are never more names than the largest number of
 * streams that were open together.
 */

/** Names under it are this machine by RFC 6761, for every resolver and behind every proxy setting. */
export const STREAM_DOMAIN = '.localhost';
/** The gateway gets no message when a replay ends. This many replays can play at once without a lack of connections. */
const REPLAY_NAMES = 16;

/** The origin of every stream, as a content security policy writes it. */
export const anyStreamOrigin = (host: string): string => `http://*${STREAM_DOMAIN}${portIn(host)}`;

/** The port with its colon: `:40123` of `127.0.0.1:40123`. */
const portIn = (host: string): string => host.slice(host.lastIndexOf(':'));

export class StreamNames {
  readonly #held = new Map<string, string>();
  /** The name that was given back first is used first: its connection has had the longest time to close. */
  readonly #free: string[] = [];
  #made = 0;
  #replays = 0;

  /** The host of a lease, at the port of `host`: the same until the lease is given back. */
  of(leaseId: string, host: string): string {
    const name = this.#held.get(leaseId) ?? this.#free.shift() ?? `s${this.#made++}`;
    this.#held.set(leaseId, name);
    return `${name}${STREAM_DOMAIN}${portIn(host)}`;
  }

  /** The lease is closed. Does nothing for a lease without a name. */
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
