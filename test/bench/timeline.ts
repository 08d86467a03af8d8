/**
 * The timeline with 500,000 recordings of 16 cameras against the timeline with 50,000, in the same views, while the view
 * changes with every frame: script of the whole page in each single frame, as Chromium counts script.
 *
 * `long`: 500,000 recordings in ten times as many days, so that the view shows the same picture. `dense`: 500,000 in
 * the same 31 days. A view of all days has several recordings in each pixel on both sides. In shorter views the dense
 * side has up to ten times as much to draw, so that its figure against 50,000 recordings would compare two different
 * pictures: there only the length of a frame is judged, and the figure is printed in the details.
 */
import type { CDPSession, Page } from 'playwright-core';
import { openTimelineSite, type TimelineSite } from '../e2e/timeline-site.ts';
import type { Shown } from '../e2e/timeline-page.tsx';
import { median, quantile, turnsOf, type BenchOptions, type BenchResult, type Goal } from './types.ts';

const FEW = { rows: 16, segments: 50_000, days: 31 } as const;
const MANY = {
  long: { rows: 16, segments: 500_000, days: 310 },
  dense: { rows: 16, segments: 500_000, days: 31 },
} as const;
type ManyName = keyof typeof MANY;
const DAYS = 31;
const DAY_MS = 86_400_000;
const FRAMES = 20;
/** Bursts of frames in each round: sides take turns so that both meet the same load. */
const BURSTS = 4;
const FRAME_MS = 1_000 / 60;
const WORST_RATIO = 1.2;
const NOW_MS = Date.UTC(2026, 6, 21);

/** The lengths of the views: all of the footage, a week, a day, an hour. */
const VIEWS = { '31 days': 31 * DAY_MS, '7 days': 7 * DAY_MS, '1 day': DAY_MS, '1 hour': DAY_MS / 24 } as const;
type ViewName = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as ViewName[];

/** The operator's change of the view before each frame: a move by two pixels, or a zoom at the middle. */
const STEPS = {
  move: 'timeline.move(((toMs - fromMs) / 1_300) * (i % 20 < 10 ? 2 : -2))',
  zoom: 'timeline.zoom((fromMs + toMs) / 2, i % 20 < 10 ? 0.99 : 1 / 0.99)',
} as const;
type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** Puts `oneFrame(step, i)` into the page: changes the view in one frame, and resolves when the frame after it is drawn. */
const PREPARE = `
const steps = {
  rest: () => undefined,
  ${STEP_NAMES.map((name) => `${name}: (i) => { const { timeline } = window; const { fromMs, toMs } = timeline.view; ${STEPS[name]}; }`).join(',')}
};
window.oneFrame = (step, i) => new Promise((resolve) => requestAnimationFrame(() => {
  steps[step](i);
  requestAnimationFrame(() => requestAnimationFrame(resolve));
}));`;

interface Side {
  readonly page: Page;
  readonly session: CDPSession;
  /** Cost of a frame in which nothing changes, ms: the order for the frame is script too. */
  readonly restMs: number;
}

async function openSide(site: TimelineSite, many: NonNullable<Shown['many']>): Promise<Side> {
  const page = await site.open({
    locale: 'en-US',
    zone: 'Asia/Shanghai',
    dayMs: NOW_MS,
    nowMs: NOW_MS,
    fromMs: NOW_MS - DAYS * DAY_MS,
    toMs: NOW_MS,
    many,
  });
  const session = await page.context().newCDPSession(page);
  // Time of the thread: what other programs do on this computer is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(PREPARE);
  const idle = { page, session, restMs: 0 };
  return { ...idle, restMs: median(await framesOf(idle, 'rest')) };
}

async function scriptSec({ session }: Side): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

/** Milliseconds of script in each frame of a burst. */
async function framesOf(side: Side, step: StepName | 'rest'): Promise<number[]> {
  const found: number[] = [];
  let before = await scriptSec(side);
  for (let i = 0; i < FRAMES; i += 1) {
    await side.page.evaluate(`window.oneFrame('${step}', ${i})`);
    const after = await scriptSec(side);
    found.push(Math.max(0, (after - before) * 1_000 - side.restMs));
    before = after;
  }
  return found;
}

/** The frames while a view of this length changes. */
async function measure(side: Side, { view, step }: Case): Promise<readonly number[]> {
  const middleMs = NOW_MS - (DAYS / 2) * DAY_MS;
  const [fromMs, toMs] = [middleMs - VIEWS[view] / 2, middleMs + VIEWS[view] / 2];
  await side.page.bringToFront();
  await side.page.evaluate(`window.timeline.show({ fromMs: ${fromMs}, toMs: ${toMs} })`);
  await side.page.evaluate(`window.oneFrame('rest', 0)`);
  return framesOf(side, step);
}

interface Case {
  readonly view: ViewName;
  readonly step: StepName;
  readonly many: ManyName;
}
const CASES: readonly Case[] = NAMES.flatMap((view) =>
  STEP_NAMES.flatMap((step) => (['long', 'dense'] as const).map((many) => ({ view, step, many }))),
);

/** Both sides of a case: milliseconds of script of every frame of all bursts. */
type Figures = readonly [few: number[], many: number[]];

function goalsOf({ view, step, many }: Case, [few, more]: Figures): readonly Goal[] {
  const words = `${many}, view of ${view}, ${step}`;
  const isSamePicture = many === 'long' || view === '31 days';
  const ratio = {
    name: `script per frame, 500,000 against 50,000 recordings: ${words}`,
    value: median(more) / median(few),
    atMost: WORST_RATIO,
  };
  const length = `script per frame with 500,000 recordings against a frame's length: ${words}`;
  return [
    ...(isSamePicture ? [ratio] : []),
    { name: `${length}, median`, value: median(more) / FRAME_MS, atMost: 1 },
    { name: `${length}, 95th percentile`, value: quantile(more, 0.95) / FRAME_MS, atMost: 1 },
  ];
}

const summaryOf = (frames: readonly number[]) => ({
  frames: frames.length,
  median: median(frames),
  p95: quantile(frames, 0.95),
  worst: quantile(frames, 1),
});

/** Script per frame of both sides in every view, over the frames of all bursts. The side that begins takes turns. */
export async function timeline({ rounds }: BenchOptions): Promise<BenchResult> {
  const site = await openTimelineSite();
  try {
    const few = await openSide(site, FEW);
    const many = { long: await openSide(site, MANY.long), dense: await openSide(site, MANY.dense) };
    const figures = CASES.map((): Figures => [[], []]);
    // The first bursts run code that is not compiled yet.
    for (const one of CASES) for (const side of [few, many[one.many]]) await measure(side, one);
    for (let burst = 0; burst < rounds * BURSTS; burst += 1) {
      for (const [i, one] of CASES.entries()) {
        const sides = [few, many[one.many]] as const;
        for (const side of turnsOf(burst, [0, 1] as const))
          figures[i]?.[side].push(...(await measure(sides[side], one)));
      }
      process.stderr.write(`burst ${burst + 1} of ${rounds * BURSTS}\n`);
    }
    const goals = CASES.flatMap((one, i) => goalsOf(one, figures[i] ?? [[], []]));
    const scriptMs = CASES.map((one, i) => {
      const [ofFew, ofMany] = figures[i] ?? [[], []];
      const { view, step, many: side } = one;
      return {
        view,
        step,
        side,
        few: summaryOf(ofFew),
        many: summaryOf(ofMany),
        ratio: median(ofMany) / median(ofFew),
      };
    });
    const restMs = { few: few.restMs, long: many.long.restMs, dense: many.dense.restMs };
    return { goals, details: { widthPx: 1_600, restMs, scriptMs } };
  } finally {
    await site.close();
  }
}
