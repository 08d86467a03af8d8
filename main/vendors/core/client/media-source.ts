/** Turns a vendor's media URL into a source for the gateway, or says why the URL cannot be one. */
import { isLocalUrl } from '../../../addresses.ts';
import { AppError } from '../../../errors.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import type { RemoteFile } from '../../../ports/remote-file.ts';

/** Which media addresses the clouds of an account may name. */
export interface MediaRules {
  /** The account's own endpoint is plain http, as a simulator's is. RTMP has no other form, so it is not asked there. */
  readonly isPlainAllowed: boolean;
  /** The account's own endpoint is this computer, as a simulator's is. */
  readonly isLocalAllowed: boolean;
}

/** @param endpoint of the account, an http(s) address. */
export const mediaRulesOf = (endpoint: string): MediaRules => ({
  isPlainAllowed: new URL(endpoint).protocol === 'http:',
  isLocalAllowed: isLocalUrl(endpoint),
});

export interface MediaUrl extends MediaRules {
  readonly url: string | undefined;
  readonly transport: UpstreamSource['transport'];
  readonly expiresAtMs: number | null;
  readonly isSingleUse: boolean;
}

/** @throws {AppError} `media.host-refused` */
function checkEncrypted({ protocol, host }: URL, isPlainAllowed: boolean): void {
  if (protocol !== 'http:' || isPlainAllowed) return;
  throw new AppError('media.host-refused', `${host} offers media without encryption`, { params: { host } });
}

/**
 * The URL as it is asked for: where a document prints `http` for hosts that have a certificate, TLS is asked for, unless a
 * port says that this cannot be.
 */
export function overTls(url: string, isPlainAllowed: boolean): string {
  return !isPlainAllowed && URL.parse(url)?.port === '' ? url.replace(/^http:/i, 'https:') : url;
}

export interface FileUrl extends MediaRules {
  readonly url: string | undefined;
  /** Host of the API that gave the URL, for messages. */
  readonly host: string;
  readonly expiresAtMs: number | null;
}

/** @throws {AppError} `network.bad-answer` for no http(s) address, `media.host-refused` for one without encryption. */
export function toRemoteFile({ url, host, expiresAtMs, isPlainAllowed, isLocalAllowed }: FileUrl): RemoteFile {
  const parsed = URL.parse(url ?? '');
  if (!parsed || parsed.host === '' || !/^https?:$/.test(parsed.protocol)) {
    const detail = 'an answer without the address of the file';
    throw new AppError('network.bad-answer', `${host}: ${detail}`, { params: { host, detail }, retryable: true });
  }
  checkEncrypted(parsed, isPlainAllowed);
  return { url: parsed.href, headers: {}, expiresAtMs, isLocalAllowed };
}

/** @throws {AppError} `media.no-url`, `media.unsupported-transport`, `media.host-refused` for unencrypted media. */
export function toMediaSource({ url, isPlainAllowed, ...facts }: MediaUrl): UpstreamSource {
  if (!url) throw new AppError('media.no-url', 'the cloud gave no address', { retryable: true });
  const parsed = URL.parse(url);
  const schemes = facts.transport === 'rtmp' ? /^rtmps?:$/ : /^https?:$/;
  if (!parsed || parsed.host === '' || !schemes.test(parsed.protocol)) {
    const detail = parsed?.protocol.slice(0, -1) ?? 'no URL';
    throw new AppError('media.unsupported-transport', `media over ${detail}`, { params: { detail } });
  }
  checkEncrypted(parsed, isPlainAllowed);
  return { ...facts, url, headers: {} };
}
