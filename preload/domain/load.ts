/** What the client costs the computer. */

/** Load of the whole process tree. */
export interface LoadSample {
  readonly atMs: number;
  /** Share of all cores, 0 to 1. */
  readonly cpu: number;
  readonly memoryBytes: number;
  readonly memoryTotalBytes: number;
  /** Media received from the clouds, in bits per second. */
  readonly networkBps: number;
}
