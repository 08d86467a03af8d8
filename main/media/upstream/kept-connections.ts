/**
 * Connections to media servers that outlive a recording. An operator who goes to another moment has the recording opened anew at
 * the same server, where a new connection would cost one way there and back before the first request, with TLS two or three.
 */
import http from 'node:http';
import https from 'node:https';
import type { Agents } from '../../ways.ts';
import { destroyAgents, type OpenRequest } from './http-open.ts';

/** Sixteen cameras of one server, each with the requests that a player of HLS has open at once. */
const MAX_SOCKETS = 128;
/** Connections of one server that wait for a request. */
const MAX_FREE_SOCKETS = 16;
/** A connection on which nothing moves is closed. */
const SILENT_MS = 30_000;

const agents = (): Agents => {
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS, maxFreeSockets: MAX_FREE_SOCKETS, timeout: SILENT_MS };
  return { http: new http.Agent(options), https: new https.Agent(options) };
};

export class KeptConnections {
  readonly #restMs: number;
  /** By `isLocalAllowed`: a connection that was allowed to reach this computer serves no other recording. */
  readonly #agents = new Map<boolean, Agents>();
  #ending: NodeJS.Timeout | undefined;

  /** @param restMs how long connections are kept after the last recording has ended. */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /**
   * The agents for the requests of a source; null where a person trusts one certificate of its host: such a connection ends with
   * its recording, so that nothing outlives the trust.
   */
  for({ isLocalAllowed, certificate }: Pick<OpenRequest, 'isLocalAllowed' | 'certificate'>): Agents | null {
    if (certificate !== undefined) return null;
    const kept = this.#agents.get(isLocalAllowed) ?? agents();
    this.#agents.set(isLocalAllowed, kept);
    return kept;
  }

  /** A recording is being opened. */
  wake(): void {
    clearTimeout(this.#ending);
  }

  /** No recording is open any more. */
  rest(): void {
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => this.dispose(), this.#restMs);
  }

  /** Closes all connections. */
  dispose(): void {
    clearTimeout(this.#ending);
    for (const each of this.#agents.values()) destroyAgents(each);
    this.#agents.clear();
  }
}
