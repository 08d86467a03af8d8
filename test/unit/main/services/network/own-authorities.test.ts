import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { trustable } from '../../../../../main/services/network/own-authorities.ts';
import { makeAuthority, makeCertificate } from '../../../../security/certificates.ts';

const stored = (pem: string, fingerprint = new X509Certificate(pem).fingerprint256) => ({
  fingerprint,
  subject: 'CN=Site',
  issuer: 'CN=Site',
  validToMs: 1,
  addedBy: 'somebody',
  addedAtMs: 1,
  pem,
});

// @promise security.authority-stored: A stored certificate that is no authority, or has another fingerprint than the
// list, is left out.
it('a stored authority that differs from its entry in the list is left out', () => {
  const [site, other] = [makeAuthority('Site').cert, makeAuthority('Other').cert];
  const authorities = [
    stored(site),
    stored(other, new X509Certificate(site).fingerprint256),
    stored(makeCertificate().cert),
    stored('-----BEGIN CERTIFICATE-----', 'AA'),
  ];
  expect(trustable({ authorities })).toEqual([new X509Certificate(site).toString()]);
});
