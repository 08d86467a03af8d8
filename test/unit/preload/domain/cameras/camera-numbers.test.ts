import { expect, it } from 'vitest';
import { numbersFrom, planNumbers, spreadsheetText } from '../../../../../preload/domain/cameras/camera-numbers.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';

const id = (n: number): ChannelId => `acc:d/${n}` as ChannelId;
/** Cameras 101 to 106. */
const cameras = Array.from({ length: 6 }, (_, n) => ({ id: id(101 + n), number: 101 + n }));

/** The numbers after the plan. */
function after(plan: ReturnType<typeof planNumbers>): readonly (readonly [ChannelId, number])[] {
  const to = new Map([...plan.moves, ...plan.swaps].map((move) => [move.channelId, move.to]));
  return cameras.map((camera) => [camera.id, to.get(camera.id) ?? camera.number]);
}

it('the plan offers to exchange two numbers where the wanted number is taken', () => {
  const plan = planNumbers(cameras, new Map([[id(101), 104]]));
  expect(plan.swaps).toEqual([{ channelId: id(104), from: 104, to: 101 }]);
  expect(new Set(after(plan).map(([, number]) => number)).size).toBe(6);
});

// @promise wall.number-once: The numbering of cameras gives no number twice.
it('the plan gives no number twice, however numbers are shifted onto each other', () => {
  for (let first = 99; first <= 108; first += 1) {
    for (const step of [1, 2, 3]) {
      const chosen = [103, 101, 104].map(id);
      const plan = planNumbers(cameras, numbersFrom(chosen, first, step));
      expect(new Set(after(plan).map(([, number]) => number)).size).toBe(6);
      for (const [i, camera] of chosen.entries()) expect(after(plan)).toContainEqual([camera, first + i * step]);
    }
  }
});

it('the plan moves no camera that has its number already, and no camera that is not listed', () => {
  const plan = planNumbers(
    cameras,
    new Map([
      [id(102), 102],
      [id(999), 7],
    ]),
  );
  expect(plan).toEqual({ moves: [], swaps: [] });
});

// @promise security.formulas
it.each([
  ['=1+1', "'=1+1"],
  ['Gate;=HYPERLINK("http://evil")', `Gate;'=HYPERLINK("http://evil")`],
  ['Gate",=1+1', `Gate",'=1+1`],
  ['a\t@SUM(1)', `a\t'@SUM(1)`],
  ['＝1+1', "'＝1+1"],
  ['-2 Hall', "'-2 Hall"],
  ['Gate 4 - north, east', 'Gate 4 - north, east'],
])('no spreadsheet reads any part of the text %s as a formula', (text, safe) => {
  expect(spreadsheetText(text)).toBe(safe);
});
