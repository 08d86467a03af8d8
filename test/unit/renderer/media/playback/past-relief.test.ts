/** Cameras of playback on a computer that cannot play all of them: who gives way, how, and when it ends. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asPlaybackId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { PastTicket } from '../../../../../preload/domain/recording/playback.ts';
import { Governor } from '../../../../../renderer/media/pool/governor.ts';
import { LoadWatch } from '../../../../../renderer/media/pool/load-watch.ts';
import { FOOTAGE } from '../../../../../renderer/media/playback/clock/clocked-player.ts';
import { GovernedPast } from '../../../../../renderer/media/playback/governed-past.ts';
import { KeyPlayer } from '../../../../../renderer/media/playback/key-pictures/key-player.ts';
import { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import { PastRelief } from '../../../../../renderer/media/playback/past-relief.ts';
import { PoolGovernor } from '../../../../../renderer/media/pool/pool-governor.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const FROM = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;
const TICK_MS = 100;
const FPS = 25;

/** The measurements of the page and the elements; the tests set them. */
interface Load {
  heldUpShare: number;
  cpu: number;
  droppedShare: number;
}

const CALM: Load = { heldUpShare: 0, cpu: 0.3, droppedShare: 0 };

interface Cam {
  readonly id: ChannelId;
  readonly player: PastPlayer;
  /** The streams that main was asked for, in order. */
  readonly asked: string[];
  /** A name for its present picture. */
  readonly shows: () => string;
}

let load: Load;
let heldUpMs: number;
let rate: number;
let cams: readonly Cam[];
let relief: PastRelief;

/** An element that shows the pictures of a stream as they come. */
function elementOf(stream: () => string): HTMLVideoElement {
  let startedMs = Date.now();
  let [total, dropped] = [0, 0];
  const size = {
    get videoWidth() {
      return stream() === 'main' ? 1920 : 640;
    },
    get videoHeight() {
      return stream() === 'main' ? 1080 : 360;
    },
  };
  const getVideoPlaybackQuality = (): unknown => {
    const frames = ((Date.now() - startedMs) / 1_000) * FPS;
    startedMs = Date.now();
    total += frames;
    dropped += frames * load.droppedShare;
    return { totalVideoFrames: total, droppedVideoFrames: dropped };
  };
  const element = {
    getVideoPlaybackQuality,
    buffered: { length: 0 },
    currentTime: 0,
    clientWidth: 600,
    clientHeight: 340,
  };
  return Object.assign(size, element) as unknown as HTMLVideoElement;
}

async function cameraOf(name: string, facts: Partial<PastTicket>): Promise<Cam> {
  const id = name as ChannelId;
  const asked: string[] = [];
  const player: PastPlayer = new PastPlayer({
    recording: { channelId: id, place: 'cloud', profile: 'main' },
    rangeAround: () => ({ fromMs: FROM, toMs: FROM + DAY }),
    video: elementOf(() => player.stream.opened),
    keys: new KeyPlayer({ hidden: true, getContext: () => null } as unknown as HTMLCanvasElement),
    ports: {
      open: ({ profile }) => {
        asked.push(profile);
        const ticket = {
          playbackId: asPlaybackId(`${name} ${asked.length}`),
          channelId: id,
          transport: 'hls' as const,
          // No gateway: fetch refuses this port without a connection.
          url: `http://127.0.0.1:1/${name}/${asked.length}`,
          range: { fromMs: FROM, toMs: FROM + DAY },
          stamps: 'cloud' as const,
          control: null,
          profile,
        };
        return Promise.resolve({ ok: true, value: { ...ticket, ...facts } });
      },
      resume: () => Promise.reject(new Error('not asked')),
      close: () => undefined,
      steer: () => Promise.resolve({ ok: true, value: null }),
    },
    createEngine: (request) => {
      const engine = new ScriptedEngine(request);
      engine.atMs = request.atMs;
      return engine;
    },
    footageAt: () => FOOTAGE,
    footageBeforeMs: () => null,
    random: () => 0.5,
    onChange: () => undefined,
    onPlayback: () => undefined,
  });
  player.seek(FROM + DAY / 2);
  await Promise.resolve();
  player.play();
  const shows = (): string => (player.playsByKeys(1) ? 'keys' : player.stream.opened);
  return { id, player, asked, shows };
}

interface Setting {
  readonly facts?: Readonly<Record<string, Partial<PastTicket>>>;
  readonly isProtected?: (id: ChannelId) => boolean;
}

/** Plays cameras at normal speed; the first is selected. */
async function play(names: readonly string[], { facts = {}, isProtected = () => false }: Setting = {}): Promise<void> {
  cams = await Promise.all(names.map((name) => cameraOf(name, facts[name] ?? {})));
  const sources = {
    takeHeldUpMs: () => {
      const ms = heldUpMs;
      heldUpMs = 0;
      return ms;
    },
    cpu: () => load.cpu,
  };
  const governor = new PoolGovernor(new Governor(1e9), new LoadWatch(sources));
  relief = new PastRelief({ governor, isProtected });
  for (const { id, player } of cams) relief.add(id, new GovernedPast(player, 'main'));
  relief.select(cams[0]?.id ?? null, Date.now());
}

/** Lets time pass under a load. */
async function pass(seconds: number, now: Partial<Load> = {}): Promise<void> {
  load = { ...CALM, ...now };
  for (let ms = 0; ms < seconds * 1_000; ms += TICK_MS) {
    vi.setSystemTime(Date.now() + TICK_MS);
    heldUpMs += TICK_MS * load.heldUpShare;
    for (const { player } of cams) player.tick(Date.now());
    relief.tick(rate, Date.now());
    await Promise.resolve();
  }
}

const shown = (): string => cams.map(({ shows }) => shows()).join(' ');

beforeEach(() => {
  vi.useFakeTimers({ now: FROM + 100 * DAY });
  load = CALM;
  heldUpMs = 0;
  rate = 1;
});

afterEach(() => {
  for (const { player } of cams) player.dispose();
  vi.useRealTimers();
});

describe('giving way', () => {
  it('a camera that plays well does not change, and neither does a camera with a hiccup of some seconds', async () => {
    await play(['a', 'b', 'c', 'd']);
    await pass(60);
    for (let i = 0; i < 10; i += 1) {
      await pass(4, { heldUpShare: 0.8, droppedShare: 0.8 });
      await pass(4);
    }
    expect(shown()).toBe('main main main main');
  });

  // @promise relief.sub-stream: Cameras that are not selected give way one after the other: first they play the
  // sub-stream.
  it.each([
    ['the window is blocked', { heldUpShare: 0.7 }],
    ['pictures are dropped', { droppedShare: 0.3 }],
    ['the processor is busy', { cpu: 0.97 }],
  ])('one camera after the other plays the sub stream while %s, and never the selected one', async (_, now) => {
    await play(['a', 'b', 'c', 'd']);
    const steps = new Set<string>();
    for (let i = 0; i < 60; i += 1) {
      await pass(1, now);
      steps.add(shown());
    }
    expect([...steps]).toEqual(['main main main main', 'main sub main main', 'main sub sub main', 'main sub sub sub']);
    expect(cams.map(({ asked }) => asked.join())).toEqual(['main', 'main,sub', 'main,sub', 'main,sub']);
  });

  // @promise relief.key-pictures: Key pictures stand for all pictures where sub streams do not help, one camera after
  // the other.
  it('key frames replace all pictures where sub-streams do not help, one camera after the other', async () => {
    await play(['a', 'b', 'c']);
    const steps = new Set<string>();
    for (let i = 0; i < 90; i += 1) {
      await pass(1, { droppedShare: 0.7 });
      steps.add(shown());
    }
    expect([...steps].slice(0, 4)).toEqual(['main main main', 'main sub main', 'main sub sub', 'main keys sub']);
    expect([...steps].at(-1)).toBe('main keys keys');
    expect(cams[0]?.asked).toEqual(['main']);
  });

  it('frames dropped above normal speed mean nothing: a screen shows fewer pictures than were decoded', async () => {
    await play(['a', 'b']);
    rate = 4;
    await pass(60, { droppedShare: 0.5 });
    expect(shown()).toBe('main main');
  });
});

describe('cameras that cannot give way', () => {
  // @promise relief.cannot: Cameras do not give way where they cannot: devices, and recordings without key pictures.
  it('a device that plays at its own pace, and a camera with which the operator works, are left alone', async () => {
    const facts = { b: { transport: 'flv' as const, control: { speeds: [1] }, profile: null } };
    await play(['a', 'b', 'c', 'd'], { facts, isProtected: (id) => id === 'c' });
    await pass(120, { droppedShare: 0.7, heldUpShare: 0.7 });
    expect(shown()).toBe('main main main keys');
  });

  it('a camera whose cloud offers no sub stream plays its stream, and key pictures where pictures are dropped', async () => {
    await play(['a', 'b'], { facts: { b: { profile: null } } });
    await pass(60, { heldUpShare: 0.7 });
    expect(shown()).toBe('main main');
    await pass(60, { droppedShare: 0.7 });
    expect(shown()).toBe('main keys');
    expect(cams[1]?.asked).toEqual(['main']);
  });

  // @promise relief.cannot
  it('a recording without key pictures continues with all pictures of its sub stream', async () => {
    await play(['a', 'b']);
    cams[1]?.player.stream.learnKeys('unsupported');
    await pass(120, { droppedShare: 0.7 });
    expect(shown()).toBe('main sub');
  });
});

describe('giving back', () => {
  // @promise relief.selected: The selected camera is whole at once; the one before makes room.
  it('a camera that is selected has its full stream at once, and the one before makes room', async () => {
    await play(['a', 'b', 'c']);
    await pass(30, { heldUpShare: 0.7 });
    expect(shown()).toBe('main sub sub');
    relief.select('b' as ChannelId, Date.now());
    for (const { player } of cams) player.tick(Date.now());
    await pass(1, { heldUpShare: 0.7 });
    expect(shown()).toBe('sub main sub');
  });

  // @promise relief.comes-back: What was given up comes back one camera at a time.
  it('pictures that were given up come back one camera at a time, half a minute after the load ended', async () => {
    await play(['a', 'b', 'c']);
    await pass(30, { heldUpShare: 0.7 });
    await pass(28);
    expect(shown()).toBe('main sub sub');
    await pass(6);
    expect(shown()).toBe('main sub main');
    await pass(32);
    expect(shown()).toBe('main main main');
  });

  it('key frames are replaced by the sub-stream first', async () => {
    await play(['a', 'b']);
    await pass(60, { droppedShare: 0.7 });
    expect(shown()).toBe('main keys');
    await pass(36);
    expect(shown()).toBe('main sub');
    await pass(32);
    expect(shown()).toBe('main main');
  });
});
