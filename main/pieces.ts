/**
 * Long work on the main thread in pieces. Between two pieces the main thread does whatever waits, such as a PTZ stop: no
 * order of an operator may wait until a long answer of a cloud has been gone through.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';

/** Units of work in one piece; a unit is about one character that is searched. Takes 10 ms at most on an idle computer. */
export const PIECE = 16_384;
/** Units of work for one value, beside its characters. */
export const VALUE_COST = 32;

/**
 * Does the work to its end, and yields to other events between the pieces.
 *
 * @param work yields, after each step, how many units the step took.
 */
export async function inPieces<T>(work: Generator<number, T>): Promise<T> {
  let units = 0;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    units += step.value;
    if (units < PIECE) continue;
    units = 0;
    await yieldToEvents();
  }
}

/** Does work at once that is known to be short. */
export function atOnce<T>(work: Generator<number, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
