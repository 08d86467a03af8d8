/** Hosts from which one account may take media in a way that the client refuses else. */
import { TLS_FAILURES } from './tls-failures.ts';

/** A person allowed plain http from a host, for the media of one account. */
export interface MediaHost {
  /** Host and port, such as `10.0.0.7:18080` or `[fd00::7]:80`, as {@link mediaHostOf} writes them. */
  readonly host: string;
  /** The name of the user of this computer who allowed the host. */
  readonly allowedBy: string;
  readonly allowedAtMs: number;
}

/** The facts of a certificate that a person reads. */
export interface CertificateFacts {
  /** SHA-256 over the whole certificate, in pairs of hexadecimal digits with colons. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validToMs: number;
}

/** A person trusts one certificate of a host, for the media of one account: from there the host may show no other. */
export interface MediaCertificate extends MediaHost, CertificateFacts {
  /** The certificate itself, as PEM. */
  readonly pem: string;
}

/** An address as a URL parser reads it. */
interface HostParts {
  readonly protocol: string;
  /** In the form of the URL standard: small letters, IPv6 in brackets, numbers of IPv4 with dots, other scripts in ASCII. */
  readonly hostname: string;
  /** Empty for the usual port of the protocol. */
  readonly port: string;
}

/** The name under which a host of media is allowed: always with its port, never with the dot that may end a name. */
export const mediaHostOf = ({ protocol, hostname, port }: HostParts): string =>
  `${hostname.replace(/\.$/, '')}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;

/** The client warns of a certificate that ends within this time. */
const SOON_MS = 14 * 86_400_000;

/** Whether a trusted certificate has ended, or ends within fourteen days. */
export function certificateState(validToMs: number, nowMs: number): 'good' | 'soon' | 'ended' {
  if (validToMs <= nowMs) return 'ended';
  return validToMs - nowMs < SOON_MS ? 'soon' : 'good';
}

/** Why TLS fails where nobody vouches for a certificate, or for another name than the host's, as Node calls it. */
const NOT_VOUCHED: ReadonlySet<unknown> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE', // of the same name as a trusted one, with another key
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

interface Failure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The host of media whose certificate a person may look at and trust; null for every other failure. */
export function untrustedHostOf({ code, params }: Failure): string | null {
  const { host, detail } = params;
  if (!TLS_FAILURES.has(code) || typeof host !== 'string' || !NOT_VOUCHED.has(detail)) return null;
  return /:\d+$/.test(host) ? host : `${host.replace(/\.$/, '')}:443`;
}

/** How a server without TLS answers an attempt at its usual port, as Node calls it. */
const WITHOUT_TLS = /^(ECONNREFUSED|EPROTO|ERR_SSL_\w+)$/;

/** The host over plain http in place of one that answers TLS not at all; null for every other failure. */
export function hostWithoutTls({ code, params }: Failure): string | null {
  const { host, detail } = params;
  if (!code.startsWith('network.') || typeof host !== 'string' || host === '' || /:\d+$/.test(host)) return null;
  return WITHOUT_TLS.test(String(detail)) ? `${host.replace(/\.$/, '')}:80` : null;
}
