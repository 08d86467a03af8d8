import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { authoritiesIn } from '../../../../../main/services/network/authority-file.ts';
import { MAX_AUTHORITIES_PER_FILE } from '../../../../../preload/domain/bounds.ts';
import { makeAuthority, makeCertificate } from '../../../../security/certificates.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const site = makeAuthority('Site');

it('each authority of a file is read once, and the words between the authorities are left out', () => {
  const other = makeAuthority('Other');
  const text = `Bag attributes\r\n${site.cert.replaceAll('\n', '\r\n')}\n# and\n${other.cert}${site.cert}`;
  const found = authoritiesIn(text, NOW_MS);
  expect(found.map(({ subject }) => subject)).toEqual(['CN=Site', 'CN=Other']);
  expect(found[0]).toMatchObject({ fingerprint: new X509Certificate(site.cert).fingerprint256, issuer: 'CN=Site' });
  expect(found[0]?.validToMs).toBe(Date.UTC(2049, 11, 31, 23, 59, 59));
});

// @promise security.authority-file: A file with the certificate of a server, a private key or too many certificates is
// refused whole.
it.each([
  ['no certificate', 'a letter', 'no-certificate'],
  [
    'a block that is no certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    'no-certificate',
  ],
  ['a private key', `${site.cert}${site.key}`, 'private-key'],
  ['the certificate of a server', `${site.cert}${makeCertificate({ by: site }).cert}`, 'no-authority'],
  ['an authority that has ended', makeAuthority('Old', { until: '210101000000Z' }).cert, 'ended'],
  ['an authority that is not valid yet', makeAuthority('Early', { from: '480101000000Z' }).cert, 'ended'],
  ['too many certificates', site.cert.repeat(MAX_AUTHORITIES_PER_FILE + 1), 'too-many'],
])('a file with %s gives no authority', (_, text, detail) => {
  expect(() => authoritiesIn(text, NOW_MS)).toThrow(
    expect.objectContaining({ code: 'input.invalid-field', params: expect.objectContaining({ detail }) as unknown }),
  );
});
