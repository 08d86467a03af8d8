/** The load of this computer, and the client's share of it. */

/** Two loads that are never the same: all programs of the computer, and the process tree of the client. */
export interface LoadSample {
  readonly atMs: number;
  /** Share of all cores that all programs of this computer use, 0 to 1; null if the system does not report it. */
  readonly computerCpu: number | null;
  /** Memory that all programs of this computer take. */
  readonly computerMemoryBytes: number;
  /** Share of all cores that the client takes, 0 to 1. */
  readonly cpu: number;
  /** Memory that the client takes. */
  readonly memoryBytes: number;
  readonly memoryTotalBytes: number;
  /** Media received from the clouds, in bits per second. */
  readonly networkBps: number;
}
