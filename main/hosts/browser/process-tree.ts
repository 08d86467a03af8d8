/** The process ids below one process, read in the background at most every two seconds. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { log } from '../../log.ts';

const REFRESH_AFTER_MS = 2_000;

/** Pairs of process id and parent's id. */
type Parents = readonly (readonly [pid: number, parent: number])[];

/** `root` and everything below it; pure. */
export function treeOf(root: number, parents: Parents): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found = new Set([root]);
  for (const pid of found) for (const child of children.get(pid) ?? []) found.add(child); // a Set grows while iterated
  return [...found];
}

export async function readParents(platform: NodeJS.Platform = process.platform): Promise<Parents> {
  if (platform === 'linux') return readProc();
  if (platform === 'win32') return []; // no cheap way: the load meter shows what Node itself knows there
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout.split('\n').map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent] as const;
  });
}

async function readProc(): Promise<Parents> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))); // '' = ended
  return stats.flatMap((text, index) => {
    // `pid (name) state ppid …`: the name may hold spaces and brackets, hence the search from the end.
    const parent = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
    return Number.isInteger(parent) ? [[Number(pids[index]), parent] as const] : [];
  });
}

export class ProcessTree {
  #known: readonly number[] = [];
  #root: number | null = null;
  #readAtMs = -Infinity;

  /** What is known now; asks anew in the background when that is old. */
  idsBelow(root: number | null): readonly number[] {
    if (root === null) return [];
    if (root !== this.#root) this.#known = [root];
    const isOld = root !== this.#root || performance.now() - this.#readAtMs > REFRESH_AFTER_MS;
    this.#root = root;
    if (isOld) void this.#refresh(root);
    return this.#known;
  }

  async #refresh(root: number): Promise<void> {
    this.#readAtMs = performance.now();
    try {
      const ids = treeOf(root, await readParents());
      if (this.#root === root) this.#known = ids;
    } catch (error) {
      log.warn('the process list cannot be read', { error });
    }
  }
}
