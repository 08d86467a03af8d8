import { expect, it } from 'vitest';
import {
  certificateState,
  hostWithoutTls,
  mediaHostOf,
  untrustedHostOf,
} from '../../../../../preload/domain/accounts/media-hosts.ts';

it.each([
  ['http://media.example/a', 'media.example:80'],
  ['https://media.example/a', 'media.example:443'],
  ['https://MEDIA.example.:8443/a', 'media.example:8443'],
  ['http://[FD00::7]/a', '[fd00::7]:80'],
])('the host of %s is allowed as %s', (url, host) => {
  expect(mediaHostOf(new URL(url))).toBe(host);
});

it.each([
  ['network.certificate-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'media.example:8443', 'media.example:8443'],
  ['network.certificate-unknown-issuer', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'media.example', 'media.example:443'],
  ['network.certificate-other-host', 'ERR_TLS_CERT_ALTNAME_INVALID', '[fd00::7]', '[fd00::7]:443'],
  ['network.certificate-expired', 'CERT_HAS_EXPIRED', 'media.example', null],
  ['network.tls', 'EPROTO', 'media.example', null],
  ['network.reset', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'media.example', null],
])('a failure %s with %s at %s offers a certificate of %s', (code, detail, host, offered) => {
  expect(untrustedHostOf({ code, params: { host, detail } })).toBe(offered);
});

it('the end of a certificate is announced from fourteen days before', () => {
  const day = 86_400_000;
  expect([15 * day, 13 * day, 0, -1].map((leftMs) => certificateState(100 * day + leftMs, 100 * day))).toEqual([
    'good',
    'soon',
    'ended',
    'ended',
  ]);
});

it.each([
  ['network.unreachable', 'ECONNREFUSED', 'media.example', 'media.example:80'],
  ['network.tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'media.example.', 'media.example:80'],
  ['network.reset', 'EPROTO', 'media.example', 'media.example:80'],
  ['network.unreachable', 'ECONNREFUSED', 'media.example:8443', null],
  ['network.unreachable', 'ENETUNREACH', 'media.example', null],
  ['network.timeout', '', 'media.example', null],
  ['cloud.unavailable', 'ECONNREFUSED', 'media.example', null],
])('a failure %s with %s at %s offers plain http from %s', (code, detail, host, offered) => {
  expect(hostWithoutTls({ code, params: { host, detail } })).toBe(offered);
});
