/** How many pictures this computer can be expected to decode, before playing has shown how many it can. */

/**
 * Pixels of H.264 that one core decodes and shows each second besides its other work, measured with all kinds of walls.
 */
const PIXELS_PER_CORE = 250e6;
/** A graphics processor decodes by itself; the core only shows the pictures. */
const HARDWARE_FACTOR = 3;
/** Some browsers name at most 8 cores, and with too few cores a wall must still open a stream. */
const LEAST_CORES = 2;

/** The usual main stream of a camera, for asking the browser before a stream was seen. */
const USUAL_MAIN = { width: 1920, height: 1080, framerate: 25, bitrate: 4_000_000 } as const;

/** A sub stream's picture before it was seen. */
export const USUAL_SUB = { width: 640, height: 360 } as const;

/** Pixels per second of a stream that was not seen yet. */
export const ASSUMED_PIXEL_RATES = { main: 1920 * 1080 * 25, sub: 640 * 360 * 15 } as const;

export interface Computer {
  readonly cores: number;
  /** The browser's measurement of streams like these; null if the browser has none. */
  readonly decoding: { readonly smooth: boolean; readonly powerEfficient: boolean } | null;
}

/** Pixels per second. */
export function budgetOf({ cores, decoding }: Computer): number {
  const base = Math.max(LEAST_CORES, cores) * PIXELS_PER_CORE;
  if (decoding?.powerEfficient) return base * HARDWARE_FACTOR;
  return decoding?.smooth === false ? base / 2 : base;
}

/** Asks the browser. Never fails: if the browser has no answer, the number of cores decides. */
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
