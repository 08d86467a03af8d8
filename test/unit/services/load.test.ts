import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { sampleOf } from '../../../main/services/load.ts';
import { parseStat, readProcessTree, treeOf, type ProcessUse } from '../../../main/services/process-tree.ts';

const use = (pid: number, parentPid: number, cpuSec = 0): ProcessUse => ({
  ...{ pid, parentPid, cpuSec, privateBytes: 100, sharedBytes: pid },
});

it('reads a process whose name holds blanks and brackets', () => {
  const line = `42 (a (b) c) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 1 0 5 6 7`;
  expect(parseStat(line)).toMatchObject({ pid: 42, parentPid: 7, cpuSec: 2 });
});

it('counts every process below the roots once, and nothing beside them', () => {
  const all = [use(1, 0), use(2, 1), use(3, 2), use(4, 1), use(9, 8), use(10, 9)];
  const pids = treeOf(all, [2, 3, 9, 77]).map(({ pid }) => pid);
  expect(pids.sort((a, b) => a - b)).toEqual([2, 3, 9, 10]);
});

it('shares the work out over all cores, adds shared memory once, and ignores newcomers', () => {
  const before = { atMs: 1000, uses: [use(1, 0, 1), use(2, 1, 5)], receivedBytes: 0 };
  const now = { atMs: 3000, uses: [use(1, 0, 2), use(2, 1, 5), use(3, 1, 50)], receivedBytes: 1000 };
  expect(sampleOf(before, now)).toMatchObject({
    ...{ atMs: 3000, cpu: 0.5 / availableParallelism(), memoryBytes: 303, networkBps: 4000 },
  });
});

it('finds this very process', async () => {
  const [own] = await readProcessTree([process.pid]);
  expect(own?.pid).toBe(process.pid);
  expect(own?.privateBytes).toBeGreaterThan(1_000_000);
});
