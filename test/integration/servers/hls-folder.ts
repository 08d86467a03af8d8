/** Serves a folder that ffmpeg writes HLS into, under addresses that can expire, with outages and damage on demand. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DAMAGES, type DamageKind } from './segment-damage.ts';

export interface Damage {
  readonly kind: DamageKind;
  /** Once, as often as the first damaged segment is asked for, or every segment from that one on. */
  readonly extent: 'once' | 'segment' | 'stream';
}

export interface HlsFolder {
  /** A playlist address that is good until the next call of `revoke`. */
  url(): string;
  /** Refuses every address that was given out before, playlists and segments alike. */
  revoke(): void;
  /** While set every connection is cut. */
  isDown: boolean;
  /** How the next segment that is asked for is damaged. */
  damage: Damage | null;
  /** Each such answer for a playlist is two segments old, as from one of several servers; null: none. */
  lagsEvery: number | null;
  /** Names of the segments that were asked for more than once. */
  readonly fetchedTwice: readonly string[];
  /** Number of the segment that was damaged last; -1 before. */
  readonly damaged: number;
  /** Number of the newest segment that a playlist listed, and of the newest that was asked for; -1 before. */
  readonly listed: number;
  readonly fetched: number;
  /** Requests that were refused because their address had expired. */
  readonly refused: number;
  close(): Promise<void>;
}

const NUMBER = /(\d+)\.ts/g;

export async function serveHlsFolder(folder: string): Promise<HlsFolder> {
  let key = 1;
  let listed = -1;
  let fetched = -1;
  let refused = 0;
  let damaged: { readonly name: string; readonly damage: Damage } | null = null;
  const lists: string[] = [];
  let answers = 0;
  const times = new Map<string, number>();
  /** The playlist that this answer has, as text. */
  const listOf = (text: string): string => {
    if (lists.at(-1) !== text) lists.push(text);
    answers += 1;
    const isOld = self.lagsEvery !== null && answers % self.lagsEvery === 0;
    return (isOld ? lists.at(-3) : undefined) ?? text;
  };
  const newest = (text: string): number => Number([...text.matchAll(NUMBER)].at(-1)?.[1] ?? -1);
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (self.isDown) return void request.socket.destroy();
    const [, given = '', name = ''] = /^\/(\d+)\/([\w.]+)$/.exec(request.url ?? '') ?? [];
    if (Number(given) !== key) {
      refused += 1;
      return void response.writeHead(403).end();
    }
    let body = await readFile(join(folder, name)).catch(() => null);
    if (body === null) return void response.writeHead(404).end();
    if (name.endsWith('.m3u8')) {
      body = Buffer.from(listOf(body.toString()));
      listed = Math.max(listed, newest(body.toString()));
    } else fetched = Math.max(fetched, newest(name));
    if (name.endsWith('.ts')) {
      times.set(name, (times.get(name) ?? 0) + 1);
      const now =
        self.damage ?? (damaged?.name === name && damaged.damage.extent === 'segment' ? damaged.damage : null);
      if (now) {
        damaged = { name, damage: now };
        body = DAMAGES[now.kind](body);
      }
      if (now?.extent !== 'stream') self.damage = null;
    }
    response.end(body);
  };
  const server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const self: HlsFolder = {
    url: () => `http://127.0.0.1:${port}/${key}/index.m3u8`,
    revoke: () => {
      key += 1;
    },
    isDown: false,
    lagsEvery: null,
    get fetchedTwice() {
      return [...times].flatMap(([name, count]) => (count > 1 ? [name] : []));
    },
    damage: null,
    get damaged() {
      return newest(damaged?.name ?? '');
    },
    get listed() {
      return listed;
    },
    get fetched() {
      return fetched;
    },
    get refused() {
      return refused;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}
