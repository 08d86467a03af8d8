/**
 * The table of devices with 100,000 cameras, or `--cameras N`, in five clouds.
 *
 * `--part tasks`: against the table with 1,000 cameras, the longest task of the page while the table loads, is filtered, sorted and
 * scrolled. Both clients are open at once and take turns, so that both meet the same load.
 * `--part memory`: the client and its page with all cameras, against a client without accounts, two minutes after the last row:
 * a client stands for hours, and the engines of main and page collect what the reading left within the first minute or two. How
 * much it is after ten seconds is in the details.
 * `--part calls`: how many calls 20,000 cameras of Tencent IVP cost while the account is read, and when all of them are asked for
 * their facts. The least that the document allows for the reading is a page of each organization that holds cameras and a page for
 * each hundred devices: 0.085 for each device of this world.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { until, withClient, type Session } from '../e2e/harness.ts';
import { pssBytes, treeOf } from './process-tree.ts';
import { median, turnsOf, type BenchOptions, type BenchResult, type PartResult } from './types.ts';

const FEW = 1_000;
const MANY = 100_000;
const VENDORS = ['huawei-ivm', 'huawei-vis', 'tencent-ivp', 'aliyun-vcs', 'aliyun-cityvisual'] as const;
const WORST_RATIO = 1.2;
const MOST_MEGABYTES = 300;
const MEGABYTE = 1024 * 1024;
/** When memory is weighed, after the last row: while the garbage of the reading is still there, and once it is collected. */
const WEIGHED_AFTER_MS = { early: 10_000, settled: 120_000 } as const;
const TENCENT_CAMERAS = 20_000;
const MOST_CALLS_PER_DEVICE = 0.1;
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
  /** Of all accounts, as the foot of the tree counts them. */
  readonly cameras: number;
  readonly longestMs: Record<Step, number[]>;
}

/** Adds the accounts, and waits until each of them is read. @returns how many cameras they list. */
async function addAccounts({ page, client, clouds }: Session): Promise<number> {
  await page.locator('main').waitFor();
  await client.ask({ do: 'add-accounts', clouds });
  let cameras = 0;
  const isRead = async (): Promise<boolean> => {
    const states = await page.evaluate(async () => {
      const answer = await (window as unknown as { lanner: LannerApi }).lanner.request['directory.states']({});
      return answer.ok ? answer.value : [];
    });
    cameras = states.reduce((sum, { loaded }) => sum + loaded, 0);
    return states.length === Object.keys(clouds).length && states.every(({ phase }) => phase === 'ready');
  };
  await until(isRead, 'every account is read', READ_LIMIT_MS);
  await treeRead(page, cameras);
  return cameras;
}

const openSide = async (session: Session): Promise<Side> => ({
  cameras: await addAccounts(session),
  page: session.page,
  longestMs: { load: [], filter: [], sort: [], scroll: [] },
});

const treeRead = (page: Page, cameras: number): Promise<void> =>
  page.getByText(`${cameras.toLocaleString('en-US')} cameras, as of `).waitFor({ timeout: READ_LIMIT_MS });

async function take({ page, longestMs }: Side, step: Step): Promise<void> {
  await page.bringToFront();
  await page.evaluate('window.begin()');
  await RUNS[step](page);
  longestMs[step].push(await page.evaluate<number>('window.longest()'));
}

/** A page that was loaded again builds its rows anew. */
async function freshPage({ page, cameras }: Side): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await treeRead(page, cameras);
  await page.evaluate(PREPARE);
}

async function tasks({ rounds, cameras = MANY }: BenchOptions): Promise<PartResult> {
  const rows: object[] = [];
  const ratios: Partial<Record<Step, number>> = {};
  const counts: number[] = [];
  await withClient('bench-devices-few', sizeOf(FEW), (small) =>
    withClient('bench-devices-many', sizeOf(cameras), async (large) => {
      const [few, many] = [await openSide(small), await openSide(large)];
      counts.push(few.cameras, many.cameras);
      const ofBoth = (step: Step): readonly [number, number] => [
        median(few.longestMs[step]),
        median(many.longestMs[step]),
      ];
      for (let round = 0; round < rounds; round += 1) {
        const turns = turnsOf(round, [few, many]);
        for (let burst = 0; burst < BURSTS; burst += 1) {
          for (const side of turns) await freshPage(side);
          for (const step of STEPS) for (const side of turns) await take(side, step);
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
    name: `longest task while the table does: ${step} (${counts[1]} cameras against ${counts[0]})`,
    value: ratios[step] ?? Number.NaN,
    atMost: WORST_RATIO,
  }));
  return { goals, details: { counts, rows } };
}

/** Options of a client whose simulated clouds have `cameras` cameras together. */
const sizeOf = (cameras: number) => ({ cameras: Math.ceil(cameras / VENDORS.length), vendors: VENDORS });

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** The client, its threads and the browser with its page, without this bench and without the simulated clouds. */
const clientBytes = (): number => {
  const isClient = (pid: number): boolean => pid !== process.pid && !commandOf(pid).includes('simulator');
  return pssBytes(treeOf([process.pid]).filter(isClient));
};

type Weights = Record<keyof typeof WEIGHED_AFTER_MS, number>;

/** In megabytes. */
async function weightsOf(name: string, cameras: number | null): Promise<Weights> {
  const weights: Weights = { early: Number.NaN, settled: Number.NaN };
  await withClient(name, sizeOf(cameras ?? VENDORS.length), async (session) => {
    const { page } = session;
    await page.locator('main').waitFor();
    if (cameras !== null) await addAccounts(session);
    await page.getByRole('button', { name: 'Devices', exact: true }).click();
    if (cameras !== null) await arranged(page, ALL);
    const readAtMs = performance.now();
    for (const moment of ['early', 'settled'] as const) {
      await new Promise((resolve) => setTimeout(resolve, readAtMs + WEIGHED_AFTER_MS[moment] - performance.now()));
      weights[moment] = clientBytes() / MEGABYTE;
    }
  });
  return weights;
}

async function memory({ rounds, cameras = MANY }: BenchOptions): Promise<PartResult> {
  const megabytes = { empty: [] as Weights[], full: [] as Weights[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of turnsOf(round, ['empty', 'full'] as const)) {
      megabytes[side].push(await weightsOf(`bench-devices-${side}`, side === 'full' ? cameras : null));
    }
  }
  const more = (moment: keyof Weights): number =>
    median(megabytes.full.map((one) => one[moment])) - median(megabytes.empty.map((one) => one[moment]));
  const name = `memory with ${cameras} cameras above a client without accounts, MB, two minutes after the last row`;
  return {
    goals: [{ name, value: more('settled'), atMost: MOST_MEGABYTES }],
    details: { megabytes, moreAfterTenSeconds: more('early') },
  };
}

/** How many devices the cameras of the account hang on. */
const devicesOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const ids = new Set<string>();
    for (const { id: accountId } of accounts.ok ? accounts.value : []) {
      for (let cursor: string | null = null; ;) {
        const answer: Awaited<ReturnType<(typeof request)['directory.page']>> = await request['directory.page']({
          accountId,
          cursor,
          limit: 500,
        });
        if (!answer.ok) break;
        for (const { deviceId } of answer.value.channels) ids.add(deviceId);
        cursor = answer.value.next;
        if (cursor === null) break;
      }
    }
    return ids.size;
  });

async function calls(): Promise<PartResult> {
  const made = { reading: Number.NaN, table: Number.NaN };
  let byOperation: Readonly<Record<string, number>> = {};
  let devices = Number.NaN;
  const options = { cameras: TENCENT_CAMERAS, vendors: ['tencent-ivp'] };
  await withClient('bench-devices-calls', options, async (session) => {
    const { page } = session;
    const counts = async (): Promise<Readonly<Record<string, number>>> =>
      (await session.control('GET', '/requests?counts=yes')) as Record<string, number>;
    await session.control('DELETE', '/requests');
    await addAccounts(session);
    byOperation = await counts();
    made.reading = Object.values(byOperation).reduce((sum, count) => sum + count, 0);
    devices = await devicesOf(page);
    await page.getByRole('button', { name: 'Devices', exact: true }).click();
    await arranged(page, ALL);
    await page.getByRole('button', { name: /^Select all / }).click();
    await page.getByRole('button', { name: 'Ask for model, firmware and address' }).click({ force: true });
    await page.getByText('not published').first().waitFor();
    made.table = (await counts())['tencent-ivp describeDevice'] ?? 0;
  });
  const goals = (['reading', 'table'] as const).map((name) => ({
    name: `calls of the ${name} for ${devices} devices of Tencent IVP, against one for each`,
    value: made[name] / devices,
    atMost: MOST_CALLS_PER_DEVICE,
  }));
  return { goals, details: { calls: made, byOperation, devices } };
}

const PARTS = { tasks, memory, calls } as const;

export async function devices(options: BenchOptions): Promise<BenchResult> {
  const names = (['tasks', 'memory', 'calls'] as const).filter((name) => (options.part ?? name) === name);
  const results: PartResult[] = [];
  for (const name of names) results.push(await PARTS[name](options));
  return {
    goals: results.flatMap(({ goals }) => goals),
    details: Object.assign({}, ...results.map(({ details }) => details)) as BenchResult['details'],
  };
}
