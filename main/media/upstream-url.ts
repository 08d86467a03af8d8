/** What an upstream's address says before anything connects: whether it can be pulled, and how the page gets it. */
import type { LocalTransport } from '../../preload/domain/model.ts';
import type { UpstreamSource } from '../vendors/ports.ts';
import { parseMediaUrl } from './http-open.ts';
import { isRtmpUrl, parseRtmpUrl } from './rtmp-url.ts';

/** @throws {AppError} `media.unsupported-transport` or `media.no-url` when the URL is none of its transport's. */
export function checkUpstream({ transport, url }: Pick<UpstreamSource, 'transport' | 'url'>): void {
  if (transport === 'rtmp') parseRtmpUrl(url);
  else parseMediaUrl(url);
}

/** The same for a URL of which nothing else is known. */
export function checkUrl(url: string): void {
  checkUpstream({ transport: isRtmpUrl(url) ? 'rtmp' : 'http-flv', url });
}

/** HLS stays HLS; everything else reaches the page as FLV. */
export const localTransport = ({ transport }: UpstreamSource): LocalTransport => (transport === 'hls' ? 'hls' : 'flv');
