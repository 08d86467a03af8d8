import { expect, it } from 'vitest';
import { readWorkbook } from '../../../../../../main/services/targets/tables/workbook.ts';
import { oldContainer, STYLES, workbookOf, type WorkbookSheet } from '../../../../../people-workbook.ts';

const HEAD = ['Name', 'Birthday', 'ID'] as const;
const sheetOf = (rows: WorkbookSheet['rows'], more: Partial<WorkbookSheet> = {}): WorkbookSheet => ({
  name: 'Staff',
  rows,
  ...more,
});
const cellsOf = async (...sheets: readonly WorkbookSheet[]): Promise<readonly (readonly string[])[]> =>
  (await readWorkbook(workbookOf(...sheets))).rows.map(({ cells }) => cells);
const refusal = async (file: Uint8Array): Promise<unknown> =>
  await readWorkbook(file).then(
    () => 'read',
    (error: unknown) => (error as { readonly fault?: string }).fault,
  );

// @promise target.import-table: A file of people is CSV or XLSX by its content, and the cells of a workbook come as
// they stand in the sheet.
it('texts, numbers and dates come as a person reads them in the sheet', async () => {
  const rows = [
    [...HEAD, 'Height', 'Badge', 'Seen'],
    [
      '王 & <雪松>',
      { s: STYLES.date, v: '44197' },
      42,
      { v: '0.30000000000000004' },
      { s: STYLES.zeros, v: '123' },
      { s: STYLES.time, v: '44197.5' },
    ],
    ['=1+1', null, { v: '1E+3' }, { v: '-7' }, { t: 'b', v: '1' }, { t: 'str', f: 'A2', v: 'ab' }],
  ];
  expect(await cellsOf(sheetOf(rows))).toEqual([
    [...HEAD, 'Height', 'Badge', 'Seen'],
    ['王 & <雪松>', '2021-01-01', '42', '0.3', '00123', '2021-01-01 12:00:00'],
    ['=1+1', '', '1000', '-7', 'TRUE', 'ab'],
  ]);
});

// @promise target.import-cells: A number whose digits a workbook has lost, and a formula without a result, make their
// row wrong.
it('a number with more than 15 digits is named, because the workbook has lost its last digits', async () => {
  const ids = ['110101199003070012', '1.1010119900307E+17', '999999999999999', '-1E+15'].map((v) => [{ v }]);
  const { rows } = await readWorkbook(workbookOf(sheetOf([['ID'], ...ids])));
  expect(rows.slice(1).map(({ faults }) => faults)).toEqual([
    [{ column: 0, problem: 'digits-lost' }],
    [{ column: 0, problem: 'digits-lost' }],
    [],
    [{ column: 0, problem: 'digits-lost' }],
  ]);
});

// @promise target.import-cells
it('a formula whose result is an error or is not stored is named, and so is a cell that is too long', async () => {
  const row = [{ t: 'e', f: 'A9', v: '#N/A' }, { f: 'A9' }, { f: '1+1', v: '2' }, 'x'.repeat(3_000)];
  const { rows } = await readWorkbook(workbookOf(sheetOf([['a', 'b', 'c', 'd'], row])));
  expect(rows[1]?.cells).toEqual(['', '', '2', 'x'.repeat(2_048)]);
  expect(rows[1]?.faults).toEqual([
    { column: 0, problem: 'no-result' },
    { column: 1, problem: 'no-result' },
    { column: 3, problem: 'too-long' },
  ]);
});

// @promise target.import-table
it('a merged cell has its value in each of its rows, and a title over the columns is no name of a column', async () => {
  const rows = [['Visitors of May'], [...HEAD], ['Ann', 'Gate 1', 'a'], [null, null, null], ['Bob', null, 'b']];
  const merged = ['A1:C1', 'B3:B5'];
  expect(await cellsOf(sheetOf(rows, { merged }))).toEqual([
    [...HEAD],
    ['Ann', 'Gate 1', 'a'],
    ['', 'Gate 1', ''],
    ['Bob', 'Gate 1', 'b'],
  ]);
});

it('empty rows are left out', async () => {
  expect(await cellsOf(sheetOf([[null], [...HEAD], [null, null], ['Ann', null, 'a'], [null]]))).toEqual([
    [...HEAD],
    ['Ann', '', 'a'],
  ]);
});

// @promise target.import-table
it('the first sheet with rows that is not hidden is read, and the others with values are named', async () => {
  const rows = [['Name'], ['Ann']];
  const {
    sheet,
    others,
    rows: read,
  } = await readWorkbook(
    workbookOf(
      { name: 'Notes', rows: [] },
      { name: 'Old', rows: [['Name'], ['Nobody']], state: 'hidden' },
      { name: 'A & B', rows },
      { name: 'More', rows },
      { name: 'Lists', rows, state: 'veryHidden' },
    ),
  );
  expect(read.map(({ cells }) => cells)).toEqual(rows);
  expect({ sheet, others }).toEqual({
    sheet: 'A & B',
    others: [
      { name: 'Old', isHidden: true },
      { name: 'More', isHidden: false },
      { name: 'Lists', isHidden: true },
    ],
  });
});

// @promise target.import-workbooks: A workbook that is locked, old, damaged, too slow or too large is refused with the
// reason.
it('a workbook that has no rows, is of the old form, is locked or is invalid is refused with the reason', async () => {
  expect(await refusal(workbookOf(sheetOf([['Name']])))).toBe('no-rows');
  expect(await refusal(workbookOf(sheetOf([['Name'], ['Ann']], { state: 'hidden' })))).toBe('no-rows');
  expect(await refusal(oldContainer('Workbook'))).toBe('old-form');
  expect(await refusal(oldContainer('EncryptedPackage'))).toBe('locked');
  expect(await refusal(Buffer.from('name,gender'))).toBe('damaged');
  expect(await refusal(Buffer.alloc(0))).toBe('damaged');
  const whole = workbookOf(sheetOf([['Name'], ['Ann']]));
  for (let cut = 1; cut < whole.length; cut += 97) expect(await refusal(whole.subarray(0, cut))).toBe('damaged');
});
