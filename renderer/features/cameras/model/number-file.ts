/**
 * Reads a file of camera numbers: bounded in size, rows and cells; an error of a row is reported with its line. Pure.
 */
import {
  isCameraNumber,
  MAX_NUMBER_CHANGES,
  spreadsheetText,
} from '../../../../preload/domain/cameras/camera-numbers.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { cleanName } from '../../../../preload/domain/clean-name.ts';
import { nativePartOf, type AccountId, type ChannelId } from '../../../../preload/domain/ids.ts';
import { VENDOR_CODES, type VendorId } from '../../../../preload/domain/vendor.ts';
import { yieldToEvents } from '../../../state/page/yield-to-events.ts';

/** A file of 50,000 cameras is below this. */
export const MAX_NUMBER_FILE_CHARS = 12_000_000;
/** A longer cell is cut. */
const MAX_CELL = 1_024;
const MAX_CELLS = 32;
/** Rows, and characters, between two looks at other events. */
const SLICE = 1_000;
const CHARS = 262_144;
/** More problems than this are counted and not listed. */
const MAX_PROBLEMS = 100;

export interface RowProblem {
  /** Counted from 1, as editors show it. */
  readonly line: number;
  readonly kind: 'number' | 'unknown' | 'account' | 'several' | 'number-twice' | 'camera-twice';
  /** The number, or the camera as the file names it: `North gate (IVM :d1/0)`. */
  readonly text: string;
}

export interface NumbersOfFile {
  readonly kind: 'numbers';
  readonly wanted: ReadonlyMap<ChannelId, number>;
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
  /** Rows that name a camera and no number: they change nothing. */
  readonly emptyCount: number;
}

export type NumberFile = NumbersOfFile | { readonly kind: 'no-columns' | 'too-many-rows' };

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads rows of comma-separated values; cells in quotes may hold separators, quotes and line breaks. Null in place of a row
 * says that the reading took long and other events may happen.
 */
export function* rowsOf(text: string, separator: string): Generator<Row | null> {
  let [cells, cell, isQuoted, line, rowLine]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endCell = (): void => {
    if (cells.length < MAX_CELLS) cells.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (at % CHARS === CHARS - 1) yield null;
    if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) line += 1;
    if (isQuoted && sign === '"' && text[at + 1] === '"') at += 1;
    else if (sign === '"' && (isQuoted || cell === '')) {
      isQuoted = !isQuoted;
      continue;
    } else if (!isQuoted && sign === separator) {
      endCell();
      continue;
    } else if (!isQuoted && (sign === '\n' || sign === '\r')) {
      if (sign === '\r' && text[at + 1] === '\n') continue;
      endCell();
      yield { line: rowLine, cells };
      [cells, rowLine] = [[], line];
      continue;
    }
    if (cell.length < MAX_CELL) cell += sign;
  }
  endCell();
  if (cells.some((one) => one !== '')) yield { line: rowLine, cells };
}

/** Spreadsheets of some countries separate by semicolons or tabs. */
function separatorOf(text: string): string {
  const head = text.slice(0, MAX_CELL).split(/[\r\n]/, 1)[0] ?? '';
  return [';', '\t'].find((sign) => head.split(sign).length > head.split(',').length) ?? ',';
}

interface Account {
  readonly id: AccountId;
  readonly vendor: VendorId;
  readonly label: string;
}

/** A camera of the file, or why the row names none. */
type Finding = ChannelId | { readonly problem: 'unknown' | 'account' | 'several' };

/** Spaces around a name, and another form of the same letters, make no other account. */
const plainLabel = (label: string): string => label.normalize('NFC').trim();

/**
 * Finds a camera by its cloud, the label of its account and the cloud's own name. A label that no account has finds nothing,
 * because the same id may belong to another camera in another account. A row without a label finds the only camera of that id.
 */
function finderOf(
  cameras: Iterable<Pick<NumberedChannel, 'id' | 'accountId'>>,
  accounts: readonly Account[],
): (cloud: string, label: string, native: string) => Finding {
  const byAccount = new Map(accounts.map((account) => [account.id, account]));
  const found = new Map<string, { readonly id: ChannelId; readonly account: Account }[]>();
  for (const { id, accountId } of cameras) {
    const account = byAccount.get(accountId);
    if (account === undefined) continue;
    const key = `${VENDOR_CODES[account.vendor]} ${nativePartOf(id)}`;
    const others = found.get(key) ?? [];
    others.push({ id, account });
    found.set(key, others);
  }
  return (cloud, label, native) => {
    const code = cloud.trim().toUpperCase();
    const wanted = plainLabel(label);
    const isWanted = (account: Account): boolean =>
      [account.label, spreadsheetText(account.label)].some((one) => plainLabel(one) === wanted);
    const all = found.get(`${code} ${native.trim()}`) ?? [];
    const named = wanted === '' ? all : all.filter(({ account }) => isWanted(account));
    const [only] = named;
    if (only !== undefined) return named.length === 1 ? only.id : { problem: 'several' };
    const isKnown = accounts.some((account) => VENDOR_CODES[account.vendor] === code && isWanted(account));
    return { problem: all.length > 0 && !isKnown ? 'account' : 'unknown' };
  };
}

const COLUMNS = ['number', 'cloud', 'account', 'channel id', 'camera'] as const;

export async function readNumberFile(
  text: string,
  cameras: Iterable<Pick<NumberedChannel, 'id' | 'accountId'>>,
  accounts: readonly Account[],
): Promise<NumberFile> {
  const plain = text.replace(/^\uFEFF/, '');
  const find = finderOf(cameras, accounts);
  const wanted = new Map<ChannelId, number>();
  const taken = new Set<number>();
  const problems: RowProblem[] = [];
  let [places, rows, emptyCount, problemCount]: [readonly number[] | null, number, number, number] = [null, 0, 0, 0];
  const tell = (problem: RowProblem): void => {
    problemCount += 1;
    if (problems.length < MAX_PROBLEMS) problems.push({ ...problem, text: cleanName(problem.text) });
  };
  for (const row of rowsOf(plain, separatorOf(plain))) {
    if (row === null) {
      await yieldToEvents();
      continue;
    }
    const { line, cells } = row;
    if (places === null) {
      const heads = cells.map((cell) => cell.trim().toLowerCase());
      places = COLUMNS.map((column) => heads.indexOf(column));
      const [number = -1, cloud = -1, , native = -1] = places;
      if (Math.min(number, cloud, native) < 0) return { kind: 'no-columns' };
      continue;
    }
    rows += 1;
    if (rows > MAX_NUMBER_CHANGES) return { kind: 'too-many-rows' };
    if (rows % SLICE === 0) await yieldToEvents();
    const [number = '', cloud = '', label = '', native = '', name = ''] = places.map((place) => cells[place] ?? '');
    if (number.trim() === '') {
      emptyCount += cells.some((cell) => cell.trim() !== '') ? 1 : 0;
      continue;
    }
    const finding = find(cloud, label, native);
    const value = /^\d{1,6}$/.test(number.trim()) ? Number(number) : NaN;
    const camera = `${name} (${cloud} ${native})`.trimStart();
    if (!isCameraNumber(value)) tell({ line, kind: 'number', text: number });
    else if (typeof finding === 'object') tell({ line, kind: finding.problem, text: camera });
    else if (wanted.has(finding)) tell({ line, kind: 'camera-twice', text: camera });
    else if (taken.has(value)) tell({ line, kind: 'number-twice', text: number });
    else {
      wanted.set(finding, value);
      taken.add(value);
    }
  }
  if (places === null) return { kind: 'no-columns' };
  return { kind: 'numbers', wanted, problems, problemCount, emptyCount };
}
