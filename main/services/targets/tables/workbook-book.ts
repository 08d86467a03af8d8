/** The sheets of a workbook and the styles of its numbers. */
import { MAX_SHEETS } from '../../../../preload/domain/bounds.ts';
import { TableError } from './table-error.ts';
import type { Parts } from './workbook-parts.ts';
import { attributeOf, eachTag } from './xml-tags.ts';

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
  /** Null where the file has no such part, or where the part is no sheet of cells. */
  readonly xml: Uint8Array | null;
}

export const textOf = (part: Uint8Array): string => new TextDecoder().decode(part);

/** In the order of the workbook. @throws {TableError} `damaged`, `unpacks-too-large`. */
export function sheetsOf(parts: Parts): readonly Sheet[] {
  const [book, links] = [parts.get('xl/workbook.xml'), parts.get('xl/_rels/workbook.xml.rels')];
  if (book === undefined || links === undefined) throw new TableError('damaged');
  const paths = new Map<string, string>();
  eachTag(textOf(links), (tag) => {
    if (tag.name !== 'Relationship' || tag.isEnd) return;
    const [id, target] = [attributeOf(tag, 'Id'), attributeOf(tag, 'Target')];
    if (id !== null && target !== null) paths.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  });
  const sheets: Sheet[] = [];
  eachTag(textOf(book), (tag) => {
    if (tag.name !== 'sheet' || tag.isEnd) return;
    const path = paths.get(attributeOf(tag, 'id') ?? '') ?? '';
    const isHidden = (attributeOf(tag, 'state') ?? 'visible') !== 'visible';
    sheets.push({ name: attributeOf(tag, 'name') ?? '', isHidden, path, xml: parts.get(path) ?? null });
    if (sheets.length > MAX_SHEETS) throw new TableError('unpacks-too-large');
  });
  if (sheets.length === 0) throw new TableError('damaged');
  return sheets;
}

/** A format that fills up with zeros, such as `00000` for 00123. */
const ZEROS = /^0{2,15}$/;

/** How many digits a number is shown with at least, by the number of the style of its cell. @throws {TableError} `damaged`. */
export function digitsOf(parts: Parts): ReadonlyMap<number, number> {
  const styles = parts.get('xl/styles.xml');
  const widths = new Map<number, number>();
  if (styles === undefined) return widths;
  const formats = new Map<string, number>();
  let isOfCells = false;
  let style = 0;
  eachTag(textOf(styles), (tag) => {
    if (tag.name === 'cellXfs') isOfCells = !tag.isEnd;
    else if (tag.isEnd) return;
    else if (tag.name === 'numFmt') {
      const code = attributeOf(tag, 'formatCode') ?? '';
      if (ZEROS.test(code)) formats.set(attributeOf(tag, 'numFmtId') ?? '', code.length);
    } else if (tag.name === 'xf' && isOfCells) {
      const width = formats.get(attributeOf(tag, 'numFmtId') ?? '');
      if (width !== undefined) widths.set(style, width);
      style += 1;
    }
  });
  return widths;
}
