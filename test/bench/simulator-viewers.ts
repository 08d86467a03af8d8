/** Viewers of the simulator's live streams that check every tag: how much a stream lost, and how long it was silent. */
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { SimulatorInfo } from '../../scripts/lib.ts';

const FLV_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const TAG_TAIL_BYTES = 4;
const TAG_VIDEO = 9;
/** Three frames of the sub-stream, 15 a second: more than rounding, less than a lost group. */
const MAX_STEP_MS = 200;
const MAX_SILENCE_MS = 1_000;
const BATCH = 100;

/** Reads FLV tag by tag without keeping it. */
class FlvWatch {
  frames = 0;
  bytes = 0;
  /** Steps of the time line that are too wide, and silences. */
  gaps = 0;
  #skip = FLV_HEADER_BYTES;
  #head: Buffer = Buffer.alloc(0);
  #timestampMs: number | null = null;
  #heardMs = performance.now();

  take(chunk: Buffer): void {
    this.silence();
    this.#heardMs = performance.now();
    this.bytes += chunk.length;
    for (let at = 0; at < chunk.length;) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      this.#skip -= skipped;
      at += skipped;
      if (this.#skip > 0) return;
      const part = chunk.subarray(at, at + TAG_HEADER_BYTES - this.#head.length);
      this.#head = this.#head.length === 0 ? part : Buffer.concat([this.#head, part]);
      at += part.length;
      if (this.#head.length < TAG_HEADER_BYTES) return;
      this.#tag(this.#head);
      this.#skip = this.#head.readUIntBE(1, 3) + TAG_TAIL_BYTES;
      this.#head = Buffer.alloc(0);
    }
  }

  /** Counts a silence that has lasted too long until now. */
  silence(): void {
    if (performance.now() - this.#heardMs > MAX_SILENCE_MS) this.gaps += 1;
  }

  #tag(head: Buffer): void {
    if (head[0] !== TAG_VIDEO) return;
    const timestampMs = head.readUIntBE(4, 3) + (head[7] ?? 0) * 2 ** 24;
    this.frames += 1;
    if (this.#timestampMs !== null && Math.abs(timestampMs - this.#timestampMs) > MAX_STEP_MS) this.gaps += 1;
    this.#timestampMs = timestampMs;
  }
}

export interface Audience {
  /** Since the last call: viewers that got frames and lost none, gaps of all, bytes of all. */
  report(): { readonly whole: number; readonly gaps: number; readonly bytes: number };
  close(): void;
}

/** Opens every URL; resolves when each has sent something. */
export async function watchAll(urls: readonly string[]): Promise<Audience> {
  const watches: FlvWatch[] = [];
  const responses: IncomingMessage[] = [];
  let before: { frames: number; gaps: number; bytes: number }[] = [];
  const close = (): void => responses.forEach((one) => one.destroy());
  const mark = (): void => {
    before = watches.map(({ frames, gaps, bytes }) => ({ frames, gaps, bytes }));
  };
  const open = async (url: string): Promise<void> => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).on('error', reject));
    responses.push(response);
    if (response.statusCode !== 200) throw new Error(`a live URL answered ${String(response.statusCode)}`);
    const watch = new FlvWatch();
    watches.push(watch);
    response.on('error', () => undefined); // cut by close(), or counted as a silence
    await new Promise<void>((resolve) => {
      response.on('data', (chunk: Buffer) => {
        watch.take(chunk);
        resolve();
      });
    });
  };
  try {
    await Promise.all(urls.map(open));
  } catch (error) {
    close();
    throw error;
  }
  mark();
  return {
    report: () => {
      watches.forEach((one) => one.silence());
      const rows = watches.map((one, i) => ({
        frames: one.frames - (before[i]?.frames ?? 0),
        gaps: one.gaps - (before[i]?.gaps ?? 0),
        bytes: one.bytes - (before[i]?.bytes ?? 0),
      }));
      mark();
      const sum = (of: 'gaps' | 'bytes'): number => rows.reduce((total, row) => total + row[of], 0);
      const whole = rows.filter((row) => row.frames > 0 && row.gaps === 0).length;
      return { whole, gaps: sum('gaps'), bytes: sum('bytes') };
    },
    close,
  };
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url}: ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const post = (body: unknown, token = ''): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...(token === '' ? {} : { 'Access-Token': token }) },
});

/** A token of the simulated IVM cloud. */
export async function tokenOf({ endpoint, credentials }: SimulatorInfo['clouds'][string]): Promise<string> {
  const { userId = '', ak, sk } = credentials;
  const url = `${endpoint}/v2/${userId}/enterprises/access-token`;
  return (await call<{ access_token: string }>(url, post({ ak, sk }))).access_token;
}

interface Rows {
  readonly channels: readonly { readonly device_id: string; readonly channel_id: string }[];
}
interface Live {
  readonly live_connections: readonly { readonly cloud_trans_connections?: { readonly live_url?: string } }[];
}

/** FLV URLs of the sub-streams of `count` different cameras. @throws {Error} when the world has fewer on line. */
export async function cameraUrls(cloud: SimulatorInfo['clouds'][string], token: string, count: number) {
  const { endpoint, credentials } = cloud;
  const userId = credentials['userId'] ?? '';
  const urls: string[] = [];
  for (let offset = 0; urls.length < count; offset += BATCH) {
    const query = `limit=${String(BATCH)}&offset=${String(offset)}&channel_state=ONLINE`;
    const list = await call<Rows>(`${endpoint}/v1/${userId}/channels?${query}`, { headers: { 'Access-Token': token } });
    if (list.channels.length === 0) throw new Error(`only ${String(urls.length)} cameras can be watched`);
    const channels = list.channels.map(({ device_id, channel_id }) => ({
      device_id,
      channel_id,
      live_protocol: 'HTTPS_FLV',
      stream_type: 'SECONDARY_STREAM_1',
    }));
    const url = `${endpoint}/v2/${userId}/devices/channels/media/live-connections`;
    const answer = await call<Live>(url, post({ channels, expire_time: 600, use_times: 1 }, token));
    urls.push(...answer.live_connections.flatMap((one) => one.cloud_trans_connections?.live_url || []));
  }
  return urls.slice(0, count);
}
