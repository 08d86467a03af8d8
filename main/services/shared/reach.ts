/** Asks a server for any answer, without a key and without reading the answer: whether the way to it works. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import { guardedLookup, isLocalUrl } from '../../addresses.ts';
import { agentsBy, isSignInStatus, pageOf, signInNeeded, wayFailure, type Way } from '../../ways.ts';

interface Reach {
  /** The `Date` header. */
  readonly date: string | null;
  /** Null for plain http. */
  readonly tls: { readonly protocol: string; readonly validTo: string; readonly issuer: string } | null;
}

/**
 * Sends HEAD by the way that was found for the address.
 *
 * @param way null: directly.
 * @throws {AppError} `network.proxy-*` where the proxy is to blame, `network.address-refused`; for everything else what Node
 *   says.
 */
export async function reach(url: URL, way: Way | null, signal: AbortSignal): Promise<Reach> {
  const isSecure = url.protocol === 'https:';
  const agents = way === null ? null : agentsBy(way);
  const lookup = way === null ? { lookup: guardedLookup(isLocalUrl(url.href)) } : {};
  const tls = isSecure ? ({ rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const) : {};
  const agent = agents === null ? false : isSecure ? agents.https : agents.http;
  try {
    return await new Promise<Reach>((resolve, reject) => {
      const options = { method: 'HEAD', signal, agent, ...lookup, ...tls };
      const sent = (isSecure ? httpsRequest : httpRequest)(url, options, (answer) => {
        try {
          resolve(reachOf(answer, isSecure, way));
        } catch (error) {
          reject(error instanceof Error ? error : new Error('no answer', { cause: error }));
        }
        answer.destroy();
      });
      sent.on('error', (error) => reject((way === null ? null : wayFailure(error, way)) ?? error));
      sent.end();
    });
  } finally {
    agents?.http.destroy();
    agents?.https.destroy();
  }
}

function reachOf({ headers, socket, statusCode = 0 }: IncomingMessage, isSecure: boolean, way: Way | null): Reach {
  // By plain http the proxy itself may have answered; behind TLS the certificate says who did.
  if (way !== null && !isSecure) {
    if (isSignInStatus(statusCode)) throw signInNeeded(way);
    if (statusCode === 511 || (statusCode >= 300 && statusCode < 400)) throw pageOf(way);
  }
  return { date: headers.date ?? null, tls: socket instanceof TLSSocket ? factsOf(socket) : null };
}

function factsOf(socket: TLSSocket): Reach['tls'] {
  const { valid_to: validTo, issuer } = socket.getPeerCertificate();
  return { protocol: socket.getProtocol() ?? '', validTo, issuer: String(issuer?.O ?? issuer?.CN ?? '') };
}
