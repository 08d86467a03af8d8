/** Files with comma-separated values (RFC 4180). Texts from outside go through `spreadsheetText`: no cell is a formula then. */
import { spreadsheetText } from './cameras/camera-numbers.ts';

/** Spreadsheets of Chinese desks read UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const END = '\r\n';

export const rowOf = (cells: readonly string[]): string => cells.map(quoted).join(',');

/** A line without its end, in which no cell is a formula. */
export const csvLine = (cells: readonly string[]): string => rowOf(cells.map(spreadsheetText));

/** @param rows as {@link rowOf} makes them, the names of the columns first. */
export const csvOf = (rows: readonly string[]): string => `${BYTE_ORDER_MARK}${rows.join(END)}${END}`;

const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
