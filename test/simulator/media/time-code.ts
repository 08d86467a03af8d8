/** The time of a picture of the past, which a machine reads from the picture. */
import { codeCells, readCode, type CodeMark } from './cell-code.ts';

const MARK: CodeMark = [3, 0, 3];

/** Steps of all cells, 0 (black) to 3 (white). @param timeMs epoch ms, 0 to 2^48 - 1. */
export const timeCodeCells = (timeMs: number): readonly number[] => codeCells(timeMs, MARK);

/**
 * The time that a picture shows.
 *
 * @param rgba of `width` times `height` pixels, as `ImageData.data`; any size of the whole picture, or its lowest rows alone.
 * @returns epoch ms, or null when there is no time code or it cannot be read.
 */
export const readTimeCode = (rgba: ArrayLike<number>, width: number, height: number): number | null =>
  readCode(rgba, width, height, MARK);
