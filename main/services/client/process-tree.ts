/**
 * Reads processor time and memory of a process and its descendants. Linux reads /proc; elsewhere pidtree and pidusage
 * ask the system.
 */
import { readFile, readdir } from 'node:fs/promises';
import { AppError } from '../../errors.ts';
import type { ProcessUse } from '../../host.ts';
import { withinLimit } from '../shared/time-limit.ts';

/** A process and its place in the tree. */
export interface TreeUse extends ProcessUse {
  readonly parentPid: number;
}

type TreePlace = Pick<TreeUse, 'pid' | 'parentPid'>;

const TICKS_PER_SEC = 100; // USER_HZ, fixed on every Linux that Electron and Chromium run on
const PAGE_BYTES = 4096;
/** How long a program of the system may take. A `ps` that hangs must not stop the load meter. */
const TOOL_LIMIT_MS = 5_000;
/** `ps` reports the age of a process in whole seconds. */
const AGE_SLACK_MS = 2_000;

/**
 * The processes below the given roots, the roots included.
 *
 * @param known pids of an earlier reading that is recent enough: saves a look at every process of the computer, but
 *   misses processes that started since.
 */
export function readProcessTree(roots: readonly number[], known?: readonly number[]): Promise<TreeUse[]> {
  return process.platform === 'linux' ? linuxTree(roots, known) : toolTree(roots, known);
}

async function linuxTree(roots: readonly number[], known?: readonly number[]): Promise<TreeUse[]> {
  const pids = known ?? (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = (await Promise.all(pids.map(readStat))).filter((use) => use !== null);
  return await Promise.all(treeOf(stats, roots).map(withMemory));
}

async function readStat(pid: number): Promise<TreeUse | null> {
  try {
    return parseStat(await readFile(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return null; // ended in the meantime
  }
}

/** One line of /proc/PID/stat. The name in brackets may itself contain blanks and brackets. @see proc(5) */
export function parseStat(line: string): TreeUse {
  const pid = Number(line.slice(0, line.indexOf(' ')));
  const rest = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const cpuSec = (Number(rest[11]) + Number(rest[12])) / TICKS_PER_SEC;
  return { pid, parentPid: Number(rest[1]), cpuSec, privateBytes: 0, sharedBytes: 0 };
}

async function withMemory(use: TreeUse): Promise<TreeUse> {
  try {
    const [, resident = 0, shared = 0] = (await readFile(`/proc/${use.pid}/statm`, 'latin1')).split(' ').map(Number);
    return { ...use, privateBytes: (resident - shared) * PAGE_BYTES, sharedBytes: shared * PAGE_BYTES };
  } catch {
    return use; // ended in the meantime
  }
}

/**
 * The same as {@link readProcessTree}, from programs of the system: `ps` on macOS, WMIC or PowerShell on Windows. All
 * resident memory counts as private, because these programs do not report the shared part. Works on every system.
 *
 * @throws {AppError} `network.timeout` when a program does not end within `limitMs`.
 * @throws {Error} from then on until that program has ended: a program that hangs is not started a second time.
 */
export async function toolTree(
  roots: readonly number[],
  known?: readonly number[],
  limitMs = TOOL_LIMIT_MS,
): Promise<TreeUse[]> {
  const [{ default: pidusage }, { pidtree }] = await Promise.all([import('pidusage'), import('pidtree')]);
  if (hanging.size > 0) throw new Error('a program of the system has not listed its processes yet');
  const listAll = async (): Promise<readonly TreePlace[]> =>
    (await inTime(pidtree(-1, { advanced: true }), limitMs)).map(({ pid, ppid }) => ({ pid, parentPid: ppid }));
  const pids = known ?? treeOf(await listAll(), roots).map(({ pid }) => pid);
  if (pids.length === 0) return [];
  const found = await inTime(pidusage([...pids]), limitMs);
  const uses = Object.values(found).flatMap((usage) => {
    if (usage === null) return [];
    // Windows gives the number of a process that has ended to a new one: a child older than its parent is not its child.
    const isOlder = usage.elapsed > (found[usage.ppid]?.elapsed ?? Infinity) + AGE_SLACK_MS;
    const parentPid = isOlder ? 0 : usage.ppid;
    return [{ pid: usage.pid, parentPid, cpuSec: usage.ctime / 1000, privateBytes: usage.memory, sharedBytes: 0 }];
  });
  return treeOf(uses, roots);
}

/** The answers of programs that took longer than their limit. */
const hanging = new Set<Promise<unknown>>();

async function inTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  try {
    return await withinLimit(new AbortController().signal, limitMs, () => answer);
  } catch (error) {
    if (error instanceof AppError && error.code === 'network.timeout') {
      hanging.add(answer);
      const forget = () => void hanging.delete(answer);
      answer.then(forget, forget);
    }
    throw error;
  }
}

/** The rows below `roots`, the roots included, each once. */
export function treeOf<T extends TreePlace>(all: readonly T[], roots: readonly number[]): T[] {
  const children = Map.groupBy(all, (use) => use.parentPid);
  const byPid = new Map(all.map((use) => [use.pid, use]));
  const found = new Map<number, T>();
  const pending = [...roots];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    const use = byPid.get(pid);
    if (!use || found.has(pid)) continue;
    found.set(pid, use);
    pending.push(...(children.get(pid) ?? []).map((child) => child.pid));
  }
  return [...found.values()];
}
