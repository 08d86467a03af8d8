/** The cameras of an account that its cloud's last answer did not list and that wait for a second reading. */
import type { AccountDirectory } from '../../../state/cameras/directory-merge.ts';

export interface MissingCameras {
  readonly count: number;
  /** Epoch milliseconds of the first answer that lacked one of them. */
  readonly sinceMs: number;
}

/** Counted once for each content of an account, however often the panel draws. */
const counted = new WeakMap<AccountDirectory, MissingCameras | null>();

/** Null for an account whose last answer lists every camera that is shown. */
export function missingOf(part: AccountDirectory): MissingCameras | null {
  const known = counted.get(part);
  if (known !== undefined) return known;
  let count = 0;
  let sinceMs = Infinity;
  for (const { missingSinceMs } of part.channels) {
    if (missingSinceMs === undefined) continue;
    count += 1;
    sinceMs = Math.min(sinceMs, missingSinceMs);
  }
  const missing = count === 0 ? null : { count, sinceMs };
  counted.set(part, missing);
  return missing;
}
