import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { systemAuthorities } from '../../../../../main/authorities.ts';
import { Network } from '../../../../../main/services/network/network.ts';
import { wayTo } from '../../../../../main/ways.ts';
import { makeAuthority } from '../../../../security/certificates.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanner-network-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('stored authorities are trusted before the first connection opens, also to this computer, and the start does not wait for them', async () => {
  const pem = new X509Certificate(makeAuthority('Stored').cert).toString();
  const { fingerprint256: fingerprint } = new X509Certificate(pem);
  const network = new Network({ dataDir, host: {}, keychain: null });
  const names = { subject: 'CN=Stored', issuer: 'CN=Stored', addedBy: 'somebody', addedAtMs: 1 };
  network.settings.set({ ...network.settings.get(), authorities: [{ ...names, fingerprint, validToMs: 1, pem }] });
  const isTrusted = (): boolean => getCACertificates('default').some((one) => one.trim() === pem.trim());
  expect(isTrusted()).toBe(false);
  expect(await wayTo(new URL('https://127.0.0.1/'), true)).toBeNull();
  expect(isTrusted()).toBe(true);
  network.dispose();
});

it('each authority of the system is named once', async () => {
  const found = await systemAuthorities();
  expect(new Set(found).size).toBe(found.length);
  for (const pem of found.slice(0, 3)) expect(new X509Certificate(pem).subject).not.toBe('');
});
