import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { LoadSample } from '../../../../../preload/domain/media/load.ts';
import { AppError } from '../../../../../main/errors.ts';
import { LoadService, sampleOf } from '../../../../../main/services/client/load.ts';
import {
  parseStat,
  readProcessTree,
  toolTree,
  treeOf,
  type TreeUse,
} from '../../../../../main/services/client/process-tree.ts';

const PATIENCE = { timeout: 60_000 };
const PATIENCE_TEST = 70_000;

const use = (pid: number, parentPid: number, cpuSec = 0): TreeUse => ({
  pid,
  parentPid,
  cpuSec,
  privateBytes: 100,
  sharedBytes: pid,
});

it('the meter of load reads a process whose name has blanks and brackets', () => {
  const line = `42 (a (b) c) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 1 0 5 6 7`;
  expect(parseStat(line)).toMatchObject({ pid: 42, parentPid: 7, cpuSec: 2 });
});

it('the meter of load counts every process below the roots once, and nothing beside them', () => {
  const all = [use(1, 0), use(2, 1), use(3, 2), use(4, 1), use(9, 8), use(10, 9)];
  const pids = treeOf(all, [2, 3, 9, 77]).map(({ pid }) => pid);
  expect(pids.sort((a, b) => a - b)).toEqual([2, 3, 9, 10]);
});

const idle = { cores: { busyMs: 0, idleMs: 0 }, freeBytes: 0 };

it('the meter of load distinguishes the load of the whole computer from the load of the client', () => {
  const reading = { atMs: 1000, uses: [use(1, 0, 1)], receivedBytes: 0 };
  const before = { ...reading, cores: { busyMs: 10_000, idleMs: 90_000 }, freeBytes: 0 };
  const now = { ...reading, atMs: 3000, cores: { busyMs: 13_800, idleMs: 90_200 }, freeBytes: totalmem() - 4096 };
  expect(sampleOf(before, now)).toMatchObject({ computerCpu: 0.95, computerMemoryBytes: 4096, cpu: 0 });
  expect(sampleOf(before, { ...now, cores: before.cores })).toMatchObject({ computerCpu: null });
});

it(
  'the meter of load measures that another program occupies the cores while the client is idle',
  { timeout: PATIENCE_TEST },
  async () => {
    const samples: LoadSample[] = [];
    const load = new LoadService({
      emit: (_name, sample) => void samples.push(sample as never),
      processIds: () => [],
      gatewayStats: () => Promise.resolve({ receivedBytes: 0 } as never),
      // The client of this test is a process that does nothing.
      processUses: () => [use(1, 0, 0)],
      intervalMs: 200,
      platform: 'win32',
    });
    const burners = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      load.onWindow('main');
      // A container may use fewer cores than the computer has.
      const busyShare = (0.5 * availableParallelism()) / cpus().length;
      await vi.waitUntil(() => samples.some(({ computerCpu }) => (computerCpu ?? 0) > busyShare), PATIENCE);
      expect(samples.at(-1)).toMatchObject({ cpu: 0 });
      expect(samples.at(-1)?.computerMemoryBytes).toBeGreaterThan(samples.at(-1)?.memoryBytes ?? Infinity);
    } finally {
      load.dispose();
      const ends = burners.map((burner) => once(burner, 'close'));
      for (const burner of burners) burner.kill('SIGKILL');
      await Promise.all(ends);
    }
  },
);

it('the meter of load shares the work out over all cores, adds shared memory once, and ignores newcomers', () => {
  const before = { ...idle, atMs: 1000, uses: [use(1, 0, 1), use(2, 1, 5)], receivedBytes: 0 };
  const now = { ...idle, atMs: 3000, uses: [use(1, 0, 2), use(2, 1, 5), use(3, 1, 50)], receivedBytes: 1000 };
  expect(sampleOf(before, now)).toMatchObject({
    atMs: 3000,
    cpu: 0.5 / availableParallelism(),
    memoryBytes: 303,
    networkBps: 4000,
  });
});

/** A Node that starts another Node; each uses the processor for a while, then writes its number. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', process.argv[1]], { stdio: ['pipe', 'inherit', 'inherit'] });
`;
const BUSY = `
  while (process.cpuUsage().user < 150_000);
  process.stdin.resume().on('end', () => process.exit());
  console.log(process.pid);
`;

const hasPs = spawnSync('ps', ['-o', 'pid']).status === 0; // pidtree asks it; a small container may not have it

it.for([
  ['/proc', readProcessTree, process.platform === 'linux'],
  ['programs of the system', toolTree, process.platform === 'win32' || hasPs],
] as const)(
  'the meter of load finds this process and all below it from %s, with their memory and time',
  async ([source, readTree, canRead], { skip }) => {
    if (!canRead) skip(`this computer has no ${source}`);
    const child = spawn(process.execPath, ['-e', `${PARENT}${BUSY}`, BUSY], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      const pids = new Set<number>();
      for await (const line of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
        for (const pid of line.trim().split('\n')) pids.add(Number(pid));
        if (pids.size === 2) break;
      }

      const tree = await readTree([process.pid]);
      expect(tree.map(({ pid }) => pid)).toEqual(expect.arrayContaining([process.pid, ...pids]));
      expect(new Set(tree.map(({ pid }) => pid)).size).toBe(tree.length);
      const uses = tree.filter(({ pid }) => pid === process.pid || pids.has(pid));
      for (const { privateBytes } of uses) expect(privateBytes).toBeGreaterThan(1_000_000);
      for (const { cpuSec } of uses) expect(cpuSec).toBeGreaterThan(0.05);
      expect((await readTree([child.pid ?? 0])).map(({ pid }) => pid)).not.toContain(process.pid);
      const known = await readTree([process.pid], [process.pid, ...pids]);
      expect(known.map(({ pid }) => pid).sort()).toEqual([process.pid, ...pids].sort());
    } finally {
      child.kill();
      await once(child, 'close');
    }
  },
);

it('the meter of load asks the host on a system without /proc, and never stops at main alone', async () => {
  const samples: { memoryBytes: number }[] = [];
  let cpuSec = 0;
  const load = new LoadService({
    emit: (_name, sample) => void samples.push(sample as never),
    processIds: () => {
      throw new Error('the host has already said all');
    },
    processUses: () => [use(1, 0, (cpuSec += 1)), use(2, 1)],
    gatewayStats: () => Promise.resolve({ receivedBytes: 0 } as never),
    intervalMs: 10,
    platform: 'win32',
  });
  load.onWindow('main');
  await vi.waitUntil(() => samples.length > 0);
  load.dispose();
  expect(samples[0]).toMatchObject({ memoryBytes: 202 });
});

it.runIf(process.platform !== 'win32')(
  'the meter of load does not wait for a ps that hangs, and starts no second one',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'lanner-ps-'));
    const started = join(dir, 'started');
    writeFileSync(join(dir, 'ps'), `#!/bin/sh\necho $$ >> '${started}'\nexec sleep 600\n`, { mode: 0o755 });
    const pids = (): readonly number[] => readFileSync(started, 'utf8').trim().split('\n').map(Number);
    const before = process.env['PATH'];
    process.env['PATH'] = `${dir}:${before}`;
    try {
      await expect(toolTree([process.pid], undefined, 500)).rejects.toMatchObject({ code: 'network.timeout' });
      await expect(toolTree([process.pid], undefined, 500)).rejects.toThrow('has not listed its processes yet');
      await vi.waitUntil(() => existsSync(started), PATIENCE);
      expect(pids()).toHaveLength(1);
      for (const pid of pids()) process.kill(pid);
      // The failure of the program that was ended sets the way free: the next call starts a program again.
      await vi.waitUntil(async () => {
        const failure = await toolTree([process.pid], undefined, 500).catch((error: unknown) => error);
        return failure instanceof AppError && failure.code === 'network.timeout';
      }, PATIENCE);
      await vi.waitUntil(() => pids().length === 2, PATIENCE);
    } finally {
      process.env['PATH'] = before;
      for (const pid of pids()) {
        try {
          process.kill(pid);
        } catch {
          // ended above
        }
      }
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
