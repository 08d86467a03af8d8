/**
 * A ZIP that other programs unpack differently is no evidence: some read from the front, some from the list at the end, some
 * follow fields that others ignore. Each attack here leaves the list, its signature and the listed bytes as they are.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestBytes } from '../../../../../main/services/exports/manifest.ts';
import { fingerprintOf, signatureBytes } from '../../../../../main/services/exports/signature.ts';
import { verifyBundle } from '../../../../../main/services/exports/verify.ts';
import { testFolder } from '../folder.ts';
import { handZip, type EntryKnobs, type HandEntry, type ZipKnobs } from '../../../../hand-zip.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const knownKeys = new Set([fingerprintOf(publicKey)]);
const footage = Buffer.alloc(5_000, 'footage');
const other = handZip([{ name: 'two.mp4', bytes: Buffer.from('other footage') }]);

const manifest = manifestBytes({
  format: 'lanner-evidence',
  version: 1,
  sources: [],
  madeAtMs: 1,
  madeBy: 'Ada',
  reason: 'case 7',
  tool: { name: 'Lanner', version: '0.1.0' },
  files: ['one.mp4', 'two.mp4'].map((path) => ({
    path,
    kind: 'recording',
    sizeBytes: footage.length,
    source: null,
    range: null,
    sha256: createHash('sha256').update(footage).digest('hex'),
  })),
});
const signature = signatureBytes(manifest, privateKey);

async function judged(knobs: Partial<Record<'one' | 'two' | 'list', EntryKnobs>>, all: ZipKnobs = {}) {
  const entries: HandEntry[] = [
    { name: 'one.mp4', bytes: footage, knobs: knobs.one ?? {} },
    { name: 'two.mp4', bytes: footage, knobs: knobs.two ?? {} },
    { name: 'manifest.json', bytes: manifest, isPacked: true, knobs: knobs.list ?? {} },
    { name: 'manifest.sig', bytes: signature, isPacked: true },
  ];
  const path = join(testFolder(), 'case.zip');
  await writeFile(path, handZip(entries, all));
  return await verifyBundle(path, { knownKeys });
}

/** A field with another name, which Info-ZIP follows. */
const nameField = Buffer.concat([Buffer.from([0x75, 0x70, 13, 0, 1, 0, 0, 0, 0]), Buffer.from('evil.exe')]);
const time = Buffer.from([0x55, 0x54, 5, 0, 3, 1, 2, 3, 4]);

it('a ZIP in the form of the writer of bundles is valid', async () => {
  expect(await judged({})).toMatchObject({ isValid: true, files: [{ state: 'valid' }, { state: 'valid' }] });
});

describe('invalid ZIP files', () => {
  // @promise evidence.form: A ZIP that is not byte for byte in the form in which the client writes one is not valid, so
  // that no program unpacks anything else from it: a bundle that was packed again must be unpacked and judged as a
  // folder.
  // @promise security.zip-form: A ZIP of evidence is accepted only byte for byte in the form of our writer; only
  // folders and regular files are opened.
  it.each<[string, EntryKnobs]>([
    ['that is not in its list', { before: other.subarray(0, other.indexOf('PK\x01\x02')) }],
    ['whose name is another one before the bytes', { localName: '../../evil.sh' }],
    ['whose size is another one before the bytes', { localSize: 100 }],
    ['whose size stands behind the bytes, as the header alone says', { localFlags: 0x808 }],
    ['whose name is in another alphabet', { flags: 0, localFlags: 0 }],
    ['whose name is in another alphabet before the bytes', { localFlags: 0 }],
    ['with another time before the bytes', { localTime: 7 }],
    ['with another name in a field', { extra: Buffer.concat([time, nameField]) }],
    ['with another name in a field before the bytes', { localExtra: nameField }],
    ['with a field that nobody knows', { extra: Buffer.concat([time, Buffer.from([0xfe, 0xca, 0, 0])]) }],
    ['without a time', { extra: Buffer.alloc(0) }],
    ['with a comment', { comment: 'x' }],
    ['with the mark setuid', { attributes: 0o104755 * 65_536 }],
    ['with marks of DOS', { attributes: 0o100600 * 65_536 + 0x10 }],
    ['that is a device', { attributes: 0o060600 * 65_536 }],
    ['made by another system', { madeBy: 0x14 }],
    ['that is said to be text', { internal: 1 }],
    ['behind a gap', { before: Buffer.alloc(1) }],
    ['before a gap', { behind: Buffer.from('PK') }],
    ['with a method of its own', { method: 12 }],
  ])('a ZIP is not valid with an entry %s', async (_, knobs) => {
    for (const entry of ['one', 'two'] as const) {
      const verdict = await judged({ [entry]: knobs });
      expect(verdict.isValid).toBe(false);
      expect(verdict.files.some(({ state }) => state === 'refused')).toBe(true);
    }
  });

  it.each<[string, ZipKnobs]>([
    ['a comment', { comment: 'see other.zip' }],
    ['another ZIP behind it', { behind: other }],
    ['bytes behind it', { behind: Buffer.alloc(1) }],
    ['bytes before its list', { beforeList: Buffer.from('PK\x03\x04') }],
    ['bytes behind its list', { beforeEnd: Buffer.alloc(20) }],
    ['fewer entries than it has', { count: 3 }],
  ])('a ZIP is not valid with %s', async (_, knobs) => {
    const verdict = await judged({}, knobs).catch((error: unknown) => error as { readonly code: string });
    if ('code' in verdict) expect(verdict.code).toBe('evidence.unreadable');
    else expect(verdict.isValid).toBe(false);
  });

  // @promise security.zip-form
  it('a ZIP is not valid when its list of files has bytes behind its packed bytes', async () => {
    const verdict = await judged({ list: { behindPacked: other } });
    expect(verdict).toMatchObject({ isValid: false });
    expect(verdict.files).toContainEqual({ path: 'manifest.json', state: 'refused', why: 'form' });
  });

  it('a ZIP is not valid with a script before it, which programs mistake for the file', async () => {
    const script = Buffer.from('#!/bin/sh\necho evil\n');
    const verdict = await judged({ one: { before: script } });
    expect(verdict).toMatchObject({ isValid: false });
    expect(verdict.files[0]).toEqual({ path: 'one.mp4', state: 'refused', why: 'form' });
  });
});

// @promise security.zip-form
it('a pipe in place of a bundle is refused, and nobody waits for it', async () => {
  const path = join(testFolder(), 'case.zip');
  execFileSync('mkfifo', [path]);
  await expect(verifyBundle(path, { knownKeys })).rejects.toMatchObject({ code: 'evidence.unreadable' });
});
