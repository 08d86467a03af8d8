/** The load meter: every few seconds while a window is open, what this computer does, and what the client costs it. */
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import type { LoadSample } from '../../../preload/domain/media/load.ts';
import type { ProcessUse } from '../../host.ts';
import { log } from '../../log.ts';
import type { GatewayStats } from '../../media/messages/types.ts';
import type { Emit } from '../shared/emit.ts';
import { readProcessTree } from './process-tree.ts';

const LOOK_EVERY_MS = 2_000;
/** Each reading starts PowerShell, which itself takes a good part of a second of a processor. */
const SLOW_LOOK_EVERY_MS = 10_000;
/** Processes come and go seldom; looking for them costs more than reading those that are known. */
const SAMPLES_PER_SEARCH = 5;

interface LoadOptions {
  readonly emit: Emit;
  readonly processIds: () => readonly number[];
  /** The processes of the host as the host itself reports them; absent if the host cannot measure them. */
  readonly processUses?: (() => readonly ProcessUse[]) | undefined;
  readonly gatewayStats: () => Promise<GatewayStats>;
  readonly intervalMs?: number;
  readonly platform?: NodeJS.Platform;
}

/** Busy and total time since this computer started, summed over all cores. */
interface CoreTimes {
  readonly busyMs: number;
  readonly idleMs: number;
}

/** One reading of the computer, the processes of the client and the gateway. */
export interface LoadReading {
  readonly atMs: number;
  readonly cores: CoreTimes;
  readonly freeBytes: number;
  readonly uses: readonly ProcessUse[];
  readonly receivedBytes: number;
}

export class LoadService {
  readonly #options: LoadOptions;
  readonly #platform: NodeJS.Platform;
  readonly #intervalMs: number;
  readonly #windows = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #last: LoadReading | null = null;
  #isLooking = false;
  #samples = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#platform = options.platform ?? process.platform;
    const isSlow = this.#platform === 'win32' && options.processUses === undefined;
    this.#intervalMs = options.intervalMs ?? (isSlow ? SLOW_LOOK_EVERY_MS : LOOK_EVERY_MS);
  }

  onWindow(windowId: string): void {
    if (this.#windows.has(windowId)) return;
    this.#windows.add(windowId);
    this.#timer ??= setInterval(() => void this.#measure(), this.#intervalMs).unref();
  }

  onWindowGone(windowId: string): void {
    this.#windows.delete(windowId);
    if (this.#windows.size === 0) this.dispose();
  }

  dispose(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#last = null;
  }

  async #measure(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const { receivedBytes } = await this.#options.gatewayStats();
      const uses = await this.#readUses();
      const computer = { cores: readCores(), freeBytes: freemem() };
      const reading: LoadReading = { atMs: Date.now(), ...computer, uses, receivedBytes };
      if (this.#last && this.#timer) this.#options.emit('load.measured', sampleOf(this.#last, reading));
      this.#last = reading;
    } catch (error) {
      log.debug('the load could not be measured', { error });
    } finally {
      this.#isLooking = false;
    }
  }

  async #readUses(): Promise<readonly ProcessUse[]> {
    const { processIds, processUses } = this.#options;
    // /proc says more than any host: which memory is shared, and what programs use that are not the host's.
    if (processUses && this.#platform !== 'linux') return processUses();
    const known = this.#samples++ % SAMPLES_PER_SEARCH === 0 ? undefined : this.#last?.uses.map(({ pid }) => pid);
    return await readProcessTree([process.pid, ...processIds()], known);
  }
}

function readCores(): CoreTimes {
  const all = cpus().map(({ times }) => times);
  return {
    busyMs: all.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0),
    idleMs: all.reduce((sum, { idle }) => sum + idle, 0),
  };
}

/** Null if the system reports no times, or if no time has passed. */
function busyShare(before: CoreTimes, now: CoreTimes): number | null {
  const busyMs = Math.max(0, now.busyMs - before.busyMs);
  const allMs = busyMs + Math.max(0, now.idleMs - before.idleMs);
  return allMs === 0 ? null : busyMs / allMs;
}

/** The load between two looks. A process that came or went in between counts for nothing. */
export function sampleOf(before: LoadReading, now: LoadReading): LoadSample {
  const elapsedSec = Math.max(0.001, (now.atMs - before.atMs) / 1000);
  const earlier = new Map(before.uses.map((use) => [use.pid, use.cpuSec]));
  const busySec = now.uses.reduce(
    (sum, use) => sum + Math.max(0, use.cpuSec - (earlier.get(use.pid) ?? use.cpuSec)),
    0,
  );
  // Pages that processes share, such as the browser's code, are there once: the largest share stands for all.
  const sharedBytes = Math.max(0, ...now.uses.map((use) => use.sharedBytes));
  const memoryTotalBytes = totalmem();
  return {
    atMs: now.atMs,
    computerCpu: busyShare(before.cores, now.cores),
    computerMemoryBytes: Math.max(0, memoryTotalBytes - now.freeBytes),
    cpu: Math.min(1, busySec / elapsedSec / availableParallelism()),
    memoryBytes: now.uses.reduce((sum, use) => sum + use.privateBytes, sharedBytes),
    memoryTotalBytes,
    networkBps: Math.max(0, ((now.receivedBytes - before.receivedBytes) * 8) / elapsedSec),
  };
}
