/** Checks an upstream's address before anything connects: whether it can be pulled, and how the page gets it. */
import type { LocalTransport } from '../../../preload/domain/media/streams.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import { checkHost } from '../../addresses.ts';
import { parseMediaUrl } from '../upstream/http-open.ts';
import { isRtmpUrl, parseRtmpUrl } from '../upstream/rtmp/rtmp-url.ts';

type Address = Pick<UpstreamSource, 'transport' | 'url' | 'isLocalAllowed'>;

/**
 * @throws {AppError} `media.unsupported-transport` or `media.no-url` when the URL does not fit its transport,
 *   `network.address-refused` when its host means this computer and the account is not local.
 */
export function checkUpstream({ transport, url, isLocalAllowed }: Address): void {
  const { hostname } = transport === 'rtmp' ? parseRtmpUrl(url) : parseMediaUrl(url);
  checkHost(hostname, isLocalAllowed);
}

/** The same check for a URL that a person typed, when nothing else is known. */
export function checkUrl(url: string): void {
  checkUpstream({ transport: isRtmpUrl(url) ? 'rtmp' : 'http-flv', url, isLocalAllowed: true });
}

/** HLS stays HLS; everything else reaches the page as FLV. */
export const localTransport = ({ transport }: UpstreamSource): LocalTransport => (transport === 'hls' ? 'hls' : 'flv');
