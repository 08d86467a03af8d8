/** Files with comma-separated values (RFC 4180). Texts from outside go through `spreadsheetText` before. */

/** Spreadsheets of Chinese desks read UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

export const rowOf = (cells: readonly string[]): string => cells.map(quoted).join(',');

/** @param rows as {@link rowOf} makes them, the names of the columns first. */
export const csvOf = (rows: readonly string[]): string => `${BYTE_ORDER_MARK}${rows.join('\r\n')}\r\n`;

const quoted = (cell: string): string => (/[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
