import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayOf, fitPlace, placeOn, type Rectangle } from '../../../../main/hosts/window-place.ts';

const desk: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const left: Rectangle = { x: -2560, y: 0, width: 2560, height: 1440 };
const centre = { x: 160, y: 70, width: 1600, height: 900 };
const place = (x: number, y: number, width = 1200, height = 800) => ({
  bounds: { x, y, width, height },
  isMaximised: false,
});

it('a window opens where it was', () => {
  expect(fitPlace(place(-2000, 100), [desk, left]).bounds).toEqual({ x: -2000, y: 100, width: 1200, height: 800 });
});

// @promise wall.unplugged-screen: A window whose screen is gone opens on another one.
it('a window whose screen was unplugged opens on another screen', () => {
  expect(fitPlace(place(-2000, 100), [desk]).bounds).toEqual(centre);
});

it('a stored place is accepted when 64 px of the window can be grabbed, and refused when fewer can', () => {
  expect(fitPlace(place(1920 - 64, 0), [desk]).bounds.x).toBe(1920 - 64);
  expect(fitPlace(place(1920 - 63, 0), [desk]).bounds).toEqual(centre);
  expect(fitPlace(place(64 - 1200, 0), [desk]).bounds.x).toBe(64 - 1200);
  expect(fitPlace(place(0, 1040 - 63), [desk]).bounds).toEqual(centre);
  expect(fitPlace(place(0, -1), [desk]).bounds).toEqual(centre); // its title bar is above the screen
});

it('a window is never larger than the screen, and never too small to use', () => {
  expect(fitPlace(place(10, 10, 5000, 5000), [desk]).bounds).toEqual({ x: 10, y: 10, width: 1920, height: 1040 });
  expect(fitPlace(place(10, 10, 70, 70), [desk]).bounds).toEqual({ x: 10, y: 10, width: 960, height: 600 });
});

it('a window stays in reach that is made narrower and reached in from the left', () => {
  const { bounds } = fitPlace(place(-4417, 0, 4481, 700), [desk]);
  expect(bounds.x + bounds.width).toBe(64);
});

it('a window opens in the middle of the screen when the file contains no usable place', () => {
  const nan = { bounds: { x: NaN, y: 0, width: 1, height: 1 }, isMaximised: false };
  for (const saved of [undefined, null, 'x', {}, { bounds: null, isMaximised: true }, nan, { bounds: centre }]) {
    expect(fitPlace(saved, [desk])).toEqual({ bounds: centre, isMaximised: false });
  }
});

it('a maximised window stays maximised on the screen that is left', () => {
  expect(fitPlace({ ...place(-2000, 100), isMaximised: true }, [desk])).toEqual({ bounds: centre, isMaximised: true });
});

// @promise failures.unplugged-screen: A window whose screen is unplugged comes back into view, and always has 64 px
// within reach.
it('a window always has 64 px within reach', () => {
  const number = fc.integer({ min: -6000, max: 6000 });
  const size = fc.integer({ min: 1, max: 9000 });
  fc.assert(
    fc.property(number, number, size, size, (x, y, width, height) => {
      const { bounds } = fitPlace(place(x, y, width, height), [desk, left]);
      const isReachable = [desk, left].some(
        (area) =>
          Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= 64 &&
          bounds.y >= area.y &&
          bounds.y + 64 <= area.y + area.height,
      );
      expect(isReachable).toBe(true);
    }),
  );
});

const [first, second] = [
  { id: 'A', workArea: desk },
  { id: 'B', workArea: left },
];

// @promise failures.unplugged-screen
it('a window opens on its own screen, wherever that screen is now', () => {
  const saved = { ...place(-2000, 100), display: second };
  const moved = { id: 'B', workArea: { ...left, x: 1920 } };
  expect(placeOn(saved, [first, second]).bounds.x).toBe(-2000);
  expect(placeOn(saved, [first, moved]).bounds).toEqual({ x: 2480, y: 100, width: 1200, height: 800 });
  expect(placeOn(saved, [first]).bounds).toEqual(centre);
});

it('a window belongs to the screen that shows most of it', () => {
  const bounds = { x: -100, y: 10, width: 1000, height: 500 };
  expect(displayOf(bounds, [first, second])).toBe(first);
  expect(displayOf({ ...bounds, x: -900 }, [first, second])).toBe(second);
  expect(displayOf({ ...bounds, y: 5000 }, [first, second])).toBeUndefined();
});

it('a stored place of an unknown shape counts as no place', () => {
  for (const saved of [
    { ...place(0, 0), display: 'B' },
    { ...place(0, 0), display: { id: 1, workArea: desk } },
  ]) {
    expect(placeOn(saved, [first]).bounds).toEqual(centre);
  }
});
