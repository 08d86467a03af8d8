/** What the processes of the client use. Linux reads /proc, macOS asks ps; elsewhere main itself is all that is seen. */
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ProcessUse } from '../../host.ts';

/** A process and its place in the tree. */
export interface TreeUse extends ProcessUse {
  readonly parentPid: number;
}

const TICKS_PER_SEC = 100; // USER_HZ, fixed on every Linux that Electron and Chromium run on
const PAGE_BYTES = 4096;
const PS_TIMEOUT_MS = 5000;

/**
 * The processes below the given roots, the roots included.
 *
 * @param known their pids where they are known to be few changes old: spares a look at every process of the computer
 *   (Linux). What has started since is not found.
 */
export async function readProcessTree(roots: readonly number[], known?: readonly number[]): Promise<TreeUse[]> {
  if (process.platform === 'linux') return await linuxTree(roots, known);
  if (process.platform === 'darwin') return treeOf(await psTable(), roots);
  const { user, system } = process.cpuUsage();
  const privateBytes = process.memoryUsage.rss();
  return [{ pid: process.pid, parentPid: 0, cpuSec: (user + system) / 1e6, privateBytes, sharedBytes: 0 }];
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
    return null; // ended meanwhile
  }
}

/** One line of /proc/PID/stat. The name in brackets may hold blanks and brackets itself. @see proc(5) */
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
    return use; // ended meanwhile
  }
}

async function psTable(): Promise<TreeUse[]> {
  const options = { timeout: PS_TIMEOUT_MS, maxBuffer: 4_000_000 };
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,time=,rss='], options);
  return stdout.split('\n').flatMap((line) => {
    const [pid, parentPid, time, rss] = line.trim().split(/\s+/);
    if (!pid || !parentPid || !time || !rss) return [];
    const cpuSec = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const privateBytes = Number(rss) * 1024;
    return [{ pid: Number(pid), parentPid: Number(parentPid), cpuSec, privateBytes, sharedBytes: 0 }];
  });
}

/** The rows below `roots`, the roots included, each once. */
export function treeOf(all: readonly TreeUse[], roots: readonly number[]): TreeUse[] {
  const children = Map.groupBy(all, (use) => use.parentPid);
  const byPid = new Map(all.map((use) => [use.pid, use]));
  const found = new Map<number, TreeUse>();
  const pending = [...roots];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    const use = byPid.get(pid);
    if (!use || found.has(pid)) continue;
    found.set(pid, use);
    pending.push(...(children.get(pid) ?? []).map((child) => child.pid));
  }
  return [...found.values()];
}
