// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { MAX_WORKBOOK_BYTES } from '../../../../../preload/domain/bounds.ts';
import { chooseFile, useWorkbooks } from '../../../../../renderer/features/onboarding/model/workbook.ts';

const HEAD = new Uint8Array([0x50, 0x4b, 0x03, 0x04]);
const fileOf = (...parts: BlobPart[]): File => new File(parts, 'gates.xlsx');

it.each([
  ['an empty file', fileOf(), 'missing'],
  ['a table of another form', fileOf('name;node\nGate-1;n1'), 'form'],
  ['a file of three bytes', fileOf(HEAD.slice(0, 3)), 'form'],
  ['a file of more than 16 MB', fileOf(HEAD, new Uint8Array(MAX_WORKBOOK_BYTES)), 'too-large'],
])('%s is not taken as a workbook, and the reason is shown', async (_, file, fault) => {
  await chooseFile(fileOf(HEAD));
  await chooseFile(file);
  expect(useWorkbooks.getState()).toMatchObject({ file: null, fault });
});

it('a workbook that is chosen after an invalid file takes its place, and the reason is gone', async () => {
  await chooseFile(fileOf());
  const file = fileOf(HEAD, 'rows');
  await chooseFile(file);
  expect(useWorkbooks.getState()).toMatchObject({ file, fault: null });
});
