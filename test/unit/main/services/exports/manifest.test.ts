import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readManifest } from '../../../../../main/services/exports/manifest.ts';
import { facts, source } from './evidence-facts.ts';

it('a list of files is never taken from bytes that are not one, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(readManifest(bytes)).toBe('not-understood');
    }),
  );
  const deep = Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(readManifest(deep)).toBe('not-understood');
});

// @promise failures.odd-bundle
it.each([9e15, 8.64e15 + 1, 253_402_300_800_000, -1, 1.5, 1e300])(
  'a list of files of the moment %d, which has no date of four digits, is not understood',
  (madeAtMs) => {
    const list = { format: 'lanner-evidence', version: 1, ...facts, sources: [source], files: [] };
    expect(readManifest(Buffer.from(JSON.stringify(list)))).toMatchObject(facts);
    for (const odd of [{ madeAtMs }, { sources: [{ ...source, asked: { fromMs: 0, toMs: madeAtMs } }] }])
      expect(readManifest(Buffer.from(JSON.stringify({ ...list, ...odd })))).toBe('not-understood');
  },
);
