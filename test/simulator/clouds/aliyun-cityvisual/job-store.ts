/** Job groups and the streams bound to them. Starting and stopping takes simulated time, worked out when asked. */
import type { Clock } from '../../kernel/clock.ts';
import type { Setting } from './library.ts';

/** The document gives no times. */
const TURN_MS = 3_000;

export interface BoundStream {
  readonly name: string;
  readonly url: string;
}

export interface JobGroup {
  readonly id: string;
  readonly instanceId: string;
  readonly jobIds: string[];
  readonly streams: Map<string, BoundStream>;
  name: string;
  algoLibId: string;
  profileId: string;
  plannedJobCount: number;
  streamPerJob: number;
  settings: readonly Setting[];
  isStarted: boolean;
  turnedAtMs: number;
}

export class JobStore {
  readonly #groups = new Map<string, JobGroup>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  all(): readonly JobGroup[] {
    return [...this.#groups.values()];
  }

  find(id: string): JobGroup | undefined {
    return this.#groups.get(id);
  }

  add(group: JobGroup): void {
    this.#groups.set(group.id, group);
  }

  remove(id: string): void {
    this.#groups.delete(id);
  }

  detachEverywhere(streamName: string): void {
    for (const group of this.#groups.values()) group.streams.delete(streamName);
  }

  /** Starting what runs, or stopping what stands, changes nothing. */
  turn(group: JobGroup, isStarted: boolean): void {
    if (group.isStarted === isStarted) return;
    group.isStarted = isStarted;
    group.turnedAtMs = this.#clock.nowMs();
  }

  stateOf(group: JobGroup): 'starting' | 'running' | 'stopping' | 'stopped' {
    const isTurning = this.#clock.nowMs() - group.turnedAtMs < TURN_MS;
    if (group.isStarted) return isTurning ? 'starting' : 'running';
    return isTurning ? 'stopping' : 'stopped';
  }
}
