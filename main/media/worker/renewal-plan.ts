/** When a polled playlist moves to a fresh URL: some seconds before its URL expires, and after a failure once more. */
const LEAD_MS = 5_000;
const GAP_MS = 2_000;

export class RenewalPlan {
  #lastAtMs = 0;

  /** A renewal that is due counts as begun. @param renewAtMs when the URL expires; null for one that does not. */
  isDue(renewAtMs: number | null, nowMs: number): boolean {
    if (renewAtMs === null || nowMs < Math.max(renewAtMs - LEAD_MS, this.#lastAtMs + GAP_MS)) return false;
    this.#lastAtMs = nowMs;
    return true;
  }
}
