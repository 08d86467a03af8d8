/** Hosts from which a person takes media of one account over plain http. */
import { mediaHostOf } from '../../preload/domain/media-hosts.ts';
import { AppError } from '../errors.ts';

/** Asked anew for each address. Hosts are named with their port, as `mediaHostOf` of preload/domain/media-hosts.ts does. */
export interface PlainHosts {
  allows(host: string): boolean;
  /** Media of this host were refused because they come over plain http: a person may be asked about the host. */
  onRefused(host: string): void;
}

/** The host that sends what lies at a media address, where it sends over plain http; null for every other address. */
export function plainHostOf(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' ? mediaHostOf(parsed) : null;
}

/** @param host with its port. */
export const notEncrypted = (host: string): AppError =>
  new AppError('media.not-encrypted', `${host} sends media without encryption`, { params: { host } });
