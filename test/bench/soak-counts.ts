/** The resources of the client in the reference state: memory of each process, and everything that can be counted. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { pause } from './soak-actions.ts';
import { countAlive, evaluate, type Target } from './soak-cdp.ts';
import type { SoakSession } from './soak-session.ts';
import { withThreads } from './soak-node.ts';
import { pssBytes, treeOf } from './process-tree.ts';
import { median } from './types.ts';

const MEGABYTE = 1024 * 1024;
/** Freed pages go back to the system a moment after the collection. */
const AFTER_COLLECTION_MS = 1_500;
const LOOKS = 5;
const LOOK_EVERY_MS = 400;

export interface ResourceCounts {
  /** The memory of each process alone in MB, see {@link ownBytes}. */
  readonly processes: Readonly<Record<string, number>>;
  /**
   * The reachable bytes of each JavaScript heap after a collection, in MB, and the bytes that Node's heaps hold in
   * buffers.
   */
  readonly heaps: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** The pids of each role below a Chromium: `renderer` is the largest of its kind, which runs the client's page. */
function rolesOf(browserPid: number, clientPid: number): ReadonlyMap<string, number> {
  const roles = new Map([['main and gateway', clientPid]]);
  const renderers: number[] = [];
  for (const pid of treeOf([browserPid])) {
    const command = commandOf(pid);
    const type = /--type=([\w-]+)/.exec(command)?.[1] ?? (pid === browserPid ? 'browser' : null);
    const service = /--utility-sub-type=(?:\w+\.mojom\.)?(\w+)/.exec(command)?.[1];
    if (type === 'renderer') renderers.push(pid);
    else if (type === 'gpu-process') roles.set('GPU', pid);
    else if (service !== undefined) roles.set(service.replace('Service', ' service').toLowerCase(), pid);
    else if (type === 'browser') roles.set('browser', pid);
  }
  const page = renderers.sort((a, b) => pssBytes([b]) - pssBytes([a]))[0];
  if (page !== undefined) roles.set('renderer', page);
  return roles;
}

/**
 * Anonymous and shared memory of a process, its share of what it shares. Pages of files are left out: they are the
 * system's to drop, none leaks, and a process seems to grow by them when another Chromium on the machine ends and shares
 * them no more.
 */
function ownBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
    return of('Pss_Anon') + of('Pss_Shmem');
  } catch {
    return 0; // ended since it was listed
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function openFiles(pid: number): { readonly sockets: number; readonly files: number } {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return ''; // closed since it was listed
    }
  });
  const sockets = links.filter((link) => link.startsWith('socket:')).length;
  return { sockets, files: links.filter((link) => link.startsWith('/')).length };
}

const IN_PAGE = ['HTMLVideoElement', 'MediaSource', 'SourceBuffer', 'WebSocket', 'AbortSignal', 'ResizeObserver'];
const IN_NODE: Readonly<Record<string, string>> = {
  abortSignals: 'AbortSignal.prototype',
  sockets: "process.getBuiltinModule('net').Socket.prototype",
  timers: 'Object.getPrototypeOf(clearSoon)',
};
/** A timer that shows the class of timers; it is gone before anything is counted. */
const TIMER_CLASS = 'globalThis.clearSoon = setTimeout(() => {}, 0); clearTimeout(clearSoon); 0';

async function ofPage(page: Target): Promise<Record<string, number>> {
  const { metrics } = await page.send<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const counts: Record<string, number> = {
    'page listeners': of('JSEventListeners'),
    'page nodes': of('Nodes'),
    'page documents': of('Documents'),
  };
  const timers = await evaluate<{ timeouts: number; intervals: number }>(page, 'window.soakTimers()');
  counts['page timeouts'] = timers.timeouts;
  counts['page intervals'] = timers.intervals;
  counts['page videos shown'] = await evaluate<number>(page, "document.querySelectorAll('video').length");
  for (const name of IN_PAGE) counts[`page ${name}`] = await countAlive(page, `${name}.prototype`);
  return counts;
}

async function ofThread(name: string, thread: Target): Promise<Record<string, number>> {
  await evaluate(thread, TIMER_CLASS);
  const counts: Record<string, number> = {};
  for (const [what, prototype] of Object.entries(IN_NODE)) {
    counts[`${name} ${what}`] = await countAlive(thread, prototype);
  }
  const handles = await evaluate<string[]>(thread, 'process.getActiveResourcesInfo()');
  counts[`${name} handles`] = handles.filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').length;
  return counts;
}

/**
 * Collects twice: objects that the first collection frees may hold others, by finalizers and across the two heaps of a
 * page.
 */
async function collect(targets: readonly Target[]): Promise<void> {
  for (let i = 0; i < 2; i++) {
    for (const target of targets) await target.send('HeapProfiler.collectGarbage');
    await pause(AFTER_COLLECTION_MS);
  }
}

/** Buffers and other memory that objects of a Node heap hold outside of the heap. */
async function externalMegabytes(thread: Target): Promise<number> {
  return (await evaluate<number>(thread, 'process.memoryUsage().external')) / MEGABYTE;
}

async function heapMegabytes(target: Target): Promise<number> {
  await target.send('HeapProfiler.collectGarbage');
  const { usedSize } = await target.send<{ usedSize: number }>('Runtime.getHeapUsage');
  return usedSize / MEGABYTE;
}

/** Collects garbage everywhere, then counts and weighs. The client must be in the reference state. */
export async function weigh(session: SoakSession): Promise<ResourceCounts> {
  const { page, browser, client } = session;
  const viewers = await session.viewers();
  const live = viewers.filter(({ kind }) => kind === 'flv-live').map(({ cameraKey }) => cameraKey);
  const shown = (await client.tiles()).length;
  const held = await withThreads(session.inspectorPort, async ({ main, gateway }) => {
    await collect([page, main, gateway]);
    const counts = {
      'streams that no tile shows': Math.max(0, live.length - shown),
      'streams twice': live.length - new Set(live).size,
      ...(await ofPage(page)),
      ...(await ofThread('main', main)),
      ...(await ofThread('gateway', gateway)),
    };
    const heaps = {
      'page heap': await heapMegabytes(page),
      'main heap': await heapMegabytes(main),
      'gateway heap': await heapMegabytes(gateway),
      'main buffers': await externalMegabytes(main),
      'gateway buffers': await externalMegabytes(gateway),
    };
    return { counts, heaps };
  });
  const roles = rolesOf(browser.pid, client.pid);
  const looks: Record<string, number[]> = {};
  for (let i = 0; i < LOOKS; i++) {
    for (const [role, pid] of roles) (looks[role] ??= []).push(ownBytes(pid) / MEGABYTE);
    await pause(LOOK_EVERY_MS);
  }
  const processes = Object.fromEntries(Object.entries(looks).map(([role, values]) => [role, median(values)]));
  const { sockets, files } = openFiles(client.pid);
  return { ...held, processes, counts: { ...held.counts, 'client sockets': sockets, 'client files': files } };
}
