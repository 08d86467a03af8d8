import { expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { Footage, type FootageOrder } from '../../../../../main/services/exports/footage.ts';
import type { ErrorCode } from '../../../../../preload/domain/error.ts';
import type { ExportGap } from '../../../../../preload/domain/exports/exports.ts';
import { asAccountId, asPlaybackId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';

const MINUTE_MS = 60_000;
const camera = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const pieces = (...minutes: readonly (readonly [number, number])[]): TimeRange[] =>
  minutes.map(([from, to]) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS }));

interface Device {
  readonly range: TimeRange;
  /** Up to this moment the footage is in the files. */
  readonly behindMs?: number;
  /** The range that the device plays of one that is asked for. */
  readonly plays?: (range: TimeRange) => TimeRange;
  /** Takes a slice. @param doneMs up to this moment the footage is written. */
  readonly take?: (doneMs: number) => Promise<void>;
}

/** Brings the footage of a device. @returns the ranges that were asked for and written, and the ids of the slices. */
async function bring({ range, behindMs = 0, plays = (asked) => asked, take = () => Promise.resolve() }: Device) {
  const [asked, written, slices]: [TimeRange[], TimeRange[], string[]] = [[], [], []];
  let doneMs = behindMs;
  const order: FootageOrder = {
    item: { channelId: camera, place: 'device', profile: 'main' },
    range,
    behindMs,
    signal: new AbortController().signal,
    doneMs: () => doneMs,
    task: {
      takePlaylist: () => Promise.reject(new Error('a device gives no playlist')),
      takeFile: () => Promise.reject(new Error('a device gives no file')),
      takeStream: (_url, { id }) => {
        slices.push(id);
        return take(doneMs);
      },
    },
    onCounted: () => undefined,
    onWrote: (piece) => {
      written.push(piece);
      doneMs = piece.toMs;
    },
    onGap: () => undefined,
    onRequest: () => undefined,
    onWaiting: () => undefined,
  };
  const footage = new Footage({
    playback: {
      open: ({ range: { fromMs, toMs } }) => {
        asked.push({ fromMs, toMs });
        return Promise.resolve({
          playbackId: asPlaybackId('p1'),
          channelId: camera,
          transport: 'flv',
          url: 'http://127.0.0.1:1/',
          range: plays({ fromMs, toMs }),
          stamps: 'estimated',
          control: null,
          profile: null,
        });
      },
      close: () => undefined,
    },
    sessionOf: () => Promise.resolve({}),
    againAfterMs: [0],
    index: {
      read: () => Promise.reject(new Error('not asked')),
      known: () => Promise.resolve({ recordings: [], coverage: [], asOfMs: null, unreadable: 0 }),
    },
  });
  await footage.bring(order);
  return { asked, written, slices };
}

// @promise export.device-pieces: A device plays at its own pace and is asked for pieces of 10 minutes, so that a lost
// line costs one piece at the most.
it('a device is asked for pieces of 10 minutes, and a line that breaks off costs the piece that was under way', async () => {
  let losses = 1;
  const { asked, written } = await bring({
    range: { fromMs: 0, toMs: 25 * MINUTE_MS },
    take: (doneMs) => {
      // In the second piece, once.
      if (doneMs === 0 || losses === 0) return Promise.resolve();
      losses -= 1;
      return Promise.reject(new AppError('network.unreachable', 'the line broke off', { retryable: true }));
    },
  });
  expect(asked).toEqual(pieces([0, 10], [10, 20], [10, 20], [20, 25]));
  expect(written).toEqual(pieces([0, 10], [10, 20], [20, 25]));
});

it.each([
  ['from its begin', 0, pieces([0, 10], [4, 10], [10, 12]), pieces([0, 4], [4, 10], [10, 12])],
  ['again from midnight, where it was interrupted', 4, pieces([4, 10], [10, 12]), pieces([4, 10], [10, 12])],
])(
  'a device whose cloud plays no range over midnight is asked for the time behind midnight too: an export %s',
  async (_, behindMinutes, asked, written) => {
    const midnightMs = 4 * MINUTE_MS;
    const brought = await bring({
      range: { fromMs: 0, toMs: 12 * MINUTE_MS },
      behindMs: behindMinutes * MINUTE_MS,
      plays: ({ fromMs, toMs }) => ({ fromMs, toMs: fromMs < midnightMs ? Math.min(toMs, midnightMs) : toMs }),
    });
    const slices = written.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`);
    expect(brought).toEqual({ asked, written, slices });
  },
);

/** Brings three hours of a cloud that gives files of half an hour, with some that are refused. @param door the refusing question. */
async function bringFiles(door: 'open' | 'fetch', refusals: Readonly<Record<number, ErrorCode>>) {
  const HALF = 30 * MINUTE_MS;
  const range = { fromMs: 0, toMs: 6 * HALF };
  const [written, gaps]: [TimeRange[], ExportGap[]] = [[], []];
  const partOf = ({ fromMs, toMs }: TimeRange): TimeRange => ({ fromMs, toMs: Math.min(toMs, fromMs + HALF) });
  const refuse = (at: 'open' | 'fetch', fromMs: number): void => {
    const code = refusals[fromMs / MINUTE_MS];
    if (at === door && code !== undefined) throw new AppError(code, 'refused');
  };
  const footage = new Footage({
    playback: { open: () => Promise.reject(new Error('files are not played')), close: () => undefined },
    sessionOf: () =>
      Promise.resolve({
        downloads: {
          firstPart: partOf,
          open: ({ range: asked }) => {
            refuse('open', asked.fromMs);
            const place = { url: 'https://files.invalid/x', expiresAtMs: null, isLocalAllowed: false };
            return Promise.resolve({ ...place, headers: {}, covers: partOf(asked) });
          },
          refusalOf: () => new AppError('internal', 'not asked'),
        },
      }),
    index: {
      read: () =>
        Promise.resolve({ recordings: [], coverage: [{ state: 'covered', ...range }], asOfMs: 0, unreadable: 0 }),
      known: () => Promise.reject(new Error('not asked')),
    },
  });
  let doneMs = 0;
  await footage.bring({
    item: { channelId: camera, place: 'cloud', profile: 'main' },
    range,
    behindMs: 0,
    signal: new AbortController().signal,
    doneMs: () => doneMs,
    task: {
      takePlaylist: () => Promise.reject(new Error('files are no playlist')),
      takeStream: () => Promise.reject(new Error('files are no stream')),
      takeFile: async ({ fromMs }) => refuse('fetch', fromMs),
    },
    onCounted: () => undefined,
    onWrote: (piece) => {
      written.push(piece);
      doneMs = piece.toMs;
    },
    onGap: (gap) => gaps.push(gap),
    onRequest: () => undefined,
    onWaiting: () => undefined,
  });
  return { written, gaps };
}

it.each(['open', 'fetch'] as const)(
  'the gap of an archived file ends with that file, whose refusal comes at the %s, and the files behind it are exported',
  async (door) => {
    const { written, gaps } = await bringFiles(door, { 60: 'recording.archived', 120: 'recording.none' });
    expect(gaps).toEqual([{ ...pieces([60, 90])[0], reason: 'archived' }]);
    expect(written).toEqual(pieces([0, 30], [30, 60], [90, 120], [150, 180]));
  },
);
