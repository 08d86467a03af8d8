/** The tags of a part of a workbook, without building anything of it. Nothing outside of the part is read: a DOCTYPE is refused. */
import { MAX_TABLE_DEPTH } from '../../../../preload/domain/bounds.ts';
import { TableError } from './table-error.ts';

export interface Tag {
  /** Without the prefix of its namespace. */
  readonly name: string;
  /** `</name>`. */
  readonly isEnd: boolean;
  /** `<name/>`. */
  readonly isEmpty: boolean;
  /** From `<` to `>`. */
  readonly text: string;
  /** How many elements are around it. */
  readonly depth: number;
  /** Where the text behind the tag begins. */
  readonly end: number;
}

/** Text between these is no element. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
const NAME = /^<\/?(?:[^\s:/>]+:)?([^\s:/>]+)/;

/**
 * @param onTag called for each tag in order.
 * @throws {TableError} `damaged` for a DOCTYPE, for elements deeper than `MAX_TABLE_DEPTH`, and for a tag without its end.
 */
export function eachTag(xml: string, onTag: (tag: Tag) => void): void {
  let depth = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const skipped = SKIPPED.find(([begin]) => xml.startsWith(begin, at));
    if (skipped !== undefined) {
      const end = xml.indexOf(skipped[1], at + skipped[0].length);
      if (end < 0) throw new TableError('damaged');
      at = end + skipped[1].length;
      continue;
    }
    const end = endOf(xml, at);
    const text = xml.slice(at, end);
    const name = NAME.exec(text)?.[1];
    if (name === undefined || text[1] === '!') throw new TableError('damaged');
    const isEnd = text[1] === '/';
    const isEmpty = text.endsWith('/>');
    if (isEnd) depth -= 1;
    if (depth < 0 || depth >= MAX_TABLE_DEPTH) throw new TableError('damaged');
    onTag({ name, isEnd, isEmpty, text, depth, end });
    if (!isEnd && !isEmpty) depth += 1;
    at = end;
  }
  if (depth !== 0) throw new TableError('damaged');
}

/** Behind the `>` of the tag; one inside of quotes is a part of a value. */
function endOf(xml: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < xml.length; at += 1) {
    const char = xml[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
    else if (char === '<') break;
  }
  throw new TableError('damaged');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['apos', "'"],
  ] as const),
]);

/** The value of an attribute, whatever the prefix of its namespace. @returns null where there is none. */
export function attributeOf(tag: Tag, name: string): string | null {
  for (const [, key = '', double, single] of tag.text.matchAll(ATTRIBUTE)) {
    if (key === name || key.endsWith(`:${name}`)) return decoded(double ?? single ?? '');
  }
  return null;
}

const ATTRIBUTE = /\s([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name: string) => {
        if (name !== undefined) return ENTITIES.get(name) ?? whole;
        const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;
