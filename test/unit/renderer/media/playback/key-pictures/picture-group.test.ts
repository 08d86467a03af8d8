/** The answer of the gateway with all pictures of a segment. */
import { expect, it } from 'vitest';
import { readGroup } from '../../../../../../renderer/media/playback/key-pictures/picture-group.ts';

const HEAD = {
  fromMs: 1_000,
  toMs: 5_000,
  codec: 'avc1.42c01e',
  recordBytes: 2,
  pictures: [
    [0, 3, 1],
    [40, 1, 0],
  ],
};
const answer = (head: object, body: readonly number[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array([...new TextEncoder().encode(`${JSON.stringify(head)}\n`), ...body]);

it('a configuration record and pictures are cut at their lengths', () => {
  const group = readGroup(answer(HEAD, [1, 2, 3, 4, 5, 6]));
  expect(group).toMatchObject({ fromMs: 1_000, toMs: 5_000, codec: 'avc1.42c01e' });
  expect([...(group?.record ?? [])]).toEqual([1, 2]);
  expect(group?.pictures.map(({ offsetMs, isKey, data }) => [offsetMs, isKey, ...data])).toEqual([
    [0, true, 3, 4, 5],
    [40, false, 6],
  ]);
});

it.each([
  ['with too few bytes', answer(HEAD, [1, 2, 3, 4, 5])],
  ['with too many bytes', answer(HEAD, [1, 2, 3, 4, 5, 6, 7])],
  ['without pictures', answer({ ...HEAD, pictures: [] }, [1, 2])],
  ['with more pictures than the gateway gives', answer({ ...HEAD, pictures: Array(301).fill([0, 0, 1]) }, [1, 2])],
  ['with words for numbers', answer({ ...HEAD, pictures: [['0', 3, 1]] }, [1, 2, 3, 4, 5])],
  ['without a line', new Uint8Array([1, 2, 3])],
])('an answer %s is no answer of the gateway', (_what, bytes) => {
  expect(readGroup(bytes)).toBe(null);
});
