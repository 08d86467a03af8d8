/**
 * The authorities that vouch for servers, for all connections of this thread: those that come with Node, those of the
 * operating system, and those that a person added by file. A connection with authorities of its own, such as one to a host
 * of media whose certificate a person trusts, is not concerned.
 */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { log } from './log.ts';

/** What this thread trusts without this client's doing. */
let inborn: readonly string[] | null = null;
let ofSystem: readonly string[] | null = null;

/** The authorities of the operating system, as PEM; read once. None where the system does not give them. */
export function systemAuthorities(): readonly string[] {
  if (ofSystem !== null) return ofSystem;
  try {
    ofSystem = getCACertificates('system');
  } catch (error) {
    log.warn('the authorities of the operating system cannot be read', { error });
    ofSystem = [];
  }
  return ofSystem;
}

/**
 * Trusts these authorities besides those that come with Node, and no longer those of the last call. Connections that are
 * open stay: who keeps some closes them.
 *
 * @param pems each one certificate, which was read before.
 */
export function trustAuthorities(pems: readonly string[]): void {
  inborn ??= getCACertificates('default');
  setDefaultCACertificates([...new Set([...inborn, ...pems])]);
}
