/**
 * Looks at the certificate that a host shows, so that a person can decide about it. The connection ends with the handshake:
 * nothing is sent and nothing is believed.
 */
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { checkHost, guardedLookup } from '../../addresses.ts';
import { AppError } from '../../errors.ts';

const LOOK_LIMIT_MS = 10_000;

interface Look {
  /** With its port. */
  readonly host: string;
  /** See `UpstreamSource`. */
  readonly isLocalAllowed: boolean;
}

/** @throws {AppError} `network.unreachable`, `network.timeout`; `network.address-refused` for this computer. */
export async function peerCertificate({ host, isLocalAllowed }: Look): Promise<X509Certificate> {
  const { hostname, port } = new URL(`https://${host}/`);
  checkHost(hostname, isLocalAllowed);
  const name = hostname.replace(/^\[|\]$/g, '');
  const timeout = new AppError('network.timeout', `${host} shows no certificate`, {
    params: { host, seconds: LOOK_LIMIT_MS / 1_000 },
    retryable: true,
    action: 'check-network',
  });
  return await new Promise((resolve, reject) => {
    const socket = connect({
      host: name,
      port: port === '' ? 443 : Number(port),
      lookup: guardedLookup(isLocalAllowed),
      ...(isIP(name) === 0 ? { servername: name } : {}),
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => socket.destroy(timeout), LOOK_LIMIT_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.once('error', (error: Error) => reject(error instanceof AppError ? error : unreachable(host, error)));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate === undefined) reject(unreachable(host, null));
      else resolve(certificate);
    });
  });
}

function unreachable(host: string, cause: Error | null): AppError {
  const detail = cause !== null && 'code' in cause ? String(cause.code) : 'no certificate';
  const params = { host, detail };
  return new AppError('network.unreachable', `${host}: ${detail}`, {
    params,
    retryable: true,
    action: 'check-network',
  });
}
