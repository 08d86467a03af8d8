/** Workbooks that somebody made to take the memory or the time of the client. */
import { expect, it } from 'vitest';
import { readWorkbook } from '../../../../../../main/services/targets/tables/workbook.ts';
import { handZip } from '../../../../../hand-zip.ts';
import { workbookFile, workbookOf, workbookParts, type WorkbookSheet } from '../../../../../people-workbook.ts';

const STAFF: WorkbookSheet = { name: 'Staff', rows: [['Name'], ['Ann']] };
const SHEET = 'xl/worksheets/sheet1.xml';

const refusal = async (file: Uint8Array): Promise<unknown> =>
  await readWorkbook(file).then(
    () => 'read',
    (error: unknown) => (error as { readonly fault?: string }).fault,
  );
/** @param change of the sheet as it stands in the file. */
const withSheet = (change: (xml: string) => string): Buffer => {
  const parts = workbookParts([STAFF]);
  return workbookFile(new Map([...parts].map(([name, text]) => [name, name === SHEET ? change(text) : text])));
};
const entriesOf = (...sheets: readonly WorkbookSheet[]) =>
  [...workbookParts(sheets)].map(([name, text]) => ({ name, bytes: Buffer.from(text), isPacked: true }));

// @promise security.workbook-attacks: A workbook of people is unpacked within bounds in a thread of its own that is
// ended after 90 s or at 768 MB. Lying sizes, far cells, endless merged areas, entities and deep elements are refused.
it('a part that announces hundreds of megabytes is not unpacked', async () => {
  const zip = handZip(
    entriesOf(STAFF).map((entry) => (entry.name === SHEET ? { ...entry, knobs: { size: 0x7fff_0000 } } : entry)),
  );
  expect(await refusal(zip)).toBe('unpacks-too-large');
});

// @promise security.workbook-attacks
it('a part that unpacks to more than the announced size is refused', async () => {
  const zip = handZip(
    entriesOf({ name: 'Staff', rows: [['Name'], ...Array.from({ length: 5_000 }, () => ['Ann'])] }).map((entry) =>
      entry.name === SHEET ? { ...entry, knobs: { size: 400 } } : entry,
    ),
  );
  expect(await refusal(zip)).toBe('damaged');
});

it('two parts of one name, and more parts than a workbook has, are refused', async () => {
  const entries = entriesOf(STAFF);
  expect(await refusal(handZip([...entries, ...entries.filter(({ name }) => name === SHEET)]))).toBe('damaged');
  const many = Array.from({ length: 20_001 }, (_, i) => ({ name: `xl/media/${i}.png`, bytes: Buffer.alloc(0) }));
  expect(await refusal(handZip([...entries, ...many]))).toBe('unpacks-too-large');
});

it('pictures in a workbook and paths that lead upwards are left alone', async () => {
  const others = ['../../evil.xml', '/etc/passwd', 'xl/media/face.png'].map((name) => ({
    name,
    bytes: Buffer.from('x'),
  }));
  expect(await refusal(handZip([...entriesOf(STAFF), ...others]))).toBe('read');
});

// @promise security.workbook-attacks
it('a value far below and one far to the right are refused before anything is made of the cells between', async () => {
  const cell = (address: string, row: number): Buffer =>
    withSheet((xml) => xml.replace('</sheetData>', `<row r="${row}"><c r="${address}"><v>1</v></c></row></sheetData>`));
  expect(await refusal(cell('A1048576', 1_048_576))).toBe('too-many-rows');
  expect(await refusal(cell('XFD3', 3))).toBe('too-many-columns');
  expect(await refusal(cell('IV200000', 200_000))).toBe('unpacks-too-large');
  expect(await refusal(cell('A9999999', 9_999_999))).toBe('damaged');
});

it('a merged area over the whole sheet fills no more than the rows that are there', async () => {
  const file = withSheet((xml) =>
    xml.replace('</worksheet>', '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells></worksheet>'),
  );
  expect((await readWorkbook(file)).rows).toHaveLength(2);
});

// @promise security.workbook-attacks
it('merged areas that lie on each other without end are refused', async () => {
  const rows = [['Name'], ...Array.from({ length: 2_000 }, () => ['Ann', 'b'])];
  const merged = Array.from({ length: 3_000 }, () => 'A2:B2001');
  expect(await refusal(workbookOf({ name: 'Staff', rows, merged }))).toBe('unpacks-too-large');
});

// @promise security.workbook-attacks
it('entities of a DOCTYPE are not read, and neither are elements in each other without end', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  expect(await refusal(withSheet((xml) => xml.replace('<worksheet', `${bomb}<worksheet`)))).toBe('damaged');
  const deep = `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`;
  expect(await refusal(withSheet((xml) => xml.replace('<sheetData>', `${deep}<sheetData>`)))).toBe('damaged');
});

// @promise security.workbook-attacks
it('one long text that thousands of cells share is refused by the length of all texts', async () => {
  const long = 'x'.repeat(2_000);
  const rows = [['Name'], ...Array.from({ length: 40_000 }, () => [long])];
  expect(await refusal(workbookOf({ name: 'Staff', rows }))).toBe('unpacks-too-large');
});

it('tags and texts that are cut at any place are refused and never hang', async () => {
  const whole = workbookParts([STAFF]).get(SHEET) ?? '';
  for (let cut = 1; cut < whole.length; cut += 7)
    expect(await refusal(withSheet(() => whole.slice(0, cut)))).not.toBe('read');
});
