import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { writeExport } from '../../../../../main/services/shared/export-file.ts';
import { testFolder } from '../folder.ts';

// @promise security.export-file: An exported file takes the place of an older one whole, and no other user can read it.
it('an export shows the file that was there, or the whole new file, at each moment', async () => {
  const path = join(testFolder(), 'numbers.csv');
  const [before, after] = ['the numbers of last year', '101,Gate\r\n'.repeat(2_000_000)];
  writeFileSync(path, before);
  let isDone = false;
  const done = writeExport(path, after).finally(() => (isDone = true));
  const sizes = new Set<number>();
  while (!isDone) {
    sizes.add(statSync(path).size);
    await nextTurn();
  }
  await done;
  sizes.add(statSync(path).size);
  expect([...sizes]).toEqual([before.length, after.length]);
  expect(readdirSync(join(path, '..'))).toEqual(['numbers.csv']);
});

// @promise security.export-file
it.skipIf(process.platform === 'win32')('no other user of the computer can read an exported file', async () => {
  const path = join(testFolder(), 'accounts.json');
  writeFileSync(path, 'old');
  chmodSync(path, 0o666);
  await writeExport(path, 'new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe('new');
});

it('a file that cannot take its place leaves nothing behind, and is reported', async () => {
  const dir = testFolder();
  mkdirSync(join(dir, 'taken', 'inside'), { recursive: true });
  await expect(writeExport(join(dir, 'taken'), 'text')).rejects.toMatchObject({ code: 'storage.write-failed' });
  expect(readdirSync(dir)).toEqual(['taken']);
});
