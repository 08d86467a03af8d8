/** Turns a vendor's media URL into a source for the gateway, or says why the URL cannot be one. */
import { mediaHostOf } from '../../../../preload/domain/accounts/media-hosts.ts';
import { checkHost, isLocalUrl } from '../../../addresses.ts';
import { AppError } from '../../../errors.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import { notEncrypted, plainHostOf, type MediaTrust } from '../../../ports/media-trust.ts';
import type { RemoteFile } from '../../../ports/remote-file.ts';

/** Which media addresses the clouds of an account may name. */
export interface MediaRules {
  /** The account's own endpoint is plain http, as a simulator's is. RTMP has no other form, so it is not asked there. */
  readonly isPlainAllowed: boolean;
  /** The account's own endpoint is this computer, as a simulator's is. */
  readonly isLocalAllowed: boolean;
  /** The exceptions that a person allowed for the media of this account; absent: none. */
  readonly trust?: MediaTrust | undefined;
}

interface RuledBy {
  /** Of the account, an http(s) address. */
  readonly endpoint: string;
  readonly trust?: MediaTrust | undefined;
}

export const mediaRulesOf = ({ endpoint, trust }: RuledBy): MediaRules => ({
  isPlainAllowed: new URL(endpoint).protocol === 'http:',
  isLocalAllowed: isLocalUrl(endpoint),
  trust,
});

export interface MediaUrl extends MediaRules {
  readonly url: string | undefined;
  readonly transport: UpstreamSource['transport'];
  readonly expiresAtMs: number | null;
  readonly isSingleUse: boolean;
}

/** Whether a person allowed plain http from this host. No address with a name and a password: they would be readable. */
const isAllowed = (url: URL, { trust }: MediaRules): boolean =>
  url.username === '' && url.password === '' && trust?.allows(mediaHostOf(url)) === true;

/**
 * Whether requests to a media address can be read on the way, although the account's own endpoint is encrypted. Then
 * they must contain no secret of the account.
 */
export const isExposed = (url: string, { isPlainAllowed }: MediaRules): boolean =>
  !isPlainAllowed && plainHostOf(url) !== null;

/** The certificate that a person trusts for the host of an address, for a source. */
function pinOf(
  { protocol, hostname, port }: URL,
  { trust }: Pick<MediaRules, 'trust'>,
): { readonly certificate?: string } {
  if (protocol !== 'https:' || trust === undefined) return {};
  const certificate = trust.certificateOf(mediaHostOf({ protocol, hostname, port }));
  return certificate === null ? {} : { certificate };
}

/** @throws {AppError} `media.not-encrypted`; `network.address-refused` for this computer, which no person can allow. */
function checkEncrypted(url: URL, rules: MediaRules): void {
  if (url.protocol !== 'http:' || rules.isPlainAllowed || isAllowed(url, rules)) return;
  checkHost(url.hostname, rules.isLocalAllowed);
  const host = mediaHostOf(url);
  rules.trust?.onRefused(host);
  throw notEncrypted(host);
}

/**
 * The URL as it is asked for: where a document prints `http` for hosts that have a certificate, TLS is asked for, unless a
 * port says that this cannot be, or a person allowed plain http from the host: then the address is taken as it is printed.
 */
export function overTls(url: string, rules: MediaRules): string {
  const parsed = rules.isPlainAllowed ? null : URL.parse(url);
  if (parsed?.protocol !== 'http:' || parsed.port !== '' || isAllowed(parsed, rules)) return url;
  rules.trust?.onUpgraded(mediaHostOf(parsed));
  parsed.protocol = 'https:'; // a printed `:80` goes: it is no port of TLS
  return parsed.href;
}

export interface FileUrl extends MediaRules {
  readonly url: string | undefined;
  /** Host of the API that gave the URL, for messages. */
  readonly host: string;
  readonly expiresAtMs: number | null;
}

/** @throws {AppError} `network.bad-answer` for no http(s) address, `media.not-encrypted` for one without encryption. */
export function toRemoteFile({ url, host, expiresAtMs, ...rules }: FileUrl): RemoteFile {
  const parsed = URL.parse(url ?? '');
  if (!parsed || parsed.host === '' || !/^https?:$/.test(parsed.protocol)) {
    const detail = 'an answer without the address of the file';
    throw new AppError('network.bad-answer', `${host}: ${detail}`, { params: { host, detail }, retryable: true });
  }
  checkEncrypted(parsed, rules);
  return { url: parsed.href, headers: {}, expiresAtMs, isLocalAllowed: rules.isLocalAllowed, ...pinOf(parsed, rules) };
}

/** @throws {AppError} `media.no-url`, `media.unsupported-transport`, `media.not-encrypted` for unencrypted media. */
export function toMediaSource({ url, isPlainAllowed, trust, ...facts }: MediaUrl): UpstreamSource {
  if (!url) throw new AppError('media.no-url', 'the cloud gave no address', { retryable: true });
  const parsed = URL.parse(url);
  const schemes = facts.transport === 'rtmp' ? /^rtmps?:$/ : /^https?:$/;
  if (!parsed || parsed.host === '' || !schemes.test(parsed.protocol)) {
    const detail = parsed?.protocol.slice(0, -1) ?? 'no URL';
    throw new AppError('media.unsupported-transport', `media over ${detail}`, { params: { detail } });
  }
  checkEncrypted(parsed, { isPlainAllowed, trust, isLocalAllowed: facts.isLocalAllowed });
  return { ...facts, url, headers: {}, ...pinOf(parsed, { trust }) };
}
