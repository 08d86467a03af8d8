import { expect, it } from 'vitest';
import { networkError } from '../../../../../../main/vendors/core/http/network-error.ts';

it.each([
  ['ENOTFOUND', 'network.dns'],
  ['EAI_AGAIN', 'network.dns'],
  ['ECONNREFUSED', 'network.unreachable'],
  ['EHOSTUNREACH', 'network.unreachable'],
  ['ECONNRESET', 'network.reset'],
  ['EPIPE', 'network.reset'],
  ['ETIMEDOUT', 'network.timeout'],
  ['CERT_HAS_EXPIRED', 'network.certificate-expired'],
  ['CERT_NOT_YET_VALID', 'network.certificate-not-yet-valid'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.certificate-self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'network.certificate-unknown-issuer'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'network.tls-too-old'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'network.tls-too-old'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'network.tls'],
  ['EPROTO', 'network.tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'network.certificate-other-host'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network.certificate-unknown-issuer'],
  ['HPE_INVALID_CONSTANT', 'network.bad-answer'],
])('the failure %s becomes %s and names the host', (code, expected) => {
  const error = networkError(Object.assign(new Error('x'), { code }), 'api.example');
  expect(error).toMatchObject({ code: expected, params: { host: 'api.example', detail: code } });
});

it('a server that refuses TLS 1.2 is recognised also where Node states the reason only in words', () => {
  const words = 'write EPROTO 40:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:';
  const error = networkError(Object.assign(new Error(words), { code: 'EPROTO' }), 'api.example');
  expect(error).toMatchObject({ code: 'network.tls-too-old', params: { host: 'api.example', detail: 'EPROTO' } });
});

it('a failed connection is explained from the attempts over several addresses', () => {
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  expect(networkError(new AggregateError([refused, refused]), 'h').code).toBe('network.unreachable');
});
