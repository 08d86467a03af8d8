/** The timeline in real Chromium, without the rest of the client: its pixels, pointers, keys, words. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TimeRange } from '../../preload/domain/time.ts';
import { auditPage } from './audit.ts';
import { misfitsOf } from './geometry.ts';
import { until } from './harness.ts';
import { barY, board, DAY, DAY_MS, design, drawn, HOUR_MS, pixel, placeOf, PLAIN, viewOf } from './timeline-look.ts';
import { openTimelineSite, type TimelineSite } from './timeline-site.ts';

let site: TimelineSite;
beforeAll(async () => {
  site = await openTimelineSite();
});
afterAll(() => site.close());

it('the wheel moves, Ctrl and the wheel zoom at the pointer, a double click shows a quarter', async () => {
  const page = await site.open(design);
  const { left, top, width } = await placeOf(page);
  await page.mouse.move(left + width / 4, top + 80);
  await page.mouse.wheel(0, width / 10);
  await until(async () => (await viewOf(page)).fromMs > design.fromMs, 'the view moved');
  const moved = await viewOf(page);
  expect((moved.fromMs - design.fromMs) / (5 * HOUR_MS)).toBeCloseTo(0.1, 2);
  const under = (view: TimeRange): number => view.fromMs + (view.toMs - view.fromMs) / 4;
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await until(async () => (await viewOf(page)).toMs < moved.toMs, 'the view is shorter');
  const zoomed = await viewOf(page);
  expect(zoomed.toMs - zoomed.fromMs).toBeCloseTo(5 * HOUR_MS * Math.exp(-0.5), -2);
  expect(Math.abs(under(zoomed) - under(moved))).toBeLessThan(15_000);
  await page.mouse.dblclick(left + width / 4, top + 80);
  const quarter = await viewOf(page);
  expect((quarter.toMs - quarter.fromMs) / (zoomed.toMs - zoomed.fromMs)).toBeCloseTo(0.25, 5);
  expect(await page.evaluate('window.seeks.length'), 'a double click seeks once').toBe(1);
});

it('a drag on the ruler moves, a drag on the rows selects, its handles change one end, and a click seeks', async () => {
  const page = await site.open(design);
  const { left, top, width, x } = await placeOf(page);
  const dragTo = async (fromX: number, toX: number, y: number): Promise<void> => {
    await page.mouse.move(fromX, top + y);
    await page.mouse.down();
    await page.mouse.move((fromX + toX) / 2, top + y);
    await page.mouse.move(toX, top + y);
    await page.mouse.up();
  };
  await dragTo(left + width / 2, left + width / 4, 10);
  expect(((await viewOf(page)).fromMs - design.fromMs) / (5 * HOUR_MS)).toBeCloseTo(0.25, 3);
  await dragTo(await x(DAY + 19 * HOUR_MS), await x(DAY + 18 * HOUR_MS), 90);
  const selection = (): Promise<TimeRange> => page.evaluate('window.timeline.selection');
  const about = ({ fromMs, toMs }: TimeRange) =>
    [fromMs, toMs].map((ms) => Math.round(((ms - DAY) / HOUR_MS) * 50) / 50);
  expect(about(await selection())).toEqual([18, 19]);
  await dragTo(await x(DAY + 19 * HOUR_MS), await x(DAY + 19.5 * HOUR_MS), 90);
  expect(about(await selection())).toEqual([18, 19.5]);
  expect(await page.evaluate('window.seeks')).toEqual([]);
  await page.mouse.click(await x(DAY + 20 * HOUR_MS), top + 22 + 2 * 30 + 15);
  const [seek] = await page.evaluate<{ atMs: number; rowId: string }[]>('window.seeks');
  expect([seek?.rowId, Math.round(((seek?.atMs ?? 0) - DAY) / 60_000 / 2) * 2]).toEqual(['b', 1_200]);
});

it('a click on a mark names the mark and seeks to the mark', async () => {
  const page = await site.open(design);
  const { top, height, x } = await placeOf(page);
  await page.mouse.click((await x(DAY + 20.08 * HOUR_MS)) + 3, top + height - 10);
  expect(await page.evaluate('window.marks')).toEqual(['export 20.08']);
  expect(await page.evaluate('window.seeks[0].atMs')).toBe(DAY + 20.08 * HOUR_MS);
});

it('two fingers zoom and the times stay under them, a tap seeks', async () => {
  const page = await site.open(design);
  const { left, top, width } = await placeOf(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', shares: readonly number[]): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: shares.map((share, id) => ({ x: left + width * share, y: top + 80, id })),
    });
  await touch('touchStart', [0.4]);
  await touch('touchStart', [0.4, 0.6]);
  await touch('touchMove', [0.4, 0.7]);
  await touch('touchMove', [0.4, 0.8]);
  await touch('touchEnd', []);
  const view = await viewOf(page);
  expect((view.toMs - view.fromMs) / (5 * HOUR_MS)).toBeCloseTo(0.5, 1);
  const held = view.fromMs + 0.4 * (view.toMs - view.fromMs);
  expect(Math.abs(held - (design.fromMs + 0.4 * 5 * HOUR_MS))).toBeLessThan(120_000);
  expect(await page.evaluate('window.seeks')).toEqual([]);
  await page.touchscreen.tap(left + width / 2, top + 80);
  expect(await page.evaluate('window.seeks.length')).toBe(1);
});

// @promise timeline.keys: Everything on the timeline can be done by keys; only Enter asks for a stream.
it('everything can be done by keys: move, zoom, next recording, next mark, select, seek', async () => {
  const page = await site.open(design);
  await page.evaluate(`window.timeline.play(${DAY + 17 * HOUR_MS})`);
  await board(page).focus();
  const cursor = (): Promise<number> => page.evaluate('(window.timeline.cursor.atMs - window.shown.dayMs) / 3600000');
  const press = async (key: string): Promise<number> => {
    await page.keyboard.press(key);
    return await cursor();
  };
  expect(await press('ArrowRight')).toBeCloseTo(17 + 5 / 60, 6);
  expect(await press('ArrowLeft')).toBe(17);
  expect(await press('Control+PageDown')).toBe(17.2);
  expect(await press('Control+PageUp')).toBe(16.8);
  await page.keyboard.press('ArrowDown');
  expect(await press('Control+ArrowRight')).toBe(18.18);
  expect(await press('[')).toBe(18.18);
  expect(await press('End')).toBe(19.15);
  expect(await press(']')).toBe(19.15);
  expect(await page.evaluate('window.timeline.selection')).toEqual({
    fromMs: DAY + 18.18 * HOUR_MS,
    toMs: DAY + 19.15 * HOUR_MS,
  });
  await page.keyboard.press('+');
  expect((await viewOf(page)).toMs - (await viewOf(page)).fromMs).toBeCloseTo(3 * HOUR_MS, 0);
  await page.keyboard.press('Enter');
  expect(await page.evaluate('window.seeks')).toEqual([{ atMs: DAY + 19.15 * HOUR_MS, rowId: 'b' }]);
  await page.keyboard.press('Escape');
  expect(await page.evaluate('window.timeline.selection')).toBe(null);
});

it('the focused timeline has a ring, and says the moment and what lies there', async () => {
  const page = await site.open(design);
  await page.evaluate(`window.timeline.play(${DAY + 17.3 * HOUR_MS})`);
  await page.keyboard.press('Tab');
  await board(page).focus();
  expect(await board(page).evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await board(page).getAttribute('aria-valuetext')).toBe(
    '2026-07-14 17:18:00 UTC+8, 215 Subway north, Nothing recorded, Offline as seen here, 37 min',
  );
});

// @promise timeline.table: A screen reader gets the moment, what lies there, and a table of the view with at most 60
// lines.
it('a table for screen readers follows the view and is bounded', async () => {
  const page = await site.open({ ...design, many: { rows: 16, segments: 100_000, days: 31 } });
  const rows = page.locator('.tml table tbody tr');
  const caption = page.locator('.tml caption');
  expect(await rows.count()).toBeLessThanOrEqual(60);
  expect(await caption.textContent()).toContain('zoom in');
  await page.evaluate(`window.timeline.show({ fromMs: ${DAY}, toMs: ${DAY + 60_000} })`);
  await until(
    async () => (await caption.textContent())?.includes('2026-07-14 00:01:00') === true,
    'the table followed',
  );
  expect(await caption.textContent()).not.toContain('zoom in');
});

it('the canvas is drawn only when something changed, without reading the layout', async () => {
  const page = await site.open(design);
  await drawn(page);
  await page.evaluate(() => {
    const counts = { draws: 0, layouts: 0 };
    Object.assign(window, { counts });
    const count = (target: object, name: string, key: keyof typeof counts): void => {
      const before = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      Reflect.set(target, name, function (this: unknown, ...args: unknown[]) {
        counts[key] += 1;
        return before.apply(this, args);
      });
    };
    count(CanvasRenderingContext2D.prototype, 'fillRect', 'draws');
    count(Element.prototype, 'getBoundingClientRect', 'layouts');
  });
  const counts = (): Promise<{ draws: number; layouts: number }> => page.evaluate('({ ...window.counts })');
  for (let i = 0; i < 5; i += 1) await drawn(page);
  expect(await counts()).toEqual({ draws: 0, layouts: 0 });
  await page.evaluate(`window.timeline.play(${DAY + 17 * HOUR_MS})`);
  await drawn(page);
  const { draws } = await counts();
  expect(draws).toBeGreaterThan(0);
  // The playhead is two rectangles; the rows would be hundreds.
  expect(draws).toBeLessThan(10);
  await page.evaluate('window.timeline.move(60000)');
  await drawn(page);
  expect((await counts()).draws).toBeGreaterThan(50);
  expect((await counts()).layouts).toBe(0);
});

it('the timeline is drawn again after the process for graphics died', async () => {
  const page = await site.open(design);
  await drawn(page);
  const { left, x } = await placeOf(page);
  const at = async (): Promise<string> => pixel(page, (await x(DAY + 18.6 * HOUR_MS)) - left, barY(2));
  expect(await at()).toBe(PLAIN);
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.tml-board canvas');
    canvas?.getContext('2d')?.fillRect(0, 0, 5_000, 5_000);
    canvas?.dispatchEvent(new Event('contextrestored'));
  });
  await drawn(page);
  expect(await at()).toBe(PLAIN);
});

// @promise timeline.tip: The tip of the timeline is of the row under the pointer, and names the camera.
it('the words under the pointer are of the row under the pointer, with its name, whichever row is selected', async () => {
  const page = await site.open(design);
  const { top, x } = await placeOf(page);
  const tip = page.locator('.tml-tip');
  const wordsAt = async (row: number, hours: number): Promise<string> => {
    await page.mouse.move(await x(DAY + hours * HOUR_MS), top + barY(row));
    await tip.waitFor();
    return await tip.innerText();
  };
  expect(await wordsAt(3, 17.3)).toMatch(/^215 Subway north\n2026-07-14 17:1\d:\d\d UTC\+8\nNothing recorded, Offline/);
  expect(await wordsAt(4, 17.3)).toMatch(/^223 Logistics yard\n.*\nArchived somewhere in here/);
  // Above the rows of the cameras the tip is of the selected row.
  expect(await wordsAt(0, 18.6)).toMatch(/^206 Shopping street\n.*\nRecorded/);
});

it('the words of a cursor that rests stay at its moment while the view moves below', async () => {
  const page = await site.open(design);
  const { left, top, width } = await placeOf(page);
  await page.mouse.move(left + width / 2, top + 80);
  const tip = page.locator('.tml-tip');
  await tip.waitFor();
  const words = await tip.textContent();
  await page.evaluate(`window.timeline.move(${HOUR_MS})`);
  await until(async () => (await tip.getAttribute('style'))?.includes('left: 30%') === true, 'the words moved');
  expect(await tip.textContent()).toBe(words);
});

it.each([
  ['en-US', 1_600, 1],
  ['zh-CN', 1_280, 1],
  ['en-US', 1_280, 1.5],
  ['zh-CN', 1_280, 1.5],
] as const)(
  'the timeline fits in %s at %d pixels and %d times the text, and axe finds no fault',
  async (locale, widthPx, textScale) => {
    const page = await site.open({ ...design, locale, textScale }, { widthPx, heightPx: 720 });
    await drawn(page);
    expect(await misfitsOf(page)).toEqual([]);
    expect(await auditPage(page)).toEqual([]);
  },
);

const gridDay = (page: Page, day: string) => page.locator(`[data-day="${day}"]`);

it('the calendar says of each day whether it has footage, and a day is picked by keys across months', async () => {
  const page = await site.open({ ...design, hasCalendar: true });
  const says = (day: string): Promise<string | null> => gridDay(page, day).getAttribute('aria-label');
  expect(await says('2026-07-02')).toBe('Thursday 2 July 2026, Archived');
  expect(await says('2026-07-10')).toBe('Friday 10 July 2026, Whole day');
  expect(await says('2026-07-12')).toBe('Sunday 12 July 2026, Some missing');
  expect(await says('2026-07-13')).toBe('Monday 13 July 2026, No footage');
  expect(await says('2026-06-30')).toBe('Tuesday 30 June 2026, Not known');
  expect(await says('2026-07-22')).toBe('Wednesday 22 July 2026, Not yet');
  await gridDay(page, '2026-07-14').focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'Home', 'ArrowLeft', 'PageUp']) await page.keyboard.press(key);
  expect(await page.evaluate('document.activeElement.dataset.day')).toBe('2026-05-28');
  expect(await page.locator('.tcal h3').textContent()).toBe('May 2026');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('window.picks')).toEqual(['2026-05-28']);
});

// @promise timeline.typed-moment: A typed moment that cannot be read stays in the field; a time that the clocks show
// twice is asked back.
it('a typed moment is gone to, and words that are no moment stay in the field with the reason', async () => {
  const zone = 'Europe/Berlin';
  const dayMs = Date.parse('2026-10-25T00:00+02:00');
  const page = await site.open({ ...design, zone, dayMs, nowMs: dayMs + 30 * DAY_MS, hasCalendar: true });
  const field = page.getByRole('textbox', { name: 'Date and time' });
  const type = async (text: string): Promise<void> => {
    await field.fill(text);
    await page.keyboard.press('Enter');
  };
  await type('14:03:07');
  expect(await page.evaluate('window.picks')).toEqual([Date.parse('2026-10-25T14:03:07+01:00')]);
  await type('half past two');
  expect(await page.getByRole('alert').textContent()).toContain('not a time that can be read');
  expect(await field.inputValue()).toBe('half past two');
  await type('2:30');
  await page.getByRole('button', { name: '2026-10-25 02:30:00 UTC+2' }).click();
  await type('2026-03-29 2:30');
  await page.getByRole('button', { name: '2026-03-29 03:00:00 UTC+2' }).click();
  expect(await page.evaluate('window.picks.slice(1)')).toEqual([
    Date.parse('2026-10-25T02:30:00+02:00'),
    Date.parse('2026-03-29T03:00:00+02:00'),
  ]);
});

it.each([
  ['en-US', 1],
  ['zh-CN', 1],
  ['zh-CN', 1.5],
] as const)('the calendar fits in %s at %d times the text, and axe finds no fault', async (locale, textScale) => {
  const page = await site.open(
    { ...design, locale, textScale, hasCalendar: true },
    { widthPx: 1_280, heightPx: 1_000 },
  );
  await drawn(page);
  expect(await misfitsOf(page)).toEqual([]);
  expect(await auditPage(page)).toEqual([]);
});
