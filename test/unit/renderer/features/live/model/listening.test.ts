// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import type { TileContent } from '../../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { createVideo } from '../../../../../../renderer/media/pool/video-element-pool.ts';
import {
  followListening,
  muteAll,
  toggleListening,
  useListening,
} from '../../../../../../renderer/features/live/model/listening.ts';
import {
  followReplaySound,
  isTileHeard,
  toggleTileSound,
  useReplaySound,
} from '../../../../../../renderer/features/live/model/replay-sound.ts';
import { slotOf } from '../../../../../../renderer/media/slot-key.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { useClips } from '../../../../../../renderer/state/players/clips.ts';
import { usePlayers } from '../../../../../../renderer/state/players/players.ts';
import { useTileViews } from '../../../../../../renderer/state/players/tile-views.ts';
import { specialKeysOf, specialSlotOf, useShown } from '../../../../../../renderer/state/sequences/sequences-shown.ts';
import { useWalls } from '../../../../../../renderer/state/walls/walls.ts';

const [a, b] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false };
const wallOf = (tiles: readonly TileContent[]) => normalise({ ...facts, layout: 4, tiles, revision: 1 });

/** The other side of the door: streams that were asked for, and those that were given back. */
let opening: { readonly channelId: ChannelId; grant(leaseId: string): void }[];
let closed: string[];
/** The streams whose sound was asked for. */
let asked: string[];
let stop: () => void;

beforeEach(() => {
  opening = [];
  closed = [];
  asked = [];
  vi.stubGlobal('lanner', {
    request: {
      'clip.sound': ({ channelId, profile }: { channelId: ChannelId; profile: string }) => {
        asked.push(`${channelId} ${profile}`);
        return Promise.resolve({ ok: true, value: { kind: 'playable' } });
      },
      'live.open': ({ channelId }: { channelId: ChannelId }) =>
        new Promise((resolve) => {
          const grant = (leaseId: string): void =>
            resolve({ ok: true, value: { leaseId, channelId, profile: 'sub', transport: 'flv-ws', url: 'ws://x' } });
          opening.push({ channelId, grant });
        }),
      'live.close': ({ leaseId }: { leaseId: string }) => Promise.resolve({ ok: true, value: closed.push(leaseId) }),
    },
    on: () => () => undefined,
  });
  useWalls.setState({ walls: [wallOf([a, b])], currentId: facts.id });
  stop = followListening();
});
afterEach(() => {
  stop();
  usePlayers.setState({ bySlot: {} });
  useShown.setState(useShown.getInitialState(), true);
  useClips.setState(useClips.getInitialState(), true);
  vi.unstubAllGlobals();
});

const untilAsked = (count: number): Promise<void> => vi.waitFor(() => expect(opening).toHaveLength(count));

// @promise failures.sound: One camera at a time is heard, from the moment somebody asks; every player of the wall is
// mute.
it('listening releases the sound of a camera that is not wanted any more when it is granted', async () => {
  toggleListening(a);
  await untilAsked(1);
  toggleListening(b);
  await untilAsked(2);
  expect(useListening.getState().channelId).toBe(b);
  opening[0]?.grant('lease-a');
  await vi.waitFor(() => expect(closed).toEqual(['lease-a']));
  muteAll();
  opening[1]?.grant('lease-b');
  await vi.waitFor(() => expect(closed).toEqual(['lease-a', 'lease-b']));
  expect(document.querySelectorAll('audio')).toHaveLength(0);
});

// @promise failures.sound
it('listening ends with the tile of its camera', async () => {
  toggleListening(a);
  await untilAsked(1);
  useWalls.setState({ walls: [wallOf([null, b])] });
  expect(useListening.getState().channelId).toBeNull();
  opening[0]?.grant('lease-a');
  await vi.waitFor(() => expect(closed).toEqual(['lease-a']));
});

describe('a replay over the tile of a camera', () => {
  const key = slotOf(a, 0);
  const replay = { url: 'http://127.0.0.1:9/past', fromMs: 1_000, profile: 'sub' as const };
  let stopReplays: () => void;
  beforeEach(() => {
    stopReplays = followReplaySound();
  });
  afterEach(() => {
    stopReplays();
    useTileViews.setState({ replays: {} });
  });

  // @promise sound.replay-covers: Live sound ends when a replay covers its tile; the replay is heard only when asked for, and
  // never together with a live camera.
  it('a replay over the tile of a camera ends the live sound, which is of another time than the picture', async () => {
    toggleListening(a);
    await untilAsked(1);
    useTileViews.setState({ replays: { [key]: replay } });
    expect(useListening.getState().channelId).toBeNull();
    opening[0]?.grant('lease-a');
    await vi.waitFor(() => expect(closed).toEqual(['lease-a']));
  });

  it('a replay is heard when it is asked for, until a live camera is listened to or the replay ends', () => {
    const target = { slotKey: key, channelId: a };
    useTileViews.setState({ replays: { [key]: replay } });
    expect(useReplaySound.getState().key).toBeNull();
    toggleTileSound(target);
    expect(useReplaySound.getState().key).toBe(key);
    expect(opening).toEqual([]);
    toggleListening(b);
    expect([useReplaySound.getState().key, useListening.getState().channelId]).toEqual([null, b]);
    toggleTileSound(target);
    expect([useReplaySound.getState().key, useListening.getState().channelId]).toEqual([key, null]);
    useTileViews.setState({ replays: {} });
    expect([useReplaySound.getState().key, useListening.getState().channelId]).toEqual([null, null]);
  });
});

describe('a camera on two tiles', () => {
  const [live, replayed] = [slotOf(a, 0), slotOf(a, 1)];
  const heard = () => [live, replayed].map((slotKey) => isTileHeard({ slotKey, channelId: a }));
  let stopReplays: () => void;
  beforeEach(() => {
    stopReplays = followReplaySound();
    const player = { channelId: a, profile: 'sub', statistics: { transport: 'flv' } };
    usePlayers.setState({ bySlot: { [live]: player as never } });
    useTileViews.setState({
      replays: { [replayed]: { url: 'http://127.0.0.1:9/past', fromMs: 1_000, profile: 'sub' } },
    });
  });
  afterEach(() => {
    stopReplays();
    useTileViews.setState({ replays: {} });
  });

  it('a camera on two tiles is heard on the tile whose sound was asked for alone: live on one, the replay on the other', async () => {
    toggleListening(a);
    await untilAsked(1);
    expect(heard()).toEqual([true, false]);
    toggleTileSound({ slotKey: replayed, channelId: a });
    expect(heard()).toEqual([false, true]);
    toggleTileSound({ slotKey: replayed, channelId: a });
    expect(heard()).toEqual([false, false]);
  });
});

describe('a tile that chooses by itself', () => {
  const HOTSPOT: TileContent = { kind: 'hotspot' };
  const [key] = specialKeysOf([HOTSPOT]);
  if (!key) throw new Error('a hotspot has a key');
  const shows = (camera: ChannelId): void => useShown.setState({ cameras: { [key]: camera } });

  beforeEach(() => {
    useWalls.setState({ walls: [wallOf([HOTSPOT, b])], currentId: facts.id, selectedTile: null });
    shows(a);
    const player = { channelId: a, profile: 'main', statistics: { transport: 'flv' } };
    usePlayers.setState({ bySlot: { [specialSlotOf(a, key)]: player as never } });
  });

  it('a camera on a tile that chose it by itself is heard in the stream that the tile plays', async () => {
    toggleListening(a);
    await untilAsked(1);
    expect(asked).toEqual([`${a} main`]);
  });

  it('a camera on a tile that chose it by itself is heard no longer than the tile shows it', async () => {
    toggleListening(a);
    await untilAsked(1);
    opening[0]?.grant('lease-a');
    shows(b);
    expect(useListening.getState().channelId).toBeNull();
    await vi.waitFor(() => expect(closed).toEqual(['lease-a']));
  });

  it('a replay on a tile that chose its camera by itself is heard no longer than the tile shows the camera', () => {
    const slotKey = specialSlotOf(a, key);
    const stopReplays = followReplaySound();
    useTileViews.setState({
      replays: { [slotKey]: { url: 'http://127.0.0.1:9/past', fromMs: 1_000, profile: 'sub' } },
    });
    toggleTileSound({ slotKey, channelId: a });
    expect(useReplaySound.getState().key).toBe(slotKey);
    shows(b);
    expect(useReplaySound.getState().key).toBeNull();
    stopReplays();
    useTileViews.setState({ replays: {} });
  });

  it('a camera on a tile that chose it by itself is heard when its tile is selected, where the sound follows the selection', async () => {
    useClips.setState({ settings: { isSoundFollowing: true } as never });
    toggleListening(b);
    await untilAsked(1);
    useWalls.setState({ selectedTile: 0 });
    expect(useListening.getState().channelId).toBe(a);
  });
});

// @promise failures.sound
it('every player of the wall is mute', () => {
  expect(createVideo().muted).toBe(true);
});

it('listening reports once that a camera sends no sound, however often its stream changes', async () => {
  const main = (globalThis as unknown as { lanner: { request: Record<string, unknown> } }).lanner.request;
  main['clip.sound'] = ({ profile }: { profile: string }) => {
    asked.push(profile);
    return Promise.resolve({ ok: true, value: { kind: 'none' } });
  };
  const playing = (profile: 'main' | 'sub') => ({ profile, statistics: { transport: 'flv-ws' } }) as never;
  toggleListening(a);
  await vi.waitFor(() => expect(useNotices.getState().last?.key).toBe('soundNone'));
  useNotices.setState({ last: null });
  for (const [i, profile] of (['main', 'sub', 'main'] as const).entries()) {
    usePlayers.setState({ bySlot: { [slotOf(a, 0)]: playing(profile) } });
    await vi.waitFor(() => expect(asked).toHaveLength(i + 2));
  }
  await vi.waitFor(() => expect(useListening.getState().phase.kind).toBe('silent'));
  expect(useNotices.getState().last).toBeNull();
  muteAll();
  toggleListening(a);
  await vi.waitFor(() => expect(useNotices.getState().last?.key).toBe('soundNone'));
});

const carry = (sound: unknown): void => {
  const main = (globalThis as unknown as { lanner: { request: Record<string, unknown> } }).lanner.request;
  main['clip.sound'] = () => Promise.resolve({ ok: true, value: sound });
};

it('listening names the sound of a camera that the window cannot play', async () => {
  carry({ kind: 'unplayable', format: 'Speex' });
  toggleListening(a);
  await vi.waitFor(() => expect(useListening.getState().phase).toEqual({ kind: 'unplayable', format: 'Speex' }));
  expect(opening).toEqual([]);
});

it('listening takes G.711 of a camera over HLS from the segments of its picture, and opens no other stream', async () => {
  carry({ kind: 'g711', law: 'alaw' });
  const playing = { profile: 'sub', statistics: { transport: 'hls' } } as never;
  usePlayers.setState({ bySlot: { [slotOf(a, 0)]: playing } });
  const loaded = import('../../../../../../renderer/media/sound/tile-g711.ts');
  toggleListening(a);
  await loaded;
  expect(useListening.getState()).toEqual({ channelId: a, phase: { kind: 'opening' } });
  expect(opening).toEqual([]);
});

it('a camera is heard whose microphone is switched on while it is listened to', async () => {
  vi.useFakeTimers();
  carry({ kind: 'none' });
  toggleListening(a);
  await vi.advanceTimersByTimeAsync(1);
  expect(useListening.getState().phase).toEqual({ kind: 'silent' });
  carry({ kind: 'aac' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(opening.map(({ channelId }) => channelId)).toEqual([a]);
  vi.useRealTimers();
});
