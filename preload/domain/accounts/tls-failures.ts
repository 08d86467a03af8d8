/** Why TLS to a server fails, by the words of Node's network stack (OpenSSL and BoringSSL): each cause has its own remedy. */
import type { ErrorCode } from '../error.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'network.certificate-expired',
  CERT_NOT_YET_VALID: 'network.certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'network.certificate-other-host',
  HOSTNAME_MISMATCH: 'network.certificate-other-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'network.certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'network.certificate-unknown-issuer', // the server sends its authority along
  UNABLE_TO_GET_ISSUER_CERT: 'network.certificate-unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'network.certificate-unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'network.certificate-unknown-issuer',
  CERT_UNTRUSTED: 'network.certificate-unknown-issuer', // also another one than a person trusts
  CERT_REJECTED: 'network.certificate-unknown-issuer', // this computer marks the authority as one not to trust
  CERT_SIGNATURE_FAILURE: 'network.certificate-unknown-issuer', // of the name of a trusted authority, with another key
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'network.tls-too-old', // the server chose a version below 1.2
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'network.tls-too-old', // the server refused ours
};

const TLS = /^(?:EPROTO$|ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|ERROR_IN_|SELF_SIGNED_|UNABLE_TO_)/;

/** Node's other codes for a refused certificate (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const REFUSED: ReadonlySet<string> = new Set([
  ...['INVALID_CA', 'INVALID_PURPOSE', 'OUT_OF_MEM', 'PATH_LENGTH_EXCEEDED', 'UNSPECIFIED'],
]);

/** The words of both libraries where a write meets the refusal of the server: Node then says `EPROTO` and no more. */
const TOO_OLD = /alert[ _]protocol[ _]version|unsupported[ _]protocol/i;

/**
 * The failure of the closed list for a code of Node; `network.tls` for what has no sentence of its own.
 *
 * @param message of the same error.
 * @returns null for a code that has nothing to do with TLS.
 */
export const tlsFailureOf = (nodeCode: string, message = ''): ErrorCode | null =>
  CODES[nodeCode] ??
  (nodeCode === 'EPROTO' && TOO_OLD.test(message) ? 'network.tls-too-old' : null) ??
  (TLS.test(nodeCode) || REFUSED.has(nodeCode) ? 'network.tls' : null);

/** All failures of TLS: nothing was sent, and the next attempt cures none of them. */
export const TLS_FAILURES: ReadonlySet<string> = new Set<ErrorCode>(['network.tls', ...Object.values(CODES)]);
