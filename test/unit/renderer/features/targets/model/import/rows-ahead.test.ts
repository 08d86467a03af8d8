import { beforeEach, describe, expect, it } from 'vitest';
import { RowsAhead } from '../../../../../../../renderer/features/targets/model/import/rows-ahead.ts';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The rows whose preparation was begun, in this order. */
let begun: number[];
let ends: Map<number, () => void>;
let ahead: RowsAhead<number, string>;

beforeEach(() => {
  begun = [];
  ends = new Map();
  ahead = new RowsAhead((row: number) => {
    begun.push(row);
    return new Promise<string>((resolve, reject) => {
      ends.set(row, () => (row < 0 ? reject(new Error('broken')) : resolve(`row ${row}`)));
    });
  });
});

/** Ends the preparation of these rows, and lets others begin. */
async function end(...rows: readonly number[]): Promise<void> {
  for (const row of rows) ends.get(row)?.();
  await new Promise((resolve) => setTimeout(resolve));
}

describe('rows that are prepared ahead', () => {
  // @promise target.import-ahead
  it('the wanted rows are given in their order, whichever is ready first, and the next rows are prepared behind them', async () => {
    const taken = ahead.take([3, 1], [7, 8, 9, 10, 11]);
    await end(1);
    await end(3);
    expect(await taken).toEqual(['row 3', 'row 1']);
    expect(begun).toEqual([3, 1, 7, 8, 9, 10, 11]);
  });

  it('a row that was prepared ahead is not prepared again when it is wanted', async () => {
    await ahead.take([], [1, 2]);
    await end(1, 2);
    expect(await ahead.take([1, 2], [3])).toEqual(['row 1', 'row 2']);
    expect(begun).toEqual([1, 2, 3]);
  });

  // @promise target.import-ahead
  it('no more than six rows are prepared at once, however many come next', async () => {
    await ahead.take([], range(1, 40));
    expect(begun).toEqual(range(1, 6));
    await end(2, 5);
    expect(begun).toEqual(range(1, 8));
  });

  it('a row that is not named any more is forgotten, and its preparation is not begun', async () => {
    await ahead.take([], range(1, 40));
    await ahead.take([], [1, 99]);
    await end(...range(1, 6));
    expect(begun).toEqual([...range(1, 6), 99]);
    await ahead.take([], [2]);
    expect(begun.at(-1)).toBe(2);
  });

  // @promise target.import-ahead
  it('after a job has stopped no row is begun, and none that was prepared is there any more', async () => {
    await ahead.take([], range(1, 40));
    ahead.drop();
    await end(...range(1, 6));
    expect(begun).toEqual(range(1, 6));
    const taken = ahead.take([1], []);
    await end(1);
    expect([await taken, begun.at(-1)]).toEqual([['row 1'], 1]);
  });

  it('a row that was taken is prepared anew when a refused call wants it again', async () => {
    for (let call = 0; call < 2; call += 1) {
      const taken = ahead.take([1], []);
      await end(1);
      expect(await taken).toEqual(['row 1']);
    }
    expect(begun).toEqual([1, 1]);
  });

  it('a row that cannot be prepared fails for who takes it, and the rows around it are given', async () => {
    const first = ahead.take([1], [-2, 3]);
    await end(1, -2, 3);
    expect(await first).toEqual(['row 1']);
    await expect(ahead.take([-2], [3])).rejects.toThrow('broken');
    expect(await ahead.take([3], [])).toEqual(['row 3']);
  });
});
