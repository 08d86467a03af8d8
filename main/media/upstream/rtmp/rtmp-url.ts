/** Takes `rtmp://host[:port]/app[/instance]/stream[?query]` apart, as common players do. */
import { permanent } from '../../shared/failures.ts';

const DEFAULT_PORT = 1935;
const MAX_URL_CHARACTERS = 8_192;
/** An application may have an instance; what follows belongs to the stream's name. */
const MAX_APP_SEGMENTS = 2;

export interface RtmpTarget {
  /** The host for messages: without the port if it is the default port. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  readonly app: string;
  /** The stream's name with the query, because common servers expect the authorisation there. */
  readonly stream: string;
  /** The URL of the application, which the client sends to the server at connect. */
  readonly appUrl: string;
}

export const isRtmpUrl = (text: string): boolean => /^rtmp:/i.test(text.trim());

/**
 * Path and query are kept as they are written: servers compare them without decoding.
 *
 * @throws {AppError} `media.unsupported-transport` for another scheme, `media.no-url` where host, application or stream
 *   is missing.
 */
export function parseRtmpUrl(text: string): RtmpTarget {
  const trimmed = text.trim();
  const url = trimmed.length <= MAX_URL_CHARACTERS ? URL.parse(trimmed) : null;
  if (url === null) throw permanent('media.no-url', { detail: 'not a URL' }, 'report');
  if (url.protocol !== 'rtmp:') throw permanent('media.unsupported-transport', { detail: url.protocol.slice(0, -1) });
  const [, path = '', query = ''] = /^rtmp:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/i.exec(trimmed) ?? [];
  const segments = path.split('/').filter((segment) => segment !== '');
  const app = segments.slice(0, Math.min(MAX_APP_SEGMENTS, segments.length - 1)).join('/');
  const name = segments.slice(app.split('/').length).join('/');
  if (url.hostname === '' || app === '' || name === '') {
    throw permanent('media.no-url', { detail: 'rtmp://host/app/stream' }, 'report');
  }
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const host = port === DEFAULT_PORT ? url.hostname : `${url.hostname}:${port}`;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, hostname, port, app, stream: `${name}${query}`, appUrl: `rtmp://${host}/${app}` };
}
