import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TableFile } from '../../../../../main/services/devices/table-file.ts';
import { testFolder } from '../folder.ts';

it('the pieces of a table are one file at the place that the user chose, and the file is listed', async () => {
  const path = join(testFolder(), 'devices.csv');
  const saved: unknown[] = [];
  const file = new TableFile({ choosePath: () => Promise.resolve(path), onSaved: (one) => saved.push(one) });
  expect(await file.bring({ text: 'No.,Name\r\n', at: 0, isLast: false })).toMatchObject({ outcome: 'more' });
  expect(saved).toEqual([]);
  expect(await file.bring({ text: '101,Gate\r\n', at: 10, isLast: true })).toMatchObject({ outcome: 'saved' });
  expect(await readFile(path, 'utf8')).toBe('No.,Name\r\n101,Gate\r\n');
  expect(saved).toEqual([{ kind: 'devices', channelId: null, path }]);
});

it('a piece that does not follow the one before it is refused, and nothing is written', async () => {
  const file = new TableFile({ choosePath: () => Promise.reject(new Error('not asked')), onSaved: () => undefined });
  await file.bring({ text: 'abc', at: 0, isLast: false });
  await expect(file.bring({ text: 'x', at: 2, isLast: true })).rejects.toMatchObject({ code: 'ipc.invalid-input' });
});

it('a host without a dialog leaves the saving to the page', async () => {
  const file = new TableFile({ choosePath: null, onSaved: () => undefined });
  expect(await file.bring({ text: 'a', at: 0, isLast: true })).toEqual({
    outcome: 'download',
    suggestedName: 'devices.csv',
  });
});
