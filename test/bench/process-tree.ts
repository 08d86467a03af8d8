/** CPU time and memory of a process and all its descendants, read from /proc (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Stat {
  readonly parent: number;
  readonly cpuSec: number;
}

function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so fields are counted from its closing bracket.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), cpuSec: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
  } catch {
    return null;
  }
}

/** The pids of `roots` and of everything below them. */
export function treeOf(roots: readonly number[]): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(Number(name));
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const queue = [...roots];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    found.push(pid);
    queue.push(...(children.get(pid) ?? []));
  }
  return found;
}

/**
 * CPU seconds used so far. A process that ended in the meantime is not counted: measure while no process starts or
 * ends.
 */
export function cpuSec(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.cpuSec ?? 0), 0);
}

/** Proportional set size in bytes: shared pages are counted once over all processes. */
export function pssBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      return sum + Number(match?.[1] ?? 0) * 1024;
    } catch {
      return sum;
    }
  }, 0);
}

export interface Usage {
  /** Cores used on average: 1 is one core fully busy. */
  readonly cores: number;
  readonly pssBytes: number;
}

/** Watches a process tree for a time. */
export async function measure(roots: readonly number[], seconds: number): Promise<Usage> {
  const pids = treeOf(roots);
  const startedMs = performance.now();
  const before = cpuSec(pids);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const after = cpuSec(pids);
  return { cores: ((after - before) * 1000) / (performance.now() - startedMs), pssBytes: pssBytes(treeOf(roots)) };
}
