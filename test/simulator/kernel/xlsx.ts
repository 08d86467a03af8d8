/** Workbooks of one plain sheet (ECMA-376): what device lists are imported and exported as. */
import { readZip, writeZip } from './zip.ts';

export type Row = readonly string[];

export interface Workbook {
  readonly sheetCount: number;
  /** Of the first sheet; empty cells are empty texts. */
  readonly rows: readonly Row[];
}

const MAX_PART_BYTES = 64 * 1024 * 1024;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function writeWorkbook(sheet: string, rows: readonly Row[]): Buffer {
  const relation = (id: string, type: string, target: string): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  return writeZip({
    '[Content_Types].xml':
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels': relation('rId1', 'officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml':
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
      `<sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
  });
}

/** @returns null for bytes that are not a workbook. */
export function readWorkbook(bytes: Buffer): Workbook | null {
  const files = readZip(bytes, MAX_PART_BYTES);
  const book = files?.get('xl/workbook.xml')?.toString('utf8');
  const sheet = files?.get('xl/worksheets/sheet1.xml')?.toString('utf8');
  if (book === undefined || sheet === undefined) return null;
  const shared = elements(files?.get('xl/sharedStrings.xml')?.toString('utf8') ?? '', 'si').map(textOf);
  const rows = elements(sheet, 'row').map((row) => {
    const cells: string[] = [];
    for (const match of row.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const [, attributes = '', content = ''] = match;
      const letters = /\br="([A-Z]{1,3})\d+"/.exec(attributes)?.[1];
      const value = unescapeXml(/<v>(.*?)<\/v>/s.exec(content)?.[1] ?? '');
      const isShared = /\bt="s"/.test(attributes);
      const text = content.includes('<is>') ? textOf(content) : isShared ? (shared[Number(value)] ?? '') : value;
      const column = letters === undefined ? cells.length : columnOf(letters);
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    return cells;
  });
  return { sheetCount: book.match(/<sheet\b/g)?.length ?? 0, rows };
}

function rowXml(row: Row, index: number): string {
  const cells = row.map((text, column) => {
    const place = `${lettersOf(column)}${String(index + 1)}`;
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  });
  return `<row r="${String(index + 1)}">${cells.join('')}</row>`;
}

const lettersOf = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26);

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function elements(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}\\b[^>]*?(?:/>|>(.*?)</${name}>)`, 'gs'))].map((match) => match[1] ?? '');
}

/** All runs of text in an element, joined. */
const textOf = (xml: string): string => elements(xml, 't').map(unescapeXml).join('');

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
