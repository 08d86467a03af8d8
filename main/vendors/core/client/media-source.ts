/** Turns a vendor's media URL into a source for the gateway, or says why the URL cannot be one. */
import { isLocalUrl } from '../../../addresses.ts';
import { AppError } from '../../../errors.ts';
import type { UpstreamSource } from '../../../ports/live.ts';

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

/** @throws {AppError} `media.no-url`, `media.unsupported-transport`, `media.host-refused` for unencrypted media. */
export function toMediaSource({ url, isPlainAllowed, ...facts }: MediaUrl): UpstreamSource {
  if (!url) throw new AppError('media.no-url', 'the cloud gave no address', { retryable: true });
  const parsed = URL.parse(url);
  const schemes = facts.transport === 'rtmp' ? /^rtmps?:$/ : /^https?:$/;
  if (!parsed || parsed.host === '' || !schemes.test(parsed.protocol)) {
    const detail = parsed?.protocol.slice(0, -1) ?? 'no URL';
    throw new AppError('media.unsupported-transport', `media over ${detail}`, { params: { detail } });
  }
  if (parsed.protocol === 'http:' && !isPlainAllowed) {
    throw new AppError('media.host-refused', `${parsed.host} offers media without encryption`, {
      params: { host: parsed.host },
    });
  }
  return { ...facts, url, headers: {} };
}
