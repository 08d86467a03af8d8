/** Playbacks over a gateway that dies, and over clouds that answer late. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../preload/domain/ids.ts';
import type { PastState } from '../../../preload/domain/recording/playback.ts';
import type { PlaybackPort } from '../../../main/ports/playback.ts';
import type { PlaybackOpening } from '../../../main/services/playback/opening.ts';
import { PlaybackService } from '../../../main/services/playback/playback.ts';
import { startPastCloud, type PastCloud } from '../servers/past-cloud.ts';
import { getAs, listPast } from '../servers/past-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, startBench, type Bench } from './harness.ts';

const FROM = Date.UTC(2026, 2, 1);
const END = FROM + 1_800_000;
const channelId = channelIdOf(deviceIdOf(asAccountId('acc'), 'dev'), '0');
const opening: PlaybackOpening = {
  channelId,
  place: 'cloud',
  profile: 'main',
  range: { fromMs: FROM, toMs: END },
  atMs: FROM + 60_000,
  takeOver: false,
};

let bench: Bench;
let cloud: PastCloud;
let service: PlaybackService;
let states: PastState[];
/** Sources that were opened at the cloud and not ended. */
let open: number;
/** Questions that reached the cloud. */
let asked: number;
/** Answers of the cloud wait for this. */
let gate: Promise<void>;

beforeEach(async () => {
  states = [];
  open = asked = 0;
  gate = Promise.resolve();
  cloud = await startPastCloud(END);
  cloud.stretchMs = END - FROM;
  cloud.recorded = [opening.range];
  bench = await startBench();
  const playback: PlaybackPort = {
    open: async ({ range }) => {
      asked += 1;
      await gate;
      const attempt = { number: 1, lastError: null };
      const { source } = await cloud.resolve({ ...range, attempt });
      if (source === null) throw new Error('nothing is recorded');
      open += 1;
      let isOpen = true;
      const end = (): Promise<void> => {
        if (isOpen) open -= 1;
        isOpen = false;
        return Promise.resolve();
      };
      return { ...source, end };
    },
  };
  service = new PlaybackService({
    gateway: bench.gateway.past,
    sessionOf: () => Promise.resolve({ playback }),
    index: { emptyFrom: () => Promise.resolve(null), learn: () => Promise.resolve() },
    emit: (name, payload) => {
      if (name === 'playback.changed') states.push((payload as { readonly state: PastState }).state);
    },
    onFailure: () => {},
    nameOf: () => null,
  });
});

afterEach(async () => {
  await service.dispose();
  await bench.dispose();
  await cloud.close();
});

// @promise failures.media-process: A recording plays again by itself after the process for media died.
it('after the death of the worker the loss is reported once, nothing stays open, and the window opens the recording again', async () => {
  const ticket = await service.open(opening, 'w1');
  const { segments } = await listPast(ORIGIN, ticket.url);
  await getAs(ORIGIN, segments[100]?.url ?? '');
  await bench.gateway.crashWorker();
  await until('the loss is told', () => (states.length > 0 ? true : null));
  await until('nothing is open at the cloud', () => (open === 0 ? true : null));
  const again = await until('the worker is back', () =>
    service.resume(ticket.playbackId, FROM + 400_000, 'w1').catch(() => null),
  );
  expect(states.filter(({ phase }) => phase !== 'ready')).toMatchObject([
    { phase: 'lost', error: { code: 'media.gateway-down' } },
  ]);
  expect(again.playbackId).toBe(ticket.playbackId);
  expect(again.url).not.toBe(ticket.url);
  const listed = await listPast(ORIGIN, again.url);
  expect(listed.segments).toHaveLength(450);
  await until('one address is open at the cloud', () => (open === 1 ? true : null));
});

it('whatever way a playback ends, all that was opened at the cloud is ended there', async () => {
  const first = await service.open(opening, 'w1');
  await service.resume(first.playbackId, FROM + 600_000, 'w1');
  const second = await service.open(opening, 'w2');
  await service.open(opening, 'w3');
  service.close(second.playbackId, 'w2');
  service.onWindowGone('w3');
  await until('one is left', () => (open === 1 ? true : null));
  service.onAccountGone(asAccountId('acc'), 'account.disabled');
  await until('none is left', () => (open === 0 ? true : null));
  expect(service.count).toBe(0);
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
});

// @promise failures.late-open: A window that closes while the cloud still answers leaves nothing open.
it('a window that closes while the cloud still answers leaves nothing open', async () => {
  let answer = (): void => {};
  gate = new Promise((resolve) => {
    answer = resolve;
  });
  const refused = service.open(opening, 'w1').catch((error: unknown) => error);
  await until('the cloud is asked', () => (asked === 1 ? true : null));
  service.onWindowGone('w1');
  expect(await refused).toMatchObject({ code: 'cancelled' });
  answer();
  await service.dispose();
  await until('the late answer is ended', () => (cloud.questions.length === 1 && open === 0 ? true : null));
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
});
