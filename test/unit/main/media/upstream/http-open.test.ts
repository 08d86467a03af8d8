import { expect, it } from 'vitest';
import { socketFailure, statusFailure } from '../../../../../main/media/shared/failures.ts';
import { isSameHost, parseMediaUrl } from '../../../../../main/media/upstream/http-open.ts';

// @promise security.plain-redirects: An allowed host cannot send the gateway to another host by a redirect or a
// playlist.
it.each([
  ['http://a.example/x', 'http://a.example/y', true],
  ['http://a.example/x', 'http://a.example:80/y', true],
  ['http://a.example/x', 'https://a.example/y', true],
  ['https://a.example/x', 'http://a.example/y', false],
  ['http://a.example:8080/x', 'http://a.example:9090/y', false],
  ['http://a.example:8080/x', 'https://a.example/y', false],
  ['http://a.example/x', 'http://a.example.evil.example/y', false],
  ['http://a.example/x', 'http://a.example@evil.example/y', false],
  ['http://127.0.0.1/x', 'http://localhost/y', false],
])('a redirect or a segment from %s to %s stays on the host: %s', (from, to, expected) => {
  expect(isSameHost(new URL(from), new URL(to))).toBe(expected);
});

it.each(['http://a.example/x.flv', 'https://a.example/x.flv'])('an upstream URL may be %s', (url) => {
  expect(parseMediaUrl(url).href).toBe(url);
});

it.each([
  ['rtmp://a.example/x', 'media.unsupported-transport'],
  ['file:///etc/passwd', 'media.unsupported-transport'],
  ['javascript:alert(1)', 'media.unsupported-transport'],
  ['', 'media.no-url'],
])('an upstream URL may not be %j', (url, code) => {
  expect(() => parseMediaUrl(url)).toThrow(expect.objectContaining({ code }));
});

it.each([
  [401, 'media.url-expired'],
  [403, 'media.url-expired'],
  [404, 'media.url-expired'],
  [429, 'cloud.rate-limited'],
  [500, 'cloud.unavailable'],
  [418, 'network.bad-answer'],
])('a failure of status %i is %s, and worth another attempt', (status, code) => {
  expect(statusFailure(status, 'a.example')).toMatchObject({ code, retryable: true, params: { host: 'a.example' } });
});

it.each([
  ['ECONNREFUSED', 'network.unreachable'],
  ['ENOTFOUND', 'network.dns'],
  ['ECONNRESET', 'network.reset'],
  ['ETIMEDOUT', 'network.timeout'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.certificate-self-signed'],
  ['CERT_HAS_EXPIRED', 'network.certificate-expired'],
  ['HPE_INVALID_CONSTANT', 'network.bad-answer'],
  ['EWHATEVER', 'network.reset'],
])('a failure of the system, %s, is %s', (system, code) => {
  const error = Object.assign(new Error('connect failed'), { code: system });
  expect(socketFailure(error, 'a.example').code).toBe(code);
});
