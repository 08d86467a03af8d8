/** The share of all processors that the whole client takes, as main measured it last. */
import { on } from '../../page/bridge.ts';

/** An older reading says nothing about the present load. */
const GOOD_FOR_MS = 10_000;
let last: { readonly share: number; readonly atMs: number } | null = null;

/** From 0 to 1; null where nothing was measured lately. */
export const measuredCpu = (): number | null =>
  last !== null && performance.now() - last.atMs < GOOD_FOR_MS ? last.share : null;

/** Takes the readings of main, until the returned function is called. */
export const followCpu = (): (() => void) =>
  on('load.measured', (sample) => {
    last = { share: sample.cpu, atMs: performance.now() };
  });
