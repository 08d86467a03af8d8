/** The exceptions that a person allowed for the media of one account: hosts over plain http, and certificates that nobody vouches for. */
import type { ErrorCode } from '../../preload/domain/error.ts';
import { mediaHostOf } from '../../preload/domain/accounts/media-hosts.ts';
import { AppError } from '../errors.ts';
import type { UpstreamSource } from './live.ts';

/** Asked anew for each address. Hosts are named with their port, as `mediaHostOf` of preload/domain/accounts/media-hosts.ts does. */
export interface MediaTrust {
  /** Whether media may come from this host over plain http. */
  allows(host: string): boolean;
  /** Media of this host were refused because they come over plain http: a person may be asked about the host. */
  onRefused(host: string): void;
  /** An address of this host is printed as plain http, and asked for over TLS. */
  onUpgraded(host: string): void;
  /** The only certificate that this host may show, as PEM; null where the host needs one that this computer trusts. */
  certificateOf(host: string): string | null;
}

/** A host whose media are refused again, and the failure of what came from there. */
export interface RevokedHost {
  /** With its port. */
  readonly host: string;
  readonly failure: AppError;
}

/** The host that sends what lies at a media address, where it sends over plain http; null for every other address. */
export function plainHostOf(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' ? mediaHostOf(parsed) : null;
}

/** The host of a source that plays because a person may have allowed it; null where no such permission is needed. */
export function allowedHostOf({ url, certificate }: Pick<UpstreamSource, 'url' | 'certificate'>): string | null {
  const parsed = certificate === undefined ? null : URL.parse(url);
  return parsed === null ? plainHostOf(url) : mediaHostOf(parsed);
}

/** @param host with its port. */
export const notEncrypted = (host: string): AppError =>
  new AppError('media.not-encrypted', `${host} sends media without encryption`, { params: { host } });

/**
 * @param host with its port.
 * @param code the failure that the next attempt to open the host meets.
 */
export const notTrusted = (host: string, code: ErrorCode): AppError =>
  new AppError(code, `the certificate of ${host} is not trusted`, {
    params: { host, detail: 'CERT_UNTRUSTED' },
    action: 'check-network',
  });
