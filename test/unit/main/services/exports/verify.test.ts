import { createHash, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createWriteStream, linkSync, mkdirSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { writeBundle, type BundleOrder } from '../../../../../main/services/exports/bundle-writer.ts';
import { manifestBytes, readManifest } from '../../../../../main/services/exports/manifest.ts';
import { fingerprintOf, signatureBytes } from '../../../../../main/services/exports/signature.ts';
import { verifyBundle } from '../../../../../main/services/exports/verify.ts';
import { testFolder } from '../folder.ts';
import { facts, range, source } from './evidence-facts.ts';
import { sharedBytes } from './shared-zip.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const FINGERPRINT = fingerprintOf(publicKey);
const knownKeys = new Set([FINGERPRINT]);
/** Two files of footage in a folder of their own, and the order to bundle them. */
async function order(form: 'folder' | 'zip', more: Partial<BundleOrder> = {}): Promise<BundleOrder> {
  const root = testFolder();
  await mkdir(join(root, 'from'));
  const names = ['one.mp4', 'two.mp4'];
  for (const [i, name] of names.entries()) await writeFile(join(root, 'from', name), Buffer.alloc(200_000 + i, i + 1));
  const files = names.map((name) => ({
    from: join(root, 'from', name),
    path: `北门/${name}`,
    kind: 'recording' as const,
    source: 0,
    range,
  }));
  const target = join(root, form === 'zip' ? 'case.zip' : 'case');
  return {
    target,
    form,
    facts,
    sources: [source],
    files,
    key: privateKey,
    tag: 'test',
    signal: new AbortController().signal,
    ...more,
  };
}

async function bundle(form: 'folder' | 'zip', more: Partial<BundleOrder> = {}): Promise<string> {
  const given = await order(form, more);
  await writeBundle(given);
  return given.target;
}

const statesOf = async (path: string) => {
  const { files, isValid } = await verifyBundle(path, { knownKeys });
  return { isValid, files: files.map(({ path: name, state, why }) => `${name} ${why ?? state}`) };
};

describe.each(['folder', 'zip'] as const)('a bundle that is a %s', (form) => {
  it('a bundle is valid as it was written, and names its author, time and reason', async () => {
    const verdict = await verifyBundle(await bundle(form), { knownKeys });
    expect(verdict).toMatchObject({
      isValid: true,
      manifest: 'read',
      signature: 'valid',
      fingerprint: FINGERPRINT,
      facts,
      files: [{ state: 'valid' }, { state: 'valid' }],
    });
  });

  it('a bundle is not valid when no key signed it, or a key that this computer does not know', async () => {
    const unsigned = await bundle(form, { key: null });
    expect(await verifyBundle(unsigned, { knownKeys })).toMatchObject({ isValid: false, signature: 'unsigned' });
    const foreign = await verifyBundle(await bundle(form), { knownKeys: new Set() });
    expect(foreign).toMatchObject({ isValid: false, signature: 'unknown-key', fingerprint: FINGERPRINT });
    expect(foreign.files.every(({ state }) => state === 'valid')).toBe(true);
  });
  // @promise evidence.named-last: A bundle gets its name when it is whole and on the disk.
  it('a bundle is not written over something, and leaves nothing behind when it fails or is given up', async () => {
    const given = await order(form);
    await writeBundle(given);
    await expect(writeBundle(given)).rejects.toThrow();
    expect((await verifyBundle(given.target, { knownKeys })).isValid).toBe(true);
    const lacking = await order(form, {
      files: [{ ...(given.files[0] as (typeof given.files)[0]), from: '/nowhere/x' }],
    });
    const missing = { code: 'storage.gone', params: { folder: '/nowhere/x' } };
    await expect(writeBundle(lacking)).rejects.toMatchObject(missing);
    const abort = new AbortController();
    abort.abort();
    const ended = await order(form, { signal: abort.signal });
    await expect(writeBundle(ended)).rejects.toMatchObject({ code: 'cancelled' });
    for (const { target } of [lacking, ended]) expect(await readdir(join(target, '..'))).toEqual(['from']);
  });
});

it.each(['folder', 'zip'] as const)('writing a bundle as a %s does not change other files beside it', async (form) => {
  const given = await order(form);
  const foreign = `${given.target}.part`;
  await mkdir(foreign);
  await writeFile(join(foreign, 'mine.txt'), 'mine');
  await writeBundle(given);
  await expect(writeBundle(given)).rejects.toThrow();
  expect(await readFile(join(foreign, 'mine.txt'), 'utf8')).toBe('mine');
});

describe('a folder of evidence', () => {
  it('a verdict names each file that was altered, removed, added or renamed', async () => {
    const path = await bundle('folder');
    const one = join(path, '北门', 'one.mp4');
    const bytes = await readFile(one);
    bytes[100_000] = 0xff;
    await writeFile(one, bytes);
    await rename(join(path, '北门', 'two.mp4'), join(path, '北门', 'three.mp4'));
    expect(await statesOf(path)).toEqual({
      isValid: false,
      files: ['北门/one.mp4 altered', '北门/two.mp4 missing', '北门/three.mp4 added'],
    });
  });

  it('a list that was cut is not understood, and a list that was changed has a broken signature', async () => {
    const path = await bundle('folder');
    const list = join(path, 'manifest.json');
    const bytes = await readFile(list);
    await writeFile(list, bytes.subarray(0, bytes.length - 10));
    expect(await verifyBundle(path, { knownKeys })).toMatchObject({ manifest: 'not-understood', signature: 'broken' });
    await writeFile(list, bytes.toString('utf8').replace('case 7', 'case 8'));
    const changed = await verifyBundle(path, { knownKeys });
    expect(changed).toMatchObject({ isValid: false, manifest: 'read', signature: 'broken' });
    await writeFile(list, bytes.toString('utf8').replace('"version": 2,', '"version": 3,'));
    expect(await verifyBundle(path, { knownKeys })).toMatchObject({ manifest: 'newer', isValid: false });
    await rm(list);
    expect(await verifyBundle(path, { knownKeys })).toMatchObject({ manifest: 'missing', isValid: false });
  });
  // @promise export.version-one: Lists of files with notes are of version 2; lists of version 1 are read as before.
  it('a list of version 1, which has no notes, is read as before', () => {
    const { notes, moreNotes, ...old } = source;
    const list = { format: 'lanner-evidence', version: 1, ...facts, sources: [old], files: [] };
    const read = readManifest(Buffer.from(JSON.stringify(list)));
    expect(read).toMatchObject({ version: 1, sources: [{ notes, moreNotes, camera: old.camera }] });
  });
  // @promise evidence.links: A bundle is read in place: nothing is unpacked, and no link is followed.
  it('a reader does not follow links out of the bundle, and does not wait for a pipe', async () => {
    const path = await bundle('folder');
    const one = join(path, '北门', 'one.mp4');
    await cp(one, `${path}.outside`);
    await rm(one);
    await symlink(`${path}.outside`, one);
    await symlink('/etc', join(path, 'folder-link'));
    execFileSync('mkfifo', [join(path, 'pipe')]);
    const { isValid, files } = await statesOf(path);
    expect(isValid).toBe(false);
    expect(files.toSorted()).toEqual(['folder-link link', 'pipe special', '北门/one.mp4 link', '北门/two.mp4 valid']);
  });
  // @promise evidence.many: A folder that holds more files or folders than a bundle can is no bundle, and is not read
  // to its end.
  it('a folder with very many empty folders is no bundle, and is not read to its end', async () => {
    const path = await bundle('folder');
    for (let i = 0; i <= 5_000; i += 1) mkdirSync(join(path, `empty-${i}`));
    await expect(verifyBundle(path, { knownKeys })).rejects.toMatchObject({
      code: 'evidence.unreadable',
      params: { detail: 'too many folders' },
    });
  });

  it('a second name of the same file counts as the file, since its bytes are judged', async () => {
    const path = await bundle('folder');
    linkSync(join(path, '北门', 'one.mp4'), `${path}.second-name`);
    expect((await statesOf(path)).isValid).toBe(true);
  });
});

/** A ZIP with a signed list of the given files and any further entries. */
async function zipOf(add: (zip: yazl.ZipFile) => void, listed: Readonly<Record<string, Buffer>> = {}): Promise<string> {
  const files = Object.entries(listed).map(([path, bytes]) => ({
    path,
    kind: 'recording' as const,
    sizeBytes: bytes.length,
    source: null,
    range: null,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const list = manifestBytes({ format: 'lanner-evidence', version: 1, ...facts, sources: [], files });
  const zip = new yazl.ZipFile();
  zip.addBuffer(list, 'manifest.json');
  zip.addBuffer(signatureBytes(list, privateKey), 'manifest.sig');
  add(zip);
  zip.end();
  const path = join(testFolder(), 'made.zip');
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** Puts another name of the same length in place of a name, in all headers. */
async function renameInZip(path: string, from: string, to: string): Promise<void> {
  const bytes = await readFile(path);
  const name = Buffer.from(to).toString('latin1');
  expect(name).toHaveLength(from.length);
  await writeFile(path, bytes.toString('latin1').replaceAll(from, name), 'latin1');
}

const CENTRAL_HEADER = 0x02014b50;
const END_OF_LIST = 0x06054b50;

/** The extra field that unpackers prefer to the name in an entry's header (Info-ZIP, 0x7075). */
function unicodePath(name: string, header: string): Buffer {
  const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)]);
  data.writeUInt32LE(crc32(header), 1);
  const field = Buffer.alloc(4);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(data.length, 2);
  return Buffer.concat([field, data]);
}

/** Adds a field to an entry in the list of the ZIP. */
async function addField(path: string, name: string, field: Buffer): Promise<void> {
  const bytes = await readFile(path);
  const atName = bytes.lastIndexOf(name);
  const header = atName - 46;
  expect(bytes.readUInt32LE(header)).toBe(CENTRAL_HEADER);
  const extraBytes = bytes.readUInt16LE(header + 30);
  bytes.writeUInt16LE(extraBytes + field.length, header + 30);
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(END_OF_LIST);
  bytes.writeUInt32LE(bytes.readUInt32LE(end + 12) + field.length, end + 12);
  const cut = atName + name.length + extraBytes;
  await writeFile(path, Buffer.concat([bytes.subarray(0, cut), field, bytes.subarray(cut)]));
}

describe('a ZIP of evidence', () => {
  it.each([
    ['another name', '../../evil.mp4', 'a.mp4', { isValid: false, files: ['a.mp4 names'] }],
    ['another name that most unpackers ignore', 'b.mp4', 'old.mp4', { isValid: false, files: ['a.mp4 names'] }],
    ['the same name', 'a.mp4', 'a.mp4', { isValid: false, files: ['a.mp4 form'] }],
  ])('an entry is judged by the name under which it is unpacked: %s', async (_, unpacked, header, verdict) => {
    const good = Buffer.alloc(1000, 7);
    const path = await zipOf((zip) => zip.addBuffer(good, 'a.mp4', { compress: false }), { 'a.mp4': good });
    await addField(path, 'a.mp4', unicodePath(unpacked, header));
    expect(await statesOf(path)).toEqual(verdict);
  });

  it('a folder whose other name is that of a file is refused', async () => {
    const path = await zipOf((zip) => zip.addEmptyDirectory('inside/'));
    await addField(path, 'inside/', unicodePath('evil.mp4', 'inside/'));
    expect(await statesOf(path)).toEqual({ isValid: false, files: ['inside/ names'] });
  });
  // @promise evidence.two-names: An entry that has another name before its bytes than in the list is refused.
  it('an entry that has another name before its bytes than in the list is refused', async () => {
    const good = Buffer.alloc(1000, 7);
    const path = await zipOf((zip) => zip.addBuffer(good, 'aaaa.mp4', { compress: false }), { 'aaaa.mp4': good });
    const bytes = await readFile(path);
    bytes.write('../a.mp4', bytes.indexOf('aaaa.mp4', bytes.indexOf('manifest.sig')));
    await writeFile(path, bytes);
    expect(await statesOf(path)).toEqual({ isValid: false, files: ['aaaa.mp4 names'] });
  });
  // @promise evidence.names: An entry with a name that leads out of the bundle is refused.
  // @promise failures.odd-bundle: What is odd in a bundle of somebody else is refused with its reason, nothing is
  // unpacked, and the other files are judged.
  it.each([
    ['aaaaaaaa.mp4', '../../../a.x'],
    ['aaaaaaaa.mp4', '/etc/shadow1'],
    ['aaaaaaaa.mp4', 'C:\\temp\\aa.x'],
    ['aaaaaaaa.mp4', 'con.aaaa.mp4'],
    ['aaaaaaaa.mp4', 'conin$.aa.x4'],
    ['aaaaaaaaa.mp4', 'com\u00b9.aaa.mp4'],
    ['aaaaaaaaa.mp4', 'aaaaaa\u200d.mp4'],
    ['aaaaaaaaa.mp4', 'aaaaaaa\u009b.mp4'],
    ['aaaaaaaaa.mp4', 'aaaaaa\u2028.mp4'],
    ['aaaaaaaa.mp4', 'x/../../aaaa'],
  ])('an entry %s of a ZIP that is renamed to %j is refused', async (from, to) => {
    const path = await zipOf((zip) => zip.addBuffer(Buffer.from('x'), from));
    await renameInZip(path, from, to);
    expect(await statesOf(path)).toEqual({ isValid: false, files: [`${to} path`] });
  });

  it('a name of 64 KB is refused, and its begin is shown', async () => {
    const path = await zipOf((zip) => zip.addBuffer(Buffer.from('x'), 'a'.repeat(60_000)));
    expect(await statesOf(path)).toEqual({ isValid: false, files: [`${'a'.repeat(512)}… path`] });
  });
  // @promise evidence.second: A second entry with the name of a file is refused, also in other letters.
  it('a second entry with the name of a file is refused, also in other letters', async () => {
    const good = Buffer.alloc(1000, 7);
    const path = await zipOf(
      (zip) => {
        zip.addBuffer(good, 'a.mp4', { compress: false });
        zip.addBuffer(Buffer.alloc(1000, 8), 'A.mp4', { compress: false });
      },
      { 'a.mp4': good },
    );
    expect(await statesOf(path)).toEqual({ isValid: false, files: ['a.mp4 valid', 'A.mp4 twice'] });
  });
  // @promise evidence.second-list: A ZIP with a second list or a second signature is not valid.
  it.each(['manifest.json', 'manifest.sig'])(
    'a second entry %s is refused: another program could read that one in place of the first',
    async (name) => {
      const good = Buffer.alloc(1000, 7);
      const other = name.replace('manifest', 'mmmmmmmm');
      const path = await zipOf(
        (zip) => {
          zip.addBuffer(good, 'a.mp4', { compress: false });
          zip.addBuffer(Buffer.from('{}'), other);
        },
        { 'a.mp4': good },
      );
      await renameInZip(path, other, name);
      expect(await statesOf(path)).toEqual({ isValid: false, files: ['a.mp4 valid', `${name} twice`] });
    },
  );

  it('a folder inside a ZIP is not written by this client and is refused, also when its name leads out of the bundle', async () => {
    const good = Buffer.alloc(1000, 7);
    const path = await zipOf(
      (zip) => {
        zip.addEmptyDirectory('inside/');
        zip.addEmptyDirectory('aa/aaaaaaaa/');
        zip.addBuffer(good, 'a.mp4', { compress: false });
      },
      { 'a.mp4': good },
    );
    const refused = ['inside/ form', 'aa/aaaaaaaa/ form'];
    expect(await statesOf(path)).toEqual({ isValid: false, files: ['a.mp4 valid', ...refused] });
    await renameInZip(path, 'aa/aaaaaaaa/', '../aaaaaaaa/');
    expect(await statesOf(path)).toEqual({
      isValid: false,
      files: ['a.mp4 valid', '../aaaaaaaa/ path', 'inside/ form'],
    });
  });
  // @promise evidence.tight: An entry that is packed tighter than footage can be is refused and never unpacked.
  // @promise failures.odd-bundle
  it('an entry that is packed tighter than footage can be is refused and never unpacked', async () => {
    const bomb = Buffer.alloc(50_000_000);
    const path = await zipOf((zip) => zip.addBuffer(bomb, 'a.mp4', { compress: true }), { 'a.mp4': bomb });
    expect(await statesOf(path)).toEqual({ isValid: false, files: ['a.mp4 packed'] });
  });

  // @promise security.zip-form
  // @promise failures.odd-bundle
  it('entries that share their packed bytes are refused once they unpack to more than a ZIP of this size has room for', async () => {
    const path = join(testFolder(), 'shared.zip');
    const count = 60;
    const { zip, plainBytes } = sharedBytes(count);
    await writeFile(path, zip);
    expect(plainBytes).toBeLessThan(40 * zip.length);
    expect(count * plainBytes).toBeGreaterThan(100 * zip.length);
    const refused = (await statesOf(path)).files.filter((one) => one.endsWith(' packed'));
    expect(refused.length).toBeLessThan(count);
    expect((count - refused.length) * plainBytes).toBeLessThanOrEqual(40 * zip.length);
  });

  it('a ZIP that is damaged or cut is never valid with other files, and ends as altered or as no bundle', async () => {
    const path = await bundle('zip');
    const whole = await readFile(path);
    const damaged = `${path}.damaged`;
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.integer({ min: 1, max: 255 }), cut: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to, cut }) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ to;
        await writeFile(damaged, cut ? bytes.subarray(0, at) : bytes);
        const verdict = await verifyBundle(damaged, { knownKeys }).catch((error: unknown) => error);
        if (verdict instanceof Error) {
          expect(verdict).toMatchObject({ code: 'evidence.unreadable' });
          return;
        }
        // A change of a date or of a comment in the container is no change of the evidence.
        const { isValid, files } = verdict as Awaited<ReturnType<typeof verifyBundle>>;
        if (isValid) expect(files.map(({ state }) => state)).toEqual(['valid', 'valid']);
      }),
      { numRuns: 60 },
    );
  });
});
