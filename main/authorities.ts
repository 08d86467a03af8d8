/**
 * The authorities that vouch for servers, for all connections of this thread: those that come with Node, those of the
 * operating system, and those that a person added by file. A connection with authorities of its own, such as one to a host
 * of media whose certificate a person trusts, is not concerned.
 */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { log } from './log.ts';

/** A thread of its own reads the store of the system: that takes about a tenth of a second, in which main would stand still. */
const READ = `
require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'));
`;

/** The certificates that this thread trusts by itself. */
let inborn: readonly string[] | null = null;
let ofSystem: Promise<readonly string[]> | null = null;

/**
 * The authorities of the operating system, as PEM, each once; read at the first call. None where the system does not give
 * them. Never rejects.
 */
export function systemAuthorities(): Promise<readonly string[]> {
  return (ofSystem ??= readSystem());
}

async function readSystem(): Promise<readonly string[]> {
  return await new Promise((resolve) => {
    const worker = new Worker(READ, { eval: true, name: 'authorities' });
    worker.once('message', (pems: readonly string[]) => resolve([...new Set(pems)]));
    worker.once('error', (error) => log.warn('the authorities of the operating system cannot be read', { error }));
    worker.once('exit', () => resolve([])); // changes nothing after a message
    worker.unref();
  });
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
