/**
 * The table of devices with 100,000 rows, or `--cameras N`, against the table with 1,000: the longest task of the page while the
 * table loads, is filtered, sorted and scrolled. Both clients are open at once and take turns, so that both meet the same load.
 */
import type { Page } from 'playwright-core';
import { withClient, type Session } from '../e2e/harness.ts';
import { median, turnsOf, type BenchOptions, type BenchResult } from './types.ts';

const FEW = 1_000;
const MANY = 100_000;
const WORST_RATIO = 1.2;
/** Of each step in each round: the longest task of a burst is the figure, the median of the bursts is judged. */
const BURSTS = 5;
const SCROLLS = 40;
const QUERY = 'gate 12';
const READ_LIMIT_MS = 900_000;

/**
 * Puts `begin` and `longest` into the page: messages that follow one another show how long the page was busy in one piece. The
 * browser itself reports tasks above 50 ms only.
 */
const PREPARE = `(() => {
  const { port1, port2 } = new MessageChannel();
  let last = 0, most = 0, isOn = false;
  port1.onmessage = () => {
    const now = performance.now();
    most = Math.max(most, now - last);
    last = now;
    if (isOn) port2.postMessage(0);
  };
  window.begin = () => { isOn = true; most = 0; last = performance.now(); port2.postMessage(0); };
  window.longest = () => { isOn = false; return most; };
})()`;

const STEPS = ['load', 'filter', 'sort', 'scroll'] as const;
type Step = (typeof STEPS)[number];

const status = (page: Page) => page.locator('.devices-found');
/** The rows are arranged anew once "n of m" reads like this. */
const arranged = (page: Page, words: RegExp): Promise<void> =>
  status(page).filter({ hasText: words }).waitFor({ timeout: READ_LIMIT_MS });

const ALL = /^([\d,]+) of \1$/u;

/** The steps on the screen, and how each of them is seen to be done. */
const RUNS: Readonly<Record<Step, (page: Page) => Promise<void>>> = {
  load: async (page) => {
    await page.getByRole('button', { name: 'Devices', exact: true }).click();
    await arranged(page, ALL);
    await page.locator('.table-rows .table-row').first().waitFor();
  },
  filter: async (page) => {
    const search = page.getByRole('searchbox', { name: 'Name, number, group or id' });
    await search.pressSequentially(QUERY);
    await arranged(page, /^(?!([\d,]+) of \1$)/u);
    await search.fill('');
    await arranged(page, ALL);
  },
  sort: async (page) => {
    const head = page.getByRole('columnheader', { name: 'Name' });
    const before = await page.locator('.table-rows').innerText();
    await head.getByRole('button').click();
    await page.waitForFunction(
      (text) => document.querySelector<HTMLElement>('.table-rows')?.innerText !== text,
      before,
      { timeout: READ_LIMIT_MS },
    );
  },
  scroll: async (page) => {
    await page.locator('.table').hover();
    for (let i = 0; i < SCROLLS; i += 1) await page.mouse.wheel(0, i < SCROLLS / 2 ? 2_000 : -2_000);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))');
  },
};

interface Side {
  readonly page: Page;
  readonly longestMs: Record<Step, number[]>;
}

async function openSide({ page, client, clouds }: Session, cameras: number): Promise<Side> {
  await page.locator('main').waitFor();
  await client.ask({ do: 'add-accounts', clouds });
  await treeRead(page, cameras);
  return { page, longestMs: { load: [], filter: [], sort: [], scroll: [] } };
}

const treeRead = (page: Page, cameras: number): Promise<void> =>
  page.getByText(`${cameras.toLocaleString('en-US')} cameras, as of `).waitFor({ timeout: READ_LIMIT_MS });

async function take({ page, longestMs }: Side, step: Step): Promise<void> {
  await page.bringToFront();
  await page.evaluate('window.begin()');
  await RUNS[step](page);
  longestMs[step].push(await page.evaluate<number>('window.longest()'));
}

/** A page that was loaded again builds its rows anew. */
async function freshPage({ page }: Side, cameras: number): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await treeRead(page, cameras);
  await page.evaluate(PREPARE);
}

export async function devices({ rounds, cameras = MANY }: BenchOptions): Promise<BenchResult> {
  const rows: object[] = [];
  const ratios: Partial<Record<Step, number>> = {};
  await withClient('bench-devices-few', { cameras: FEW }, (small) =>
    withClient('bench-devices-many', { cameras }, async (large) => {
      const few = { side: await openSide(small, FEW), cameras: FEW };
      const many = { side: await openSide(large, cameras), cameras };
      const ofBoth = (step: Step): readonly [number, number] => [
        median(few.side.longestMs[step]),
        median(many.side.longestMs[step]),
      ];
      for (let round = 0; round < rounds; round += 1) {
        const turns = turnsOf(round, [few, many]);
        for (let burst = 0; burst < BURSTS; burst += 1) {
          for (const { side, cameras: count } of turns) await freshPage(side, count);
          for (const step of STEPS) for (const { side } of turns) await take(side, step);
        }
        const figures = Object.fromEntries(STEPS.map((step) => [step, ofBoth(step)]));
        process.stderr.write(`round ${round + 1}: longest tasks in ms, few and many ${JSON.stringify(figures)}\n`);
        rows.push(figures);
      }
      for (const step of STEPS) {
        const [fewMs, manyMs] = ofBoth(step);
        ratios[step] = manyMs / fewMs;
      }
    }),
  );
  const goals = STEPS.map((step) => ({
    name: `longest task while the table does: ${step} (${cameras} rows against ${FEW})`,
    value: ratios[step] ?? Number.NaN,
    atMost: WORST_RATIO,
  }));
  return { goals, details: { few: FEW, many: cameras, rows } };
}
