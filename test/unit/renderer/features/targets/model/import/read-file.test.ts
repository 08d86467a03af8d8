// @vitest-environment jsdom
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../../../preload/contract/contract.ts';
import { TableFiles } from '../../../../../../../main/services/targets/tables/table-files.ts';
import { readPeopleFile } from '../../../../../../../renderer/features/targets/model/import/read-file.ts';
import { handZip } from '../../../../../../hand-zip.ts';
import { oldContainer, workbookOf } from '../../../../../../people-workbook.ts';
import { installMain } from '../../../../page.tsx';

const workerUrl = pathToFileURL(path.resolve('main/services/targets/tables/table-worker.ts'));
let tables: TableFiles;

beforeEach(() => {
  tables = new TableFiles({ workerUrl });
  const request: Partial<LannerApi['request']> = {
    'targets.bringTable': async (piece) => ({ ok: true, value: await tables.bring(piece, 'w1') }),
    'targets.takeTable': async ({ fromRow }) => ({ ok: true, value: await tables.take('w1', fromRow) }),
  };
  installMain(request);
});
afterEach(() => tables.forget());

const read = (name: string, bytes: Buffer | string) =>
  readPeopleFile(new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name), () => true);
const WORKBOOK = workbookOf(
  {
    name: 'Staff',
    rows: [
      ['Name', 'ID'],
      ['Ann', { v: '110101199003070012' }],
    ],
  },
  { name: 'Old', rows: [['Name'], ['Bob']], state: 'hidden' },
);

it('a workbook has its rows, a list of cells in another form, and a list of sheets that are not read', async () => {
  expect(await read('staff.xlsx', WORKBOOK)).toMatchObject({
    table: {
      head: ['Name', 'ID'],
      rows: [['Ann', '110101199003070016']],
      faults: new Map([[0, [{ column: 1, problem: 'digits-lost' }]]]),
      sheet: { name: 'Staff', others: [{ name: 'Old', isHidden: true }] },
    },
    pictures: null,
  });
});

// @promise target.import-table
it('a file is recognised by its content, whatever its name', async () => {
  expect(await read('staff.csv', WORKBOOK)).toMatchObject({ table: { head: ['Name', 'ID'] } });
  expect(await read('staff.xlsx', 'Name,ID\nAnn,1\n')).toMatchObject({ table: { head: ['Name', 'ID'], sheet: null } });
  expect(await read('staff.xls', '<html><table><tr><td>Ann</td></tr></table></html>')).toEqual({ fault: 'damaged' });
  expect(await read('staff.xls', oldContainer('Workbook'))).toEqual({ fault: 'old-form' });
  expect(await read('staff.xlsx', oldContainer('EncryptedPackage'))).toEqual({ fault: 'locked' });
  expect(await read('staff.xlsx', WORKBOOK.subarray(0, 300))).toEqual({ fault: 'damaged' });
  expect(await read('staff.zip', 'Name,ID\nAnn,1\n')).toEqual({ fault: 'no-pictures' });
});

it('a ZIP file may have a workbook with its pictures, and the extra files of macOS and Excel are ignored', async () => {
  const face = { name: 'staff/1.jpg', bytes: Buffer.from('face') };
  const table = { name: 'staff/staff.xlsx', bytes: WORKBOOK };
  const beside = ['__MACOSX/staff/._staff.xlsx', 'staff/~$staff.xlsx'].map((name) => ({
    name,
    bytes: Buffer.from('x'),
  }));
  const whole = await read('staff.zip', handZip([table, face, ...beside]));
  expect(whole).toMatchObject({ table: { head: ['Name', 'ID'] } });
  expect('pictures' in whole ? whole.pictures?.map(({ name }) => name) : null).toContain('1.jpg');
  expect(await read('two.zip', handZip([table, { ...table, name: 'b.csv' }]))).toEqual({ fault: 'no-table' });
});

it('more rows than one import may have are refused with the reason', async () => {
  expect(await read('staff.csv', `Name\n${'a\n'.repeat(200_001)}`)).toEqual({ fault: 'too-many-rows' });
});
