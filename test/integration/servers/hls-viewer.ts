/** A player of live HLS without a picture: polls the playlist and fetches every segment once, in order. */
import { setTimeout as delay } from 'node:timers/promises';

export interface HlsViewer {
  /** Lengths of the segments that came whole, in order. */
  readonly segments: readonly number[];
  /** The newest playlist. */
  readonly playlist: string;
  close(): Promise<void>;
}

const POLL_MS = 150;

/** Fetches until it is closed; what is refused is asked for again. */
export function watchHls(url: string, origin: string): HlsViewer {
  const ended = new AbortController();
  const { signal } = ended;
  const segments: number[] = [];
  const seen = new Set<string>();
  let playlist = '';
  const get = async (address: string): Promise<Buffer | null> => {
    const answer = await fetch(address, { headers: { origin }, signal });
    const body = Buffer.from(await answer.arrayBuffer());
    return answer.ok ? body : null;
  };
  const nested = (text: string): string | null => /#EXT-X-STREAM-INF.*\n(.+)/.exec(text)?.[1] ?? null;
  const check = async (address: string): Promise<void> => {
    const text = (await get(address))?.toString() ?? '';
    const inner = nested(text);
    if (inner !== null) return check(new URL(inner, address).href);
    playlist = text;
    for (const name of text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))) {
      if (seen.has(name)) continue;
      const body = await get(new URL(name, address).href);
      if (body === null) return;
      seen.add(name);
      segments.push(body.length);
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await check(url).catch(() => {});
      await delay(POLL_MS, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    segments,
    get playlist() {
      return playlist;
    },
    close: async () => {
      ended.abort();
      await running;
    },
  };
}
