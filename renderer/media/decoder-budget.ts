/** How many pictures this computer can be expected to decode, before it has shown what it can. */

/** Pixels of H.264 that one core decodes and shows each second beside its other duties, measured with all kinds of walls. */
const PIXELS_PER_CORE = 250e6;
/** A graphics processor decodes on its own; what is left for the core is to show it. */
const HARDWARE_FACTOR = 3;
/** Browsers name 8 at most for some users, and too few cores for a wall must still open one. */
const LEAST_CORES = 2;

/** What a camera's main stream usually is, for asking before it was seen. */
const USUAL_MAIN = { width: 1920, height: 1080, framerate: 25, bitrate: 4_000_000 } as const;

/** A sub stream's picture before it was seen. */
export const USUAL_SUB = { width: 640, height: 360 } as const;

/** Pixels per second of a stream that was not seen yet. */
export const ASSUMED_PIXEL_RATES = { main: 1920 * 1080 * 25, sub: 640 * 360 * 15 } as const;

export interface Computer {
  readonly cores: number;
  /** What the browser has measured of streams such as ours; null where it does not tell. */
  readonly decoding: { readonly smooth: boolean; readonly powerEfficient: boolean } | null;
}

/** Pixels per second. */
export function budgetOf({ cores, decoding }: Computer): number {
  const base = Math.max(LEAST_CORES, cores) * PIXELS_PER_CORE;
  if (decoding?.powerEfficient) return base * HARDWARE_FACTOR;
  return decoding?.smooth === false ? base / 2 : base;
}

/** Asks the browser. Never fails: a browser that does not tell leaves the cores to go by. */
export async function measureBudget(): Promise<number> {
  const cores = navigator.hardwareConcurrency;
  try {
    const video = { contentType: 'video/mp4; codecs="avc1.640028"', ...USUAL_MAIN };
    const decoding = await navigator.mediaCapabilities.decodingInfo({ type: 'media-source', video });
    return budgetOf({ cores, decoding });
  } catch {
    return budgetOf({ cores, decoding: null });
  }
}
