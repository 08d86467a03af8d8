/**
 * Runs before each file of contract tests. With `LANNER_TEST_AT=02:58:30` the run begins as if it was this time of day in
 * UTC: a test that depends on the hour is found at any hour. Processes that a test starts have the real time.
 */
export const SHIFT_VARIABLE = 'LANNER_TEST_SHIFT_MS';

const DAY_MS = 86_400_000;

/**
 * By how much the clock is put back for a run that begins at a time of day, ms: 0 to a day, as a certificate or a token
 * of today is valid then.
 *
 * @param timeOfDay `HH:mm:ss` in UTC; undefined for the real time.
 * @throws {Error} for other text.
 */
export function shiftTo(timeOfDay: string | undefined, nowMs: number): number {
  if (timeOfDay === undefined || timeOfDay === '') return 0;
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const atMs = Date.parse(`${today}T${timeOfDay}Z`);
  if (Number.isNaN(atMs)) throw new Error(`LANNER_TEST_AT is no HH:mm:ss: ${timeOfDay}`);
  return atMs <= nowMs ? nowMs - atMs : nowMs - atMs + DAY_MS;
}

const shiftMs = Number(process.env[SHIFT_VARIABLE] ?? 0);
if (shiftMs > 0) {
  const realNow = Date.now.bind(Date);
  const now = (): number => realNow() - shiftMs;
  // Assigned, so that a test which sets the clock itself replaces it.
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  });
}
