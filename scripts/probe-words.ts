/**
 * The stream doctor's words for a failure: the failure, then the next step. Never quotes a URL, which may contain a
 * token.
 */
import type { ErrorCode, WireError } from '../preload/domain/error.ts';

type Words = (params: Readonly<Record<string, string | number>>) => string;

const SAY: Readonly<Partial<Record<ErrorCode, Words>>> = {
  'network.unreachable': (p) =>
    `nothing answers at ${p['host']} (${p['detail']}). Check host, port, cable and firewall, and that the server runs.`,
  'network.dns': (p) => `the name of ${p['host']} cannot be resolved. Check its spelling and this computer's DNS.`,
  'network.tls': (p) =>
    `the certificate of ${p['host']} is not trusted (${p['detail']}). Check the address; have a private certificate installed here.`,
  'network.certificate-expired': (p) =>
    `the certificate of ${p['host']} has expired. Check this clock; have it renewed.`,
  'network.certificate-not-yet-valid': (p) => `the certificate of ${p['host']} is not valid yet. Check this clock.`,
  'network.certificate-other-host': (p) => `the certificate is not for ${p['host']}. Check the address.`,
  'network.certificate-self-signed': (p) =>
    `the certificate of ${p['host']} vouches for itself. Have one made by an authority.`,
  'network.certificate-unknown-issuer': (p) =>
    `the authority of the certificate of ${p['host']} is unknown here. Install it on this computer.`,
  'network.tls-too-old': (p) => `${p['host']} speaks no TLS 1.2 or later. Switch it on at the server.`,
  'network.proxy-unreachable': (p) => `the proxy ${p['host']} cannot be reached (${p['detail']}). Check its address.`,
  'network.proxy-sign-in': (p) => `the proxy ${p['host']} wants a user and a password. Give them in the settings.`,
  'network.proxy-page': (p) => `the proxy ${p['host']} answers with a page. Sign in to the network in a browser.`,
  'network.proxy-refused': (p) =>
    `the proxy ${p['host']} refuses (${p['detail']}). Have its administrator allow the address.`,
  'network.proxy-failed': (p) =>
    `the proxy ${p['host']} opens no connection (${p['detail']}). Try again; tell its administrator.`,
  'network.proxy-unsupported': (p) =>
    `the system names no proxy for ${p['host']} that can be used. Name an HTTP proxy in the settings.`,
  'network.timeout': (p) =>
    `no answer${p['host'] === undefined ? '' : ` from ${p['host']}`} within ${p['seconds']} s. Check the network and the server's load.`,
  'network.reset': (p) =>
    `${p['host']} closed the connection. Check that the camera publishes and that the port is right.`,
  'network.redirect-refused': (p) => `${p['host']} redirects to another host (${p['detail']}). Give the final address.`,
  'network.address-refused': (p) =>
    `${p['host']} leads to ${p['detail']}, which is no address of a media server. Check the address.`,
  'network.bad-answer': (p) => `${p['host']} gave an answer that cannot be used (${p['detail']}). Check the address.`,
  'network.no-api': (p) =>
    `${p['host']} answers, but not as the API of this cloud (${p['detail']}). Check the address.`,
  'network.too-large': (p) => `${p['host']} sends more than a playlist may hold. Check the path of the address.`,
  'cloud.rate-limited': (p) => `${p['host']} refuses for now: too many requests. Wait and try again.`,
  'cloud.unavailable': (p) => `${p['host']} has a fault of its own (${p['detail']}). Look into the media server's log.`,
  'media.url-expired': (p) =>
    `${p['host']} refuses the address (${p['detail']}). It is misspelt, has expired or was used before, or the camera does not publish: get a new one.`,
  'media.no-url': () =>
    'this is no URL of a stream. Give one such as http://host:port/live/camera.flv, https://host/live/index.m3u8 or rtmp://host/live/camera.',
  'media.not-streaming': () => 'the camera sends no video to its cloud. Start the stream in the console of the cloud.',
  'media.host-refused': (p) =>
    `the playlist leads to another host (${p['host']}). Have it name its segments on the host that serves it.`,
  'media.not-encrypted': (p) => `${p['host']} sends pictures without encryption. Give an address with https.`,
  'media.certificate-ended': (p) => `the certificate of ${p['host']} has ended. Have it renewed.`,
  'media.unsupported-codec': (p) =>
    `the stream is ${p['codec']}, for which this computer has no decoder. Set the camera to H.264, or use its sub stream.`,
  'media.bad-stream': (p) =>
    `what arrives is no valid FLV, HLS or RTMP video (${p['detail']}). Check the address and the camera's encoder.`,
  'media.over-limit': (p) =>
    `the server sends more than the client takes (${p['detail']}: at most ${p['limit']}). Check the camera and the server.`,
  'media.quarantined': () => 'the stream stopped the media gateway. Check the server, and report the address.',
  'media.upstream-closed': () => 'the server ended the stream. Check that the camera goes on publishing.',
  'media.stalled': (p) =>
    `no new picture for ${p['seconds']} s. Check that the camera publishes and the network keeps up.`,
  'media.no-past': (p) =>
    `nothing is kept of a stream that comes as ${p['detail'] ?? 'HLS'}. Play the recording of the cloud instead.`,
  'media.gateway-down': () => "the client's media gateway stopped. Try again; if it happens again, report it.",
};

function unsupportedTransport(detail: string): string {
  if (/^[a-z][a-z0-9+.-]*$/.test(detail)) {
    return `${detail}:// is not supported. Give an http(s) address of an FLV or HLS stream, or an rtmp:// one.`;
  }
  return `the server answers ${detail}, which is neither FLV nor HLS. Check the path of the address.`;
}

/** One line: the code, what happened, what to do. */
export function wordsOf(error: WireError): string {
  const { code, params } = error;
  const text =
    code === 'media.unsupported-transport'
      ? unsupportedTransport(String(params['detail']))
      : (SAY[code]?.(params) ?? 'unexpected. Try again; if it happens again, report it.');
  return `${code}: ${text}`;
}
