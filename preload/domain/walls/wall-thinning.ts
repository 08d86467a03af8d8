/** Which versions of a wall are kept as they grow old. Pure. */

export const MAX_VERSIONS = 200;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Up to which age how many milliseconds share one version; the first that fits counts. */
const STEPS: readonly { readonly untilMs: number; readonly perMs: number }[] = [
  { untilMs: 2 * HOUR_MS, perMs: 0 },
  { untilMs: DAY_MS, perMs: 10 * MINUTE_MS },
  { untilMs: 7 * DAY_MS, perMs: 2 * HOUR_MS },
  { untilMs: 90 * DAY_MS, perMs: DAY_MS },
  { untilMs: Infinity, perMs: 30 * DAY_MS },
];

interface Dated {
  readonly id: number;
  readonly atMs: number;
}

/**
 * Everything of the last two hours, then the last version of every ten minutes for a day, of every two hours for a week,
 * of every day for ninety days, of every thirty days before; at most {@link MAX_VERSIONS}.
 *
 * @param versions the oldest first. The newest is always kept.
 * @returns the ids of those to forget.
 */
export function versionsToForget(versions: readonly Dated[], nowMs: number): readonly number[] {
  const forgotten: number[] = [];
  const kept: number[] = [];
  versions.forEach(({ id, atMs }, i) => {
    const next = versions[i + 1];
    const slot = slotOf(atMs, nowMs);
    if (next !== undefined && slot !== null && slotOf(next.atMs, nowMs) === slot) forgotten.push(id);
    else kept.push(id);
  });
  return [...forgotten, ...kept.slice(0, Math.max(0, kept.length - MAX_VERSIONS))];
}

/** Versions of one slot share one place; null has a place of its own. Slots stand still in time, only their size grows. */
function slotOf(atMs: number, nowMs: number): string | null {
  const age = nowMs - atMs;
  const { perMs = 0 } = STEPS.find(({ untilMs }) => age < untilMs) ?? {};
  return perMs === 0 ? null : `${perMs}|${Math.floor(atMs / perMs)}`;
}
