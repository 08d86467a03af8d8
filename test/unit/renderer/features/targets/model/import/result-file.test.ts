import { expect, it } from 'vitest';
import type { JobRow } from '../../../../../../../preload/domain/jobs.ts';
import { readText } from '../../../../../../../main/services/targets/tables/text-table.ts';
import type { Column, FileRow } from '../../../../../../../renderer/features/targets/model/import/people-file.ts';
import { resultText } from '../../../../../../../renderer/features/targets/model/import/result-text.ts';

const REASON = 'not imported because';
const refused = (row: number): JobRow => ({ row, state: 'refused', error: null });

/** @param lines the file with its head. */
function resultOf(lines: readonly (readonly string[])[], columns: readonly Column[], rows: readonly number[]) {
  const [head = [], ...cells] = lines;
  const people = cells.map((_, i): FileRow => {
    return { row: i + 1, externalId: `L7R${i + 1}`, values: {}, picture: null, samePictureAs: null, error: null };
  });
  const file = { name: 'a.csv', hash: 'a'.repeat(64), head, rows: cells, faults: new Map(), sheet: null };
  const text = resultText({ file, columns, rows: people }, rows.map(refused), () => 'why', REASON).slice(1);
  return readText(Buffer.from(text)).map(({ cells }) => cells);
}

// @promise target.result-file
it('rows of a file without external ids get the ids under which they were sent', () => {
  expect(resultOf([['name'], ['李'], ['王'], ['张']], ['name'], [1, 3])).toEqual([
    ['name', 'externalId', REASON],
    ['李', 'L7R1', 'why'],
    ['张', 'L7R3', 'why'],
  ]);
});

it('a row without an external id of its own gets the one under which it was sent, others have theirs still', () => {
  expect(
    resultOf(
      [
        ['name', 'id'],
        ['李', 'E1'],
        ['王', ''],
      ],
      ['name', 'externalId'],
      [1, 2],
    ),
  ).toEqual([
    ['name', 'id', REASON],
    ['李', 'E1', 'why'],
    ['王', 'L7R2', 'why'],
  ]);
});

it('the reasons of an earlier import are replaced', () => {
  expect(
    resultOf(
      [
        ['id', REASON, 'name'],
        ['E1', 'old', '李'],
      ],
      ['externalId', null, 'name'],
      [1],
    ),
  ).toEqual([
    ['id', 'name', REASON],
    ['E1', '李', 'why'],
  ]);
});
