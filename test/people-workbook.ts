/** Workbooks as Excel and WPS write them, made by hand so that each part of their form can be another one. */
import { handZip } from './hand-zip.ts';

/** Attributes and content of a cell as they stand in the file. */
interface RawCell {
  readonly t?: string;
  /** The number of a style of {@link STYLES}. */
  readonly s?: number;
  readonly v?: string;
  readonly f?: string;
}
/** A text goes into the list of shared texts, as Excel does it. */
export type WorkbookCell = string | number | RawCell | null;

export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
  readonly state?: 'hidden' | 'veryHidden';
  readonly merged?: readonly string[];
}

/** The styles of cells by their numbers: none, a date, five digits with zeros, a date with its time. */
export const STYLES = { none: 0, date: 1, zeros: 2, time: 3 } as const;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A, B, ... Z, AA. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`;
}

function cellOf(cell: WorkbookCell, address: string, shared: Map<string, number>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    if (!shared.has(cell)) shared.set(cell, shared.size);
    return `<c r="${address}" t="s"><v>${shared.get(cell) ?? 0}</v></c>`;
  }
  const { t, s, v, f } = cell;
  const attributes = `${s === undefined ? '' : ` s="${s}"`}${t === undefined ? '' : ` t="${t}"`}`;
  return `<c r="${address}"${attributes}>${f === undefined ? '' : `<f>${safe(f)}</f>`}${v === undefined ? '' : `<v>${safe(v)}</v>`}</c>`;
}

function sheetOf({ rows, merged = [] }: WorkbookSheet, shared: Map<string, number>): string {
  const lines = rows.map((cells, row) => {
    const all = cells.map((cell, column) => cellOf(cell, `${columnName(column)}${row + 1}`, shared));
    return `<row r="${row + 1}">${all.join('')}</row>`;
  });
  const areas = merged.map((area) => `<mergeCell ref="${area}"/>`).join('');
  const end = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${areas}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${end}</worksheet>`;
}

const STYLE_PART = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="00000"/></numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" xfId="0" applyNumberFormat="1"/><xf numFmtId="22" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** The parts of a workbook by their paths. */
export function workbookParts(sheets: readonly WorkbookSheet[]): Map<string, string> {
  const shared = new Map<string, number>();
  const bodies = sheets.map((sheet) => sheetOf(sheet, shared));
  const names = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${safe(name)}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  const link = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${LINKS}/${kind}" Target="${target}"/>`;
  const links = [
    ...sheets.map((_, i) => link(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
    link(sheets.length + 1, 'styles', 'styles.xml'),
    link(sheets.length + 2, 'sharedStrings', 'sharedStrings.xml'),
  ];
  const texts = [...shared.keys()].map((text) => `<si><t xml:space="preserve">${safe(text)}</t></si>`);
  return new Map([
    ['[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"/>`],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets>${names.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLE_PART],
    ['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}">${texts.join('')}</sst>`],
    ...bodies.map((body, i) => [`xl/worksheets/sheet${i + 1}.xml`, body] as const),
  ]);
}

/** A packed file of these parts. */
export const workbookFile = (parts: ReadonlyMap<string, string>): Buffer =>
  handZip([...parts].map(([name, text]) => ({ name, bytes: Buffer.from(text), isPacked: true })));

export const workbookOf = (...sheets: readonly WorkbookSheet[]): Buffer => workbookFile(workbookParts(sheets));

/** A container of the old form (MS-CFB) with a stream of this name, as far as a reader looks at it. */
export const oldContainer = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
