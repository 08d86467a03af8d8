/** The pixels of the timeline: each kind of footage and of ignorance has a colour and a pattern. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { ALARM, barY, DAY, DAY_MS, design, drawn, HOUR_MS, pixel, placeOf, PLAIN, WELL } from './timeline-look.ts';
import { openTimelineSite, type TimelineSite } from './timeline-site.ts';

let site: TimelineSite;
beforeAll(async () => {
  site = await openTimelineSite();
});
afterAll(() => site.close());

it.each([1, 2])(
  'footage, gaps and alarms lie at their pixels on a screen with %d device pixels in a pixel',
  async (ratio) => {
    const own = ratio === 1 ? site : await openTimelineSite(undefined, ratio);
    if (own !== site) onTestFinished(() => own.close());
    const page = await own.open(design);
    await drawn(page);
    const { width, left, x } = await placeOf(page);
    expect(await page.evaluate('document.querySelector(".tml-board canvas").width')).toBe(Math.round(width * ratio));
    const at = async (row: number, hours: number, y = barY(row)): Promise<string> =>
      await pixel(page, ((await x(DAY + hours * HOUR_MS)) - left) * ratio, y * ratio);
    expect(await at(2, 18.6)).toBe(PLAIN);
    // Two pixels on each side of the two ends of the footage.
    const pxHours = 5 / width;
    expect([await at(2, 18.18 - 2 * pxHours), await at(2, 18.18 + 2 * pxHours)]).not.toEqual([PLAIN, PLAIN]);
    expect(await at(2, 18.18 + 2 * pxHours)).toBe(PLAIN);
    expect(await at(2, 19.15 - 2 * pxHours)).toBe(PLAIN);
    expect(await at(2, 19.15 + 2 * pxHours)).not.toBe(PLAIN);
    expect(await at(1, 18.52 + 20 / 3_600, 22 + 30 + 12)).toBe(ALARM);
    // The gap of the device has nothing above its dashed line.
    expect(await at(3, 17.6, 22 + 3 * 30 + 21)).toBe(WELL);
  },
);

// @promise timeline.second: A second of footage is seen in a view of 31 days, and a pixel with less footage has a lower
// bar.
it('a second of footage is seen at every zoom from a second to 31 days', async () => {
  const page = await site.open(design);
  const atMs = DAY + 18.6 * HOUR_MS;
  for (const spanMs of [1_000, 60_000, HOUR_MS, DAY_MS, 31 * DAY_MS]) {
    await page.evaluate(`window.timeline.show({ fromMs: ${atMs - spanMs / 2}, toMs: ${atMs + spanMs / 2} })`);
    await drawn(page);
    const { width } = await placeOf(page);
    expect(await pixel(page, width / 2, barY(2))).toBe(PLAIN);
  }
});

const [ARCHIVED, ARCHIVED_GROUND, MOTION, FRAME, DOT] = ['a57fcb', '3b2f4b', 'e2c66f', '2f353d', '8a929e'];

/** The device pixels of the bar of a row around a moment, line by line from above, as `pixel` gives them. */
async function barAround(page: Page, row: number, hours: number): Promise<readonly (readonly string[])[]> {
  const { left, x } = await placeOf(page);
  const [fromX, fromY] = [Math.round((await x(DAY + hours * HOUR_MS)) - left) - 24, 22 + row * 30 + 17];
  const flat = await page.evaluate(
    ([atX = 0, atY = 0]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.tml-board canvas');
      return [...(canvas?.getContext('2d')?.getImageData(atX, atY, 48, 10).data ?? [])];
    },
    [fromX, fromY],
  );
  const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, '0');
  return Array.from({ length: 10 }, (_, y) =>
    Array.from({ length: 48 }, (__, column) => {
      const at = (y * 48 + column) * 4;
      return `${hex(flat[at])}${hex(flat[at + 1])}${hex(flat[at + 2])}`;
    }),
  );
}

const colours = (bar: readonly (readonly string[])[]): readonly string[] => [...new Set(bar.flat())].sort();
/** Whether the stripes of a hatch rise (or fall) by a pixel with each pixel to the right. */
const isHatched = (bar: readonly (readonly string[])[], by: 1 | -1): boolean =>
  bar
    .slice(1, -1)
    .every((line, i) => line.slice(0, -1).every((colour, column) => bar[i + 1 - by]?.[column + 1] === colour));

// @promise timeline.patterns: Recorded, archived, being restored, archived somewhere in here, gap, not known: each has
// a colour and a pattern, and stands in the legend.
it('archived, restored, guessed and unknown time have a pattern each, which can be distinguished without colours', async () => {
  const page = await site.open({ ...design, fromMs: DAY + 14 * HOUR_MS, toMs: DAY + 18 * HOUR_MS });
  await drawn(page);
  const archived = await barAround(page, 4, 15.6);
  const restoring = await barAround(page, 4, 16.4);
  for (const bar of [archived, restoring]) expect(colours(bar)).toEqual([ARCHIVED_GROUND, ARCHIVED].sort());
  expect([isHatched(archived, 1), isHatched(archived, -1)]).toEqual([true, false]);
  expect([isHatched(restoring, 1), isHatched(restoring, -1)]).toEqual([false, true]);

  const within = await barAround(page, 4, 17.3);
  expect(colours(within)).toEqual([WELL, ARCHIVED].sort());
  const share = (bar: readonly (readonly string[])[], colour = ARCHIVED): number =>
    bar.flat().filter((one) => one === colour).length / bar.flat().length;
  // Thin stripes on the bare ground in a dashed frame: a guess looks less certain than archived footage.
  expect(share(within.slice(1, -1))).toBeLessThanOrEqual(share(archived) / 2);
  for (const edge of [within[0], within.at(-1)]) expect([share([edge ?? []]), new Set(edge).size]).toEqual([0.5, 2]);

  const unknown = await barAround(page, 4, 14.5);
  expect(colours(unknown)).toEqual([WELL, FRAME, DOT].sort());
  for (const edge of [unknown[0], unknown.at(-1)]) expect(new Set(edge)).toEqual(new Set([FRAME]));
  expect(share(unknown.slice(1, -1), DOT)).toBeGreaterThan(0);
  expect(share(unknown.slice(1, -1), DOT)).toBeLessThan(0.2);
});

// @promise timeline.motion: Motion stands on the footage as bars.
it('motion stands on the footage as bars whose height says how much of the minute has motion', async () => {
  const page = await site.open({ ...design, fromMs: DAY + 16 * HOUR_MS, toMs: DAY + 16.5 * HOUR_MS });
  await drawn(page);
  const { width } = await placeOf(page);
  const floor = 22 + 2 * 30 - 3;
  const heights = new Set<number>();
  for (let x = 2; x < width; x += 8) {
    let height = 0;
    while ((await pixel(page, x, floor - 1 - height)) === MOTION) height += 1;
    if (height > 0) heights.add(height);
    expect(await pixel(page, x, floor - 1 - height), 'footage or the ground above it').not.toBe(MOTION);
  }
  expect(heights.size).toBeGreaterThan(1);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...heights)).toBeLessThanOrEqual(14);
});
