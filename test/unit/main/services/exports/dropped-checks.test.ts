import { MAX_PIECE_BYTES } from '../../../../../preload/domain/bounds.ts';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';

import { writeBundle } from '../../../../../main/services/exports/bundle-writer.ts';
import { DroppedChecks } from '../../../../../main/services/exports/dropped-checks.ts';
import { fingerprintOf } from '../../../../../main/services/exports/signature.ts';
import { verifyBundle } from '../../../../../main/services/exports/verify.ts';
import type { DroppedBundle, DroppedStep } from '../../../../../preload/contract/exports.ts';
import { testFolder } from '../folder.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const knownKeys = new Set([fingerprintOf(publicKey)]);
const checks = (): DroppedChecks => new DroppedChecks(() => Promise.resolve(knownKeys));
const range = { fromMs: 1, toMs: 2 };
const SIZE_BYTES = 2 * MAX_PIECE_BYTES + 77;

/** A signed bundle with one file of a little more than two pieces. */
async function bundle(form: 'folder' | 'zip'): Promise<string> {
  const root = testFolder();
  await mkdir(join(root, 'from'));
  const from = join(root, 'from', 'one.mp4');
  await writeFile(from, Buffer.alloc(SIZE_BYTES, 'footage'));
  const target = join(root, form === 'zip' ? 'case.zip' : 'case');
  await writeBundle({
    target,
    form,
    sources: [],
    key: privateKey,
    tag: 'test',
    signal: new AbortController().signal,
    facts: { madeAtMs: 1, madeBy: 'Ada', reason: 'case 7', tool: { name: 'Lanner', version: '0.1.0' } },
    files: [{ from, path: '北门/one.mp4', kind: 'recording', source: null, range }],
  });
  return target;
}

/** A window's description of a bundle on the disk. */
async function toldOf(path: string): Promise<DroppedBundle> {
  const found = await stat(path);
  if (!found.isDirectory()) return { name: basename(path), content: { kind: 'zip', sizeBytes: found.size } };
  const names = (await readdir(path, { recursive: true })).map(String);
  const all = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(path, name)) })));
  const files = all.filter((one) => one.found.isFile()).map((one) => ({ path: one.name, sizeBytes: one.found.size }));
  return { name: basename(path), content: { kind: 'folder', files } };
}

/** Answers as a window does, until the verdict. */
async function check(path: string): Promise<Extract<DroppedStep, { state: 'judged' }> & { pieces: number }> {
  const service = checks();
  let step = await service.begin(await toldOf(path), 'w1');
  let pieces = 0;
  for (; step.state === 'asks'; pieces += 1) {
    expect(step.toByte - step.fromByte).toBeLessThanOrEqual(MAX_PIECE_BYTES);
    const bytes = await readFile(step.path === null ? path : join(path, step.path));
    const base64 = bytes.subarray(step.fromByte, step.toByte).toString('base64');
    step = await service.give(step.checkId, base64, 'w1');
  }
  return { ...step, pieces };
}

// @promise evidence.dropped: A folder or a ZIP that is dropped on the screen of exports is judged as on the disk.
it.each(['folder', 'zip'] as const)('a dropped %s is judged as the same bundle on the disk is', async (form) => {
  const path = await bundle(form);
  const whole = await check(path);
  expect(whole).toMatchObject({ name: basename(path), verdict: { isValid: true } });
  expect(whole.verdict).toEqual(await verifyBundle(path, { knownKeys }));
  expect(whole.pieces).toBeLessThanOrEqual(9);
  const file = form === 'zip' ? path : join(path, '北门', 'one.mp4');
  const bytes = await readFile(file);
  bytes[MAX_PIECE_BYTES] = (bytes[MAX_PIECE_BYTES] ?? 0) ^ 1;
  await writeFile(file, bytes);
  const { verdict } = await check(path);
  expect(verdict.isValid).toBe(false);
  expect(verdict.files).toEqual([{ path: '北门/one.mp4', state: 'altered' }]);
});

it('a dropped folder with a missing and an added file is not valid, and the verdict names both', async () => {
  const path = await bundle('folder');
  await rm(join(path, '北门', 'one.mp4'));
  await writeFile(join(path, 'note.txt'), 'added');
  expect((await check(path)).verdict.files).toEqual([
    { path: '北门/one.mp4', state: 'missing' },
    { path: 'note.txt', state: 'added' },
  ]);
});

// @promise security.dropped-bundles: A dropped bundle stays in the page: main asks for pieces, opens no path, and takes
// no bytes that it did not ask for.
it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x'])(
  'a window that names the file %s gets it refused, and nothing of it is read',
  async (path) => {
    const content = { kind: 'folder' as const, files: [{ path, sizeBytes: 3 }] };
    const step = await checks().begin({ name: 'x', content }, 'w1');
    expect(step).toMatchObject({ state: 'judged', verdict: { isValid: false, manifest: 'missing' } });
    expect(step.state === 'judged' ? step.verdict.files : []).toEqual([{ path, state: 'refused', why: 'path' }]);
  },
);

it('a file that is no ZIP, and a file that the window cannot read, are no bundle', async () => {
  const service = checks();
  const first = await service.begin({ name: 'x.zip', content: { kind: 'zip', sizeBytes: 100 } }, 'w1');
  if (first.state !== 'asks') throw new Error('main asks for the file');
  await expect(service.give(first.checkId, Buffer.alloc(100).toString('base64'), 'w1')).rejects.toMatchObject({
    code: 'evidence.unreadable',
  });
  const second = await service.begin({ name: 'x.zip', content: { kind: 'zip', sizeBytes: 100 } }, 'w1');
  if (second.state !== 'asks') throw new Error('main asks for the file');
  await expect(service.give(second.checkId, null, 'w1')).rejects.toMatchObject({ code: 'evidence.unreadable' });
});

// @promise security.dropped-bundles
it('bytes that were not asked for are not taken: the file counts as altered', async () => {
  const path = await bundle('folder');
  const service = checks();
  let step = await service.begin(await toldOf(path), 'w1');
  while (step.state === 'asks') {
    const bytes = await readFile(join(path, step.path ?? ''));
    const given = bytes.subarray(step.fromByte, step.path === '北门/one.mp4' ? step.toByte + 1 : step.toByte);
    step = await service.give(step.checkId, given.toString('base64'), 'w1');
  }
  expect(step.verdict.files).toEqual([{ path: '北门/one.mp4', state: 'altered' }]);
});

// @promise security.dropped-bundles
it('a check ends with its window, with a later check, and when the window ends it', async () => {
  const service = checks();
  const told = await toldOf(await bundle('folder'));
  const ended = async (end: (checkId: string) => void): Promise<void> => {
    const step = await service.begin(told, 'w1');
    if (step.state !== 'asks') throw new Error('main asks for a file');
    end(step.checkId);
    await expect(service.give(step.checkId, '', 'w1')).rejects.toMatchObject({ code: 'cancelled' });
  };
  await ended(() => service.onWindowGone('w1'));
  await ended((checkId) => service.end(checkId, 'w1'));
  await ended(() => void service.begin(told, 'w1'));
  const mine = await service.begin(told, 'w1');
  if (mine.state !== 'asks') throw new Error('main asks for a file');
  await expect(service.give(mine.checkId, '', 'w2')).rejects.toMatchObject({ code: 'cancelled' });
  service.end(mine.checkId, 'w2');
  expect((await service.give(mine.checkId, null, 'w1')).state).toBe('asks');
});
