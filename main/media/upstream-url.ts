/** Whether an upstream's URL can be pulled at all; asked before anything connects. */
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
