/**
 * Click to first frame: an operator clicks on the timeline of the built client, over the browser host; timeline, play bar, React,
 * main and gateway are in the figure. The peer is a page with hls.js alone and a button, in the same browser, over the same line
 * to the same simulated cloud. 50 clicks lead to moments of the stretch that plays, and 50 to moments of other stretches, for which
 * both sides ask the cloud for an address. The side that begins takes turns.
 */
import { withClient } from '../e2e/harness.ts';
import { treeRead } from '../e2e/screen.ts';
import { OwnClicks, PeerClicks, STRETCH_MS, type Clicked, type ClickSide } from './click-sides.ts';
import { NEAR_PICTURES, PEER_CONFIG } from './hls-alone.ts';
import { goalsOfRatios, LINE_MS, rowOf, type SeekMs } from './seek-figures.ts';
import { median, turnsOf, type BenchOptions, type Goal, type PartResult } from './types.ts';

const CAMERAS = 24;
const CLICKS = 50;
const WARM_UP = 4;
const MINUTE_MS = 60_000;
/** Steps through the moments of all pixels: a prime, so that clicks are spread and never at the same place twice. */
const STRIDE = 389;
/** From the view of 24 hours. */
const ZOOM_IN = 4;
const ZOOM_OUT = -3;

const KINDS = { within: 'in the stretch that plays', elsewhere: 'in other stretches' } as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES = ['within', 'elsewhere'] as const;

interface Sides {
  readonly own: ClickSide;
  readonly peer: ClickSide;
}

interface Figures extends SeekMs {
  /** Until the tile of the client is no longer dimmed. */
  readonly clearMs: number[];
}

interface Wanted {
  readonly first: number;
  readonly count: number;
  /** The moment that shows now. */
  readonly beforeMs: number;
  /** Stretches are counted from this moment. */
  readonly openedMs: number;
  /** Every click leads to another stretch than the click before, and not only to another moment. */
  readonly isElsewhere: boolean;
}

function spread(moments: readonly number[], wanted: Wanted): readonly number[] {
  const { first, count, beforeMs, openedMs, isElsewhere } = wanted;
  const stretchOf = (ms: number): number => Math.floor((ms - openedMs) / STRETCH_MS);
  // Behind the moment there is as much of the stretch to load as elsewhere.
  const isInside = (ms: number): boolean => stretchOf(ms - MINUTE_MS) === stretchOf(ms + MINUTE_MS);
  const chosen: number[] = [];
  for (let i = first; chosen.length < count && i < first + 20 * count; i += 1) {
    const atMs = Math.round(moments[(i * STRIDE) % moments.length] ?? Number.NaN);
    const lastMs = chosen.at(-1) ?? beforeMs;
    const isFar = isElsewhere ? stretchOf(atMs) !== stretchOf(lastMs) : Math.abs(atMs - lastMs) >= MINUTE_MS;
    if (isFar && isInside(atMs)) chosen.push(atMs);
  }
  if (chosen.length < count) throw new Error('there are too few moments to click on');
  return chosen;
}

async function clicks(sides: Sides, moments: readonly number[]): Promise<Figures> {
  const figures: Figures = { own: [], peer: [], clearMs: [] };
  for (const [i, atMs] of moments.entries()) {
    for (const side of turnsOf(i, ['own', 'peer'] as const)) {
      await sides[side].rest();
      const clicked: Clicked = await sides[side].click(atMs);
      figures[side].push(clicked.ms);
      if (side === 'own') figures.clearMs.push(clicked.clearMs);
    }
  }
  return figures;
}

type Measured = Readonly<Record<Kind, readonly Figures[]>>;

async function measure(rounds: number, lineMs: number): Promise<Measured> {
  const found: Record<Kind, Figures[]> = { within: [], elsewhere: [] };
  const options = { cameras: CAMERAS, lineMs, viewport: { width: 1280, height: 720 } };
  await withClient('bench-click', options, async (session) => {
    await session.page.locator('main').waitFor();
    await session.client.ask({ do: 'add-accounts', clouds: session.clouds });
    await treeRead(session.page);
    const own = await OwnClicks.open(session);
    await PeerClicks.with(session, own, async (peer) => {
      for (const kind of KIND_NAMES) {
        peer.isElsewhere = kind === 'elsewhere';
        await own.zoom(kind === 'within' ? ZOOM_IN : ZOOM_OUT);
        const { openedMs } = own;
        const [from, to] = kind === 'within' ? [0, 1] : [-2, 2];
        const moments = await own.moments(openedMs + from * STRETCH_MS, openedMs + to * STRETCH_MS);
        // The first clicks run code that is not compiled yet.
        for (let i = -1; i < rounds; i += 1) {
          const count = i < 0 ? WARM_UP : CLICKS;
          const { isElsewhere } = peer;
          const wanted = { first: 31 * (i + 2), count, beforeMs: await own.kept(), openedMs, isElsewhere };
          const one = await clicks({ own, peer }, spread(moments, wanted));
          if (i >= 0) found[kind].push(one);
          process.stderr.write(`clicks ${KINDS[kind]}, line of ${lineMs} ms: round ${i + 1} of ${rounds}\n`);
        }
      }
    });
  });
  return found;
}

const goalsOf = (measured: Measured, condition: 'line' | 'loopback'): readonly Goal[] =>
  KIND_NAMES.flatMap((kind) =>
    goalsOfRatios(
      `click to first frame against hls.js alone, ${CLICKS} clicks ${KINDS[kind]}`,
      measured[kind],
      condition,
    ),
  );

const rowsOf = (measured: Measured): object =>
  Object.fromEntries(
    KIND_NAMES.map((kind) => [
      kind,
      measured[kind].map((one) => ({ ...rowOf(one), ownUndimmedMs: median(one.clearMs) })),
    ]),
  );

/** Median and 95th percentile of 50 clicks of each kind against hls.js alone, each the median of the rounds. */
export async function clickGoals({ rounds }: BenchOptions): Promise<PartResult> {
  const line = await measure(rounds, LINE_MS);
  const loopback = await measure(rounds, 0);
  return {
    goals: [...goalsOf(line, 'line'), ...goalsOf(loopback, 'loopback')],
    details: {
      clicks: CLICKS,
      lineMs: LINE_MS,
      nearPictures: NEAR_PICTURES,
      peer: PEER_CONFIG,
      line: rowsOf(line),
      loopback: rowsOf(loopback),
    },
  };
}
