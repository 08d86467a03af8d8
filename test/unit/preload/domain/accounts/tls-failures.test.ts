/** The codes with which Node reports that a certificate is refused: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
import { expect, it } from 'vitest';
import { TLS_FAILURES, tlsFailureOf } from '../../../../../preload/domain/accounts/tls-failures.ts';

it.each([
  ['CERT_HAS_EXPIRED', 'network.certificate-expired'],
  ['CERT_NOT_YET_VALID', 'network.certificate-not-yet-valid'],
  ['HOSTNAME_MISMATCH', 'network.certificate-other-host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.certificate-self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'network.certificate-unknown-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'network.certificate-unknown-issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network.certificate-unknown-issuer'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network.certificate-unknown-issuer'],
  ['CERT_UNTRUSTED', 'network.certificate-unknown-issuer'],
  ['CERT_REJECTED', 'network.certificate-unknown-issuer'],
  ['CERT_SIGNATURE_FAILURE', 'network.certificate-unknown-issuer'],
  ['CERT_CHAIN_TOO_LONG', 'network.tls'],
  ['CERT_REVOKED', 'network.tls'],
  ['CRL_HAS_EXPIRED', 'network.tls'],
  ['CRL_NOT_YET_VALID', 'network.tls'],
  ['CRL_SIGNATURE_FAILURE', 'network.tls'],
  ['ERROR_IN_CERT_NOT_AFTER_FIELD', 'network.tls'],
  ['ERROR_IN_CERT_NOT_BEFORE_FIELD', 'network.tls'],
  ['ERROR_IN_CRL_LAST_UPDATE_FIELD', 'network.tls'],
  ['ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'network.tls'],
  ['INVALID_CA', 'network.tls'],
  ['INVALID_PURPOSE', 'network.tls'],
  ['OUT_OF_MEM', 'network.tls'],
  ['PATH_LENGTH_EXCEEDED', 'network.tls'],
  ['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'network.tls'],
  ['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'network.tls'],
  ['UNABLE_TO_DECRYPT_CRL_SIGNATURE', 'network.tls'],
  ['UNABLE_TO_GET_CRL', 'network.tls'],
  ['UNSPECIFIED', 'network.tls'],
])('a certificate that Node refuses with %s is a failure of TLS: %s', (code, failure) => {
  expect(tlsFailureOf(code)).toBe(failure);
  expect(TLS_FAILURES.has(failure)).toBe(true);
});

it.each(['ECONNRESET', 'ENOTFOUND', 'HPE_INVALID_CONSTANT', ''])('%j is no failure of TLS', (code) => {
  expect(tlsFailureOf(code)).toBeNull();
});
