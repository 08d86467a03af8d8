/** How the worker opens a recording whose first stretches have no footage. Main is scripted at the messages. */
import { afterEach, expect, it, vi } from 'vitest';
import type { PastNews } from '../../../../../main/media/messages/past-messages.ts';
import { DEFAULT_TIMINGS } from '../../../../../main/media/messages/messages.ts';
import type { PastPiece } from '../../../../../main/media/upstream/past-source.ts';
import { WorkerPast } from '../../../../../main/media/worker/worker-past.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2026, 2, 1);
const SOURCE = {
  transport: 'http-flv',
  url: 'http://device.invalid/x',
  headers: {},
  expiresAtMs: null,
  isSingleUse: true,
  isLocalAllowed: false,
} as const;

let worker: WorkerPast | null = null;
afterEach(() => worker?.dispose());

interface Opened {
  /** The last news. */
  readonly news: PastNews;
  /** The hours that main was asked for. */
  readonly asked: readonly number[];
  /** The begin and the end of each time that was reported as empty, in hours. */
  readonly empties: readonly (readonly [number, number])[];
}

/** Opens 24 hours of a device. @param empty how many hours from the begin on have no footage. */
async function opened(empty: number): Promise<Opened> {
  const asked: number[] = [];
  const empties: (readonly [number, number])[] = [];
  const hourOf = (ms: number): number => (ms - FROM) / HOUR_MS;
  let last: PastNews | null = null;
  const made = new WorkerPast({
    timings: DEFAULT_TIMINGS,
    post: (news) => {
      if (news.kind === 'opened' || news.kind === 'refused') last = news;
      if (news.kind === 'event' && news.event.kind === 'learnt' && news.event.spans.length === 0)
        empties.push([hourOf(news.event.stretch.fromMs), hourOf(news.event.stretch.toMs)]);
      if (news.kind !== 'resolve') return;
      const { fromMs } = news.question;
      asked.push(hourOf(fromMs));
      const stretch = { fromMs, toMs: fromMs + HOUR_MS };
      const piece: PastPiece = { stretch, source: fromMs - FROM < empty * HOUR_MS ? null : SOURCE };
      queueMicrotask(() => made.handle({ kind: 'resolved', requestId: news.requestId, piece }));
    },
    received: () => undefined,
    workOf: () => ({ run: (work) => work() }),
  });
  worker = made;
  const opening = { fromMs: FROM, atMs: FROM, endMs: FROM + 24 * HOUR_MS };
  made.handle({ kind: 'open', pastId: 'p1', stream: 1, opening });
  return { news: await vi.waitUntil(() => last), asked, empties };
}

it('a recording of a device that begins behind hours without footage is opened where it begins, and the empty hours are reported', async () => {
  const { news, asked, empties } = await opened(2);
  expect(news).toEqual({
    kind: 'opened',
    pastId: 'p1',
    view: { transport: 'flv', range: { fromMs: FROM + 2 * HOUR_MS, toMs: FROM + 3 * HOUR_MS }, stamps: 'estimated' },
  });
  expect(asked).toEqual([0, 1, 2]);
  expect(empties).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

it('a recording of a device without footage for many stretches is refused as none, and is asked for no further', async () => {
  const { news, asked, empties } = await opened(24);
  expect(news).toMatchObject({ kind: 'refused', error: { code: 'recording.none' } });
  expect(asked).toHaveLength(12);
  expect(empties).toEqual(asked.map((hour) => [hour, hour + 1]));
});
