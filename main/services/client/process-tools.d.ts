/** Types for the parts of pidusage and pidtree that process-tree.ts uses. pidusage ships no types. */

declare module 'pidusage' {
  interface Usage {
    readonly pid: number;
    readonly ppid: number;
    /** Resident memory in bytes. */
    readonly memory: number;
    /** Processor time in ms, of the user and of the system. */
    readonly ctime: number;
    /** Age in ms. */
    readonly elapsed: number;
  }
  /** By pid. On Linux a process that has ended is null; elsewhere it is missing. */
  function pidusage(pids: number[]): Promise<Readonly<Record<string, Usage | null>>>;
  export = pidusage;
}

declare module 'pidtree' {
  /** Every process of the computer. */
  export function pidtree(
    all: -1,
    options: { readonly advanced: true },
  ): Promise<readonly { readonly pid: number; readonly ppid: number }[]>;
}
