/**
 * Compute instances of both families. Going on line and off line takes simulated time: a state is computed from the
 * clock when it is asked for, no timer runs.
 */
import type { Clock } from '../../kernel/clock.ts';
import type { Span } from './schedule.ts';

/** The document gives no times; these let a client see the states between. */
const STARTING_MS = 5_000;
const STOPPING_MS = 3_000;

export interface Algorithm {
  readonly AlgorithmId: string;
  readonly AlgorithmName: string;
}

interface Life {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly createdAtMs: number;
  deletedAtMs: number | null;
}

export interface ComputeInstance extends Life {
  readonly deviceIds: readonly string[];
  readonly algorithms: readonly Algorithm[];
}

export interface AiInstance extends Life {
  readonly algorithm: Algorithm;
  readonly type: string;
  readonly computeType: string;
  readonly dataSource: string;
  readonly dataType: string;
  readonly scheduleType: string;
  readonly days: readonly number[];
  readonly spans: readonly Span[];
  readonly spf: number;
  readonly cameraIds: Set<string>;
}

export class InstanceStore {
  readonly #compute = new Map<string, ComputeInstance>();
  readonly #ai = new Map<string, AiInstance>();
  readonly #clock: Clock;
  #serial = 1000;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  newId(): string {
    this.#serial += 1;
    return String(this.#serial);
  }

  addCompute(one: ComputeInstance): void {
    this.#compute.set(one.id, one);
  }

  addAi(one: AiInstance): void {
    this.#ai.set(one.id, one);
  }

  /** Those that are there, going ones included. */
  compute(): readonly ComputeInstance[] {
    this.#sweep(this.#compute);
    return [...this.#compute.values()];
  }

  ai(): readonly AiInstance[] {
    this.#sweep(this.#ai);
    return [...this.#ai.values()];
  }

  findCompute(id: string): ComputeInstance | undefined {
    this.#sweep(this.#compute);
    return this.#compute.get(id);
  }

  findAi(id: string): AiInstance | undefined {
    this.#sweep(this.#ai);
    return this.#ai.get(id);
  }

  computeState(one: ComputeInstance): string {
    if (one.deletedAtMs !== null) return 'OFFLINING';
    return this.#clock.nowMs() - one.createdAtMs < STARTING_MS ? 'INIT' : 'ONLINED';
  }

  /** Without cameras there is nothing to start. */
  aiState(one: AiInstance): string {
    if (one.deletedAtMs !== null) return 'BLOCKED';
    if (one.cameraIds.size === 0) return 'UN_STATE';
    return this.#clock.nowMs() - one.createdAtMs < STARTING_MS ? 'INIT' : 'RUNNING';
  }

  /** True while an instance computes on this device. */
  isBound(deviceId: string): boolean {
    return (
      this.compute().some((one) => one.deviceIds.includes(deviceId)) ||
      this.ai().some((one) => one.cameraIds.has(deviceId))
    );
  }

  /** One unit for each camera. */
  acuOf(projectId: string): number {
    const compute = this.compute().filter((one) => one.projectId === projectId);
    const ai = this.ai().filter((one) => one.projectId === projectId);
    return (
      compute.reduce((sum, one) => sum + one.deviceIds.length, 0) + ai.reduce((sum, one) => sum + one.cameraIds.size, 0)
    );
  }

  #sweep(instances: Map<string, Life>): void {
    const nowMs = this.#clock.nowMs();
    for (const [id, one] of instances)
      if (one.deletedAtMs !== null && nowMs - one.deletedAtMs >= STOPPING_MS) instances.delete(id);
  }
}
