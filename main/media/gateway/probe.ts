/** Opens a plain URL in the gateway, without an account: for the stream doctor that installers use. */
import type { UpstreamSource } from '../../ports/live.ts';
import { permanent } from '../shared/failures.ts';
import { openHttp, parseMediaUrl } from '../upstream/http-open.ts';
import { isRtmpUrl, parseRtmpUrl } from '../upstream/rtmp/rtmp-url.ts';
import type { GatewayLease, MediaGateway, OpenStream } from '../messages/types.ts';

type Transport = UpstreamSource['transport'];

const SNIFF_TIMEOUT_MS = 8_000;
const HLS_TYPES = /mpegurl/i;
const FLV_TYPES = /flv/i;

function byExtension(url: URL): Transport | null {
  if (/\.flv$/i.test(url.pathname)) return 'http-flv';
  if (/\.m3u8?$/i.test(url.pathname)) return 'hls';
  return null;
}

/** Asks the server: by content type, else by the first bytes. A URL that works once cannot be used after that. */
async function bySniffing(url: URL, signal: AbortSignal): Promise<Transport> {
  // The installer typed the address, no cloud named it: it may be this computer.
  const request = { url: url.href, headers: {}, timeoutMs: SNIFF_TIMEOUT_MS, isLocalAllowed: true };
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(SNIFF_TIMEOUT_MS)]);
  const { response } = await openHttp({ ...request, signal: timeout });
  try {
    const type = response.headers['content-type'] ?? '';
    if (HLS_TYPES.test(type)) return 'hls';
    if (FLV_TYPES.test(type)) return 'http-flv';
    let head = '';
    for await (const chunk of response as AsyncIterable<Buffer>) {
      head += chunk.toString('latin1');
      if (head.startsWith('FLV')) return 'http-flv';
      if (head.startsWith('#EXTM3U')) return 'hls';
      if (head.length >= 7) break;
    }
    throw permanent('media.unsupported-transport', { detail: type || 'unknown content' });
  } finally {
    response.destroy();
  }
}

/**
 * Says how to pull a URL: by its scheme or extension, else by what the server answers.
 *
 * @throws {AppError} `media.unsupported-transport` for a stream that is neither RTMP, FLV nor HLS, `media.no-url` for
 *   a text that is not a URL, `network.*` and `media.url-expired` when the server is asked.
 */
export async function streamOfUrl(text: string, signal: AbortSignal): Promise<OpenStream> {
  if (isRtmpUrl(text)) {
    parseRtmpUrl(text);
    return streamOf('rtmp', text.trim());
  }
  const url = parseMediaUrl(text);
  return streamOf(byExtension(url) ?? (await bySniffing(url, signal)), url.href);
}

function streamOf(transport: Transport, url: string): OpenStream {
  const source: UpstreamSource = {
    transport,
    url,
    headers: {},
    expiresAtMs: null,
    isSingleUse: false,
    isLocalAllowed: true,
  };
  return { key: `url|${url}`, resolve: () => Promise.resolve(source) };
}

/** A lease of the gateway on a plain RTMP, http(s)-FLV or HLS URL. @throws as `streamOfUrl` does. */
export async function openUrl(gateway: MediaGateway, text: string, signal: AbortSignal): Promise<GatewayLease> {
  return await gateway.open(await streamOfUrl(text, signal), signal);
}
