/**
 * The timeline with 500,000 recordings of 16 cameras against the timeline with 50,000, in the same views, while the view
 * changes with every frame: script of the whole page per frame, as Chromium counts script.
 *
 * `long`: 500,000 recordings in ten times as many days, so that the view shows the same picture. `dense`: 500,000 in the same
 * 31 days. A view of all days has several recordings in each pixel on both sides; shorter views of the dense side have more to
 * draw, and are told in the details only.
 */
import type { CDPSession, Page } from 'playwright-core';
import { openTimelineSite, type TimelineSite } from '../e2e/timeline-site.ts';
import type { Shown } from '../e2e/timeline-page.tsx';
import { median, type BenchOptions, type BenchResult, type Goal } from './types.ts';

const FEW = { rows: 16, segments: 50_000, days: 31 } as const;
const MANY = {
  long: { rows: 16, segments: 500_000, days: 310 },
  dense: { rows: 16, segments: 500_000, days: 31 },
} as const;
type ManyName = keyof typeof MANY;
const DAYS = 31;
const DAY_MS = 86_400_000;
const FRAMES = 40;
/** Bursts of frames in each round: sides take turns so that both meet the same load. */
const BURSTS = 5;
const FRAME_MS = 1_000 / 60;
const WORST_RATIO = 1.2;
const NOW_MS = Date.UTC(2026, 6, 21);

/** The lengths of the views: all of the footage, a week, a day, an hour. */
const VIEWS = { '31 days': 31 * DAY_MS, '7 days': 7 * DAY_MS, '1 day': DAY_MS, '1 hour': DAY_MS / 24 } as const;
type ViewName = keyof typeof VIEWS;
const NAMES = Object.keys(VIEWS) as ViewName[];

/** What an operator does to the view before each frame: moves by two pixels, or zooms at the middle. */
const STEPS = {
  move: 'timeline.move(((toMs - fromMs) / 1_300) * (left % 20 < 10 ? 2 : -2))',
  zoom: 'timeline.zoom((fromMs + toMs) / 2, left % 20 < 10 ? 0.99 : 1 / 0.99)',
} as const;
type StepName = keyof typeof STEPS;
const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** Changes the view before each of the frames, and resolves when all are drawn. */
const frames = (step: StepName): string => `new Promise((resolve) => {
  let left = ${FRAMES};
  const { timeline } = window;
  const frame = () => {
    if (left === 0) return resolve();
    left -= 1;
    const { fromMs, toMs } = timeline.view;
    ${STEPS[step]};
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

interface Side {
  readonly page: Page;
  readonly session: CDPSession;
}

async function openSide(site: TimelineSite, many: NonNullable<Shown['many']>): Promise<Side> {
  const page = await site.open({
    ...{ locale: 'en-US', zone: 'Asia/Shanghai', dayMs: NOW_MS, nowMs: NOW_MS },
    ...{ fromMs: NOW_MS - DAYS * DAY_MS, toMs: NOW_MS, many },
  });
  const session = await page.context().newCDPSession(page);
  // Time of the thread: what other programs do on this computer is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, session };
}

async function scriptSec({ session }: Side): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

/** Milliseconds of script per frame while a view of this length changes. */
async function measure(side: Side, { view, step }: Case): Promise<number> {
  const middleMs = NOW_MS - (DAYS / 2) * DAY_MS;
  const [fromMs, toMs] = [middleMs - VIEWS[view] / 2, middleMs + VIEWS[view] / 2];
  await side.page.bringToFront();
  await side.page.evaluate(`window.timeline.show({ fromMs: ${fromMs}, toMs: ${toMs} })`);
  const before = await scriptSec(side);
  await side.page.evaluate(frames(step));
  return ((await scriptSec(side)) - before) * (1_000 / FRAMES);
}

interface Case {
  readonly view: ViewName;
  readonly step: StepName;
  readonly many: ManyName;
}
const CASES: readonly Case[] = NAMES.flatMap((view) =>
  STEP_NAMES.flatMap((step) => (['long', 'dense'] as const).map((many) => ({ view, step, many }))),
);

/** Both sides of a case, in ms of script per frame: one figure for each burst. */
type Figures = readonly [few: number[], many: number[]];

function goalsOf({ view, step, many }: Case, [few, more]: Figures): readonly Goal[] {
  if (many === 'dense' && view !== '31 days') return [];
  const words = `${many}, view of ${view}, ${step}`;
  const [fewMs, manyMs] = [median(few), median(more)];
  return [
    {
      name: `script per frame, 500,000 against 50,000 recordings: ${words}`,
      value: manyMs / fewMs,
      atMost: WORST_RATIO,
    },
    { name: `script per frame against a frame's length: ${words}`, value: manyMs / FRAME_MS, atMost: 1 },
  ];
}

/** Script per frame of both sides in every view, the median of all bursts. The side that begins takes turns. */
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
        const turns = [few, many[one.many]] as const;
        for (const side of burst % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
          figures[i]?.[side].push(await measure(turns[side], one));
        }
      }
      process.stderr.write(`burst ${burst + 1} of ${rounds * BURSTS}\n`);
    }
    const goals = CASES.flatMap((one, i) => goalsOf(one, figures[i] ?? [[], []]));
    const msPerFrame = CASES.map((one, i) => ({ ...one, ms: figures[i]?.map(median) }));
    return { goals, details: { frames: FRAMES, msPerFrame } };
  } finally {
    await site.close();
  }
}
