/**
 * Imports of people. `time`: from the press of the button to the end of the import, against a bare loop of the same calls; the
 * simulated cloud answers 300 ms late, as a device does that computes the features of 20 faces. `rows`: a file is chosen, checked
 * with its pictures, and imported up to its first 500 people, when the job with all its rows is made; 100,000 rows may take hardly
 * more memory than 5,000, and no longer tasks of the window than 1,000.
 */
import { Agent, request as httpRequest } from 'node:http';
import { loadavg } from 'node:os';
import type { SimulatorInfo } from '../../scripts/lib.ts';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { button, choose, deviceOf, EMPTY_LIST, openImport, panel } from '../e2e/people-screen.ts';
import { until, withClient, type Session } from '../e2e/harness.ts';
import { pssBytes, treeOf } from './process-tree.ts';
import { tokenOf } from './simulator-viewers.ts';
import { peopleFiles } from './targets-files.ts';
import { median, turnsOf, type BenchOptions, type BenchResult, type PartResult } from './types.ts';

const CAMERAS = 300;
const LATENCY_MS = 300;
const PEOPLE = 2_000;
/** Rows that are refused or lost would be quicker. */
const ALL_DONE = /\b2,?000 done$/;
const TIME_AT_MOST = 1.05;
const [FEW, SOME, MANY] = [1_000, 5_000, 100_000];
const MEMORY_AT_MOST = 1.3;
const TASK_AT_MOST = 1.2;
/** A task that is shorter is none that anybody notices, and the browser does not report it. */
const LONG_TASK_MS = 50;
const SAMPLE_MS = 250;
/** Of 100,000 rows with their pictures. */
const CHECK_LIMIT_MS = 10 * 60_000;
/** People who are added before the figures of the rows are taken. */
const BEGUN = 500;

/** `window.longest()` gives the longest task since the call before it, in ms; 0 where the browser reports none. */
const WATCH = `(() => {
  let most = 0;
  const note = (entries) => { for (const { duration } of entries) most = Math.max(most, duration); };
  const watch = new PerformanceObserver((list) => note(list.getEntries()));
  watch.observe({ type: 'longtask', buffered: true });
  window.longest = () => { note(watch.takeRecords()); const was = most; most = 0; return was; };
})()`;

/** The button that begins the import of a file that is checked. */
const begins = ({ page }: Session) => button(page, /^Import [\d,]+ people$/);

/** Chooses the file, and looks at it up to the button that begins. */
async function check(session: Session, key: string, rows: number): Promise<void> {
  const { page } = session;
  const { csv, zip } = await peopleFiles(session, key, rows);
  await choose(page, csv, zip);
  await button(page, 'Next').click();
  await button(page, 'Next').click();
  // The button names how many people it imports once the rows are checked.
  await begins(session).waitFor({ timeout: CHECK_LIMIT_MS });
}

interface Call {
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const additions = async ({ control }: Session): Promise<readonly Call[]> =>
  (await control('GET', '/requests?operation=batchAddTargets')) as readonly Call[];

/** Lets the import run until its first people are added. */
async function begin(session: Session): Promise<void> {
  const { page } = session;
  await begins(session).click();
  const known = panel(page).getByRole('progressbar', { name: 'Rows whose outcome is known' });
  await until(
    async () => Number(await known.getAttribute('aria-valuenow')) >= BEGUN,
    `${BEGUN} people are added`,
    CHECK_LIMIT_MS,
  );
}

/** Both sides begin with an empty list. */
async function emptyList(session: Session): Promise<void> {
  const { id } = await deviceOf(session, 'NVR');
  await session.page.evaluate(
    async (place) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      for (;;) {
        const page = await request['targets.page']({ ...place, cursor: null });
        if (!page.ok) throw new Error(page.error.code);
        const targetIds = page.value.targets.map((one) => one.id);
        if (targetIds.length === 0) return;
        const deleted = await request['targets.delete']({ ...place, targetIds });
        if (!deleted.ok) throw new Error(deleted.error.code);
        // The same page would be read again for ever.
        if (deleted.value.outcomes.some(({ state }) => state !== 'done')) throw new Error('somebody was not deleted');
      }
    },
    { deviceId: id, groupId: EMPTY_LIST.groupId },
  );
}

/** The import by the client. @returns how long it took, in ms, and the calls that it made. */
async function byClient(session: Session, key: string) {
  const { page } = session;
  await check(session, key, PEOPLE);
  // The simulated cloud keeps the last requests only.
  await session.control('DELETE', '/requests');
  const startedMs = performance.now();
  await begins(session).click();
  await panel(page).getByText('Ended', { exact: true }).waitFor({ timeout: CHECK_LIMIT_MS });
  const tookMs = performance.now() - startedMs;
  await panel(page).getByText(ALL_DONE).waitFor();
  const calls = await additions(session);
  await button(page, 'Import another file').click();
  return { tookMs, calls };
}

/** Of somebody who was refused, the answer has no id. */
interface Added {
  readonly target_id?: string;
}

/** The same additions by a client that does no more than send and read, one after the other. */
async function bareLoop(cloud: SimulatorInfo['clouds'][string], calls: readonly Call[], key: string): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const headers = { 'Access-Token': await tokenOf(cloud), 'Content-Type': 'application/json' };
  const send = (path: string, body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest(`${cloud.endpoint}${path}`, { method: 'POST', headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      });
      sent.on('error', reject).end(body);
    });
  // Nobody is added who is there already.
  const bodies = calls.map(({ path, params }) => {
    const targets = (params['targets'] as readonly Readonly<Record<string, unknown>>[]).map((one) => ({
      ...one,
      external_target_id: `${key}${String(one['external_target_id'])}`,
    }));
    const { user_id: _path, ...body } = params;
    return [path, JSON.stringify({ ...body, targets })] as const;
  });
  const answers: string[] = [];
  const startedMs = performance.now();
  for (const [path, body] of bodies) answers.push(await send(path, body));
  const tookMs = performance.now() - startedMs;
  agent.destroy();
  const added = answers.flatMap((text) => (JSON.parse(text) as { readonly targets: readonly Added[] }).targets);
  const count = added.filter(({ target_id: id }) => id !== undefined).length;
  if (count !== PEOPLE) throw new Error(`the bare loop added ${count} of ${PEOPLE} people`);
  return tookMs;
}

async function time(rounds: number): Promise<PartResult> {
  const tookMs = { client: [] as number[], bare: [] as number[] };
  await withClient('bench-targets', { cameras: CAMERAS, wall: 1 }, async (session) => {
    const cloud = session.clouds['huawei-ivm'];
    if (cloud === undefined) throw new Error('the simulator has no huawei-ivm cloud');
    await openImport(session);
    // Signing in, the code of the screen and the first connection are paid before anything is measured.
    const { calls } = await byClient(session, 'WARM');
    await session.control('POST', '/faults', { kind: 'latency', ms: LATENCY_MS, operation: 'batchAddTargets' });
    for (let i = 0; i < rounds; i += 1) {
      for (const side of turnsOf(i, ['client', 'bare'] as const)) {
        await emptyList(session);
        const key = `R${i}${side}`;
        tookMs[side].push(
          side === 'client' ? (await byClient(session, key)).tookMs : await bareLoop(cloud, calls, key),
        );
      }
    }
  });
  const value = median(tookMs.client) / median(tookMs.bare);
  return {
    goals: [{ name: `import of ${PEOPLE} people, against a bare loop of its calls`, value, atMost: TIME_AT_MOST }],
    details: { latencyMs: LATENCY_MS, people: PEOPLE, tookMs },
  };
}

interface Seen {
  readonly peakBytes: number;
  readonly longestMs: number;
}

/** The processes of the client, and the browser that shows its page: the page has the rows. */
async function rootsOf({ page, client }: Session): Promise<readonly number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  return [client.rootPid, ...processInfo.flatMap(({ type, id }) => (type === 'browser' ? [id] : []))];
}

async function rowsOf(rows: number): Promise<Seen> {
  let seen: Seen = { peakBytes: Number.NaN, longestMs: Number.NaN };
  const options = {
    cameras: CAMERAS,
    wall: 1,
    onPage: (page: Session['page']) => void page.addInitScript(WATCH),
  } as const;
  await withClient(`bench-targets-${rows}`, options, async (session) => {
    const { page } = session;
    await openImport(session);
    const roots = await rootsOf(session);
    let peakBytes = 0;
    const sampling = setInterval(() => {
      // On Electron the browser is the client.
      peakBytes = Math.max(peakBytes, pssBytes([...new Set(treeOf(roots))]));
    }, SAMPLE_MS);
    try {
      await page.evaluate('window.longest()');
      await check(session, 'ROWS', rows);
      await begin(session);
      seen = { peakBytes, longestMs: Math.max(LONG_TASK_MS, await page.evaluate<number>('window.longest()')) };
    } finally {
      clearInterval(sampling);
    }
  });
  return seen;
}

async function manyRows(rounds: number): Promise<PartResult> {
  const seen = new Map<number, Seen[]>([FEW, SOME, MANY].map((rows) => [rows, []]));
  for (let i = 0; i < rounds; i += 1) {
    for (const side of turnsOf(i, ['less', 'many'] as const)) {
      for (const rows of side === 'many' ? [MANY] : [FEW, SOME]) seen.get(rows)?.push(await rowsOf(rows));
    }
  }
  const of = (rows: number, figure: keyof Seen): number => median((seen.get(rows) ?? []).map((one) => one[figure]));
  return {
    goals: [
      {
        name: `peak memory of ${MANY} rows against ${SOME}`,
        value: of(MANY, 'peakBytes') / of(SOME, 'peakBytes'),
        atMost: MEMORY_AT_MOST,
      },
      {
        name: `longest task of the window, ${LONG_TASK_MS} ms at least, with ${MANY} rows against ${FEW}`,
        value: of(MANY, 'longestMs') / of(FEW, 'longestMs'),
        atMost: TASK_AT_MOST,
      },
    ],
    details: { seen: Object.fromEntries(seen) },
  };
}

const PARTS = { time, rows: manyRows } as const;

export async function targets({ rounds, part }: BenchOptions): Promise<BenchResult> {
  const names = (['time', 'rows'] as const).filter((name) => part === undefined || part === name);
  const results: PartResult[] = [];
  for (const name of names) results.push(await PARTS[name](rounds));
  return {
    goals: results.flatMap(({ goals }) => goals),
    details: { ...Object.assign({}, ...results.map(({ details }) => details)), loadAverage: loadavg() },
  };
}
