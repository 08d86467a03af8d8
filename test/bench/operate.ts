/**
 * An operator at work on a wall of 36: no task of any round may block the page for more than 50 ms while tiles are dragged,
 * cameras searched and menus opened; and a wall that nobody touches is hardly drawn by React at all.
 */
import { tile, tiles } from '../e2e/screen.ts';
import { until, withClient, type Session } from '../e2e/harness.ts';
import { median, type BenchOptions, type BenchResult } from './types.ts';

const TILES = 36;
const CAMERAS = 100;
const LONGEST_TASK_MS = 50;
const COMMITS_PER_SECOND = 4;
const SETTLE_MS = 20_000;
const QUERY = 'dock 12';
const DRAG_STEPS = 20;

/**
 * Runs before the page's own scripts: long tasks as the browser reports them, and React's commits as it reports them to
 * its tools.
 */
const WATCH = `window.longTasks = []; window.commits = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longTasks.push(e.duration); })
  .observe({ type: 'longtask', buffered: true });
window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { supportsFiber: true, renderers: new Map(), isDisabled: false,
  inject: () => 1, checkDCE: () => {}, onCommitFiberUnmount: () => {}, onPostCommitFiberRoot: () => {},
  onCommitFiberRoot: () => { window.commits += 1; } };`;

interface Row {
  readonly longestMs: Readonly<Record<string, number>>;
  readonly commitsPerSecond: number;
}

type Page = Session['page'];

async function dragTile(page: Page, from: number, to: number): Promise<void> {
  const [a, b] = [await tile(page, from).boundingBox(), await tile(page, to).boundingBox()];
  if (!a || !b) throw new Error('the tiles are not there');
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: DRAG_STEPS });
  await page.mouse.up();
  await page.keyboard.press('Control+z');
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.keyboard.type(QUERY);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(QUERY);
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
}

async function openMenus(page: Page): Promise<void> {
  for (const number of [1, 18, 36]) {
    await tile(page, number).click({ button: 'right' });
    await page.getByRole('menu').first().waitFor();
    for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').first().waitFor({ state: 'detached' });
  }
}

const works: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'drags tiles': async (page) => {
    await dragTile(page, 1, 20);
    await dragTile(page, 30, 7);
  },
  searches: search,
  'opens menus': openMenus,
};

async function round(seconds: number, cameras: number): Promise<Row> {
  const longestMs: Record<string, number> = {};
  let commitsPerSecond = Number.NaN;
  const options = { cameras, wall: TILES, onPage: (page: Page) => void page.addInitScript(WATCH) } as const;
  await withClient('bench-operate', options, async ({ page, client }) => {
    const isPlaying = async (): Promise<boolean> =>
      (await client.tiles()).slice(0, TILES).every(({ firstFrameMs }) => firstFrameMs !== null);
    await tiles(page)
      .nth(TILES - 1)
      .waitFor();
    await until(isPlaying, 'every tile shows a frame');
    await page.waitForTimeout(SETTLE_MS);
    const before = await page.evaluate<number>('window.commits');
    await page.waitForTimeout(seconds * 1000);
    commitsPerSecond = ((await page.evaluate<number>('window.commits')) - before) / seconds;
    for (const [name, work] of Object.entries(works)) {
      await page.evaluate('window.longTasks.length = 0');
      await work(page);
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)))');
      longestMs[name] = Math.max(0, ...(await page.evaluate<number[]>('window.longTasks')));
    }
  });
  return { longestMs, commitsPerSecond };
}

export async function operate({ rounds, seconds, cameras = CAMERAS }: BenchOptions): Promise<BenchResult> {
  const rows: Row[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const row = await round(seconds, cameras);
    rows.push(row);
    const commits = row.commitsPerSecond.toFixed(1);
    process.stderr.write(
      `round ${i + 1}: longest tasks in ms ${JSON.stringify(row.longestMs)}, ${commits} commits/s\n`,
    );
  }
  const goals = Object.keys(works).map((name) => ({
    name: `${TILES} tiles play, longest task while the operator ${name} (ms)`,
    value: Math.max(...rows.map((row) => row.longestMs[name] ?? Number.NaN)),
    atMost: LONGEST_TASK_MS,
  }));
  const idle = median(rows.map((row) => row.commitsPerSecond));
  goals.push({ name: 'React commits per second of a wall left alone', value: idle, atMost: COMMITS_PER_SECOND });
  return { goals, details: { tiles: TILES, cameras, rows } };
}
