/** The page's requests to main while controls are pressed: repeated wishes, and an end in every case. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import {
  PTZ_BEAT_MS,
  PTZ_DIRECTIONS,
  PTZ_HOLD_MS,
  seenAs,
  sentFor,
  type PtzState,
} from '../../../../../preload/domain/ptz/ptz.ts';
import {
  changeSpeed,
  closePtz,
  followPtz,
  holdPtz,
  openPtz,
  releaseAll,
  releasePtz,
  setPtzLook,
  setSpeed,
  steerPtz,
  stopPtz,
  usePtz,
} from '../../../../../renderer/state/players/ptz.ts';
import { PTZ_FACTS } from '../../../preload/domain/ptz/ptz-sample.ts';

const CAMERA = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), '0');

let asked: string[];
let tell: (state: Partial<PtzState>) => void;
let endFollowing: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  asked = [];
  const answer =
    (name: string) => (input: { command?: { direction: string; speed: number }; press?: number | null }) => {
      const { command, press } = input;
      asked.push(
        [name, command?.direction, command?.speed, press === null ? 'any' : undefined].filter(Boolean).join(' '),
      );
      return Promise.resolve({ ok: true, value: name === 'ptz.open' ? PTZ_FACTS : null });
    };
  vi.stubGlobal('window', {
    lanner: {
      request: new Proxy({}, { get: (_, name: string) => answer(name) }),
      on: (_: string, listener: (state: unknown) => void) => {
        tell = (state) =>
          listener({ channelId: CAMERA, phase: 'rest', isMine: true, cut: null, error: null, ...state });
        return () => {};
      },
    },
  });
  endFollowing = followPtz();
  await openPtz({ tile: 0, channelId: CAMERA });
  setSpeed(0.6);
});

afterEach(() => {
  closePtz();
  endFollowing();
  expect(vi.getTimerCount()).toBe(0);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a pressed control', () => {
  it('a pressed control is reported several times before the time limit of main, and not after its release', () => {
    holdPtz('key', 'left');
    vi.advanceTimersByTime(PTZ_HOLD_MS);
    expect(PTZ_HOLD_MS / PTZ_BEAT_MS).toBeGreaterThanOrEqual(3);
    releasePtz('key');
    vi.advanceTimersByTime(5_000);
    expect(asked).toEqual([
      'ptz.open',
      ...Array<string>(1 + Math.floor(PTZ_HOLD_MS / PTZ_BEAT_MS)).fill('ptz.move left 0.6'),
      'ptz.stop',
    ]);
  });

  it('two arrows steer between them, and the camera stops only with the last one', () => {
    holdPtz('a', 'left');
    holdPtz('b', 'up');
    releasePtz('a');
    releasePtz('b');
    expect(asked.slice(1)).toEqual(['ptz.move left 0.6', 'ptz.move up-left 0.6', 'ptz.move up 0.6', 'ptz.stop']);
  });

  // @promise failures.ptz-stop
  it('every pressed control is released when the window is left or hidden', () => {
    holdPtz('a', 'left');
    holdPtz('b', 'zoom-in');
    releaseAll();
    vi.advanceTimersByTime(5_000);
    expect(asked.slice(1)).toEqual(['ptz.move left 0.6', 'ptz.move zoom-in 0.6', 'ptz.stop']);
  });

  it('a pressed control ends when its controls leave the page, and gives the camera back', () => {
    holdPtz('a', 'left');
    closePtz();
    expect(asked.slice(1)).toEqual(['ptz.move left 0.6', 'ptz.stop', 'ptz.leave']);
  });

  it('a pressed control ends when main ended the movement', () => {
    holdPtz('a', 'left');
    tell({ cut: 'too-long' });
    expect(usePtz.getState().wish).toBeNull();
    vi.advanceTimersByTime(5_000);
    expect(asked.filter((one) => one.startsWith('ptz.move'))).toHaveLength(1);
  });
});

// @promise failures.worn-joystick
it('a stick steers with its deflection as the speed, and rests in its middle', () => {
  steerPtz({ pan: 0.5, tilt: 0, zoom: 0 });
  steerPtz({ pan: 0.5, tilt: -0.5, zoom: 0 });
  steerPtz({ pan: 0, tilt: 0, zoom: -1 });
  steerPtz({ pan: 0, tilt: 0, zoom: 0 });
  expect(asked.slice(1).map((one) => one.replace(/(\.\d\d)\d+/, '$1'))).toEqual([
    'ptz.move right 0.5',
    'ptz.move up-right 0.70',
    'ptz.move zoom-out 1',
    'ptz.stop',
  ]);
});

describe('a picture that is turned', () => {
  const asks = (): string[] => asked.slice(1).filter((one) => one !== 'ptz.stop');

  // @promise tile.ptz-turned: A camera turns as its picture shows, also where the picture is turned.
  it('a picture that is turned has its camera turn as the picture is seen, by key and by stick; the lens is the same', () => {
    setPtzLook({ turn: 180, isMirrored: false });
    for (const direction of ['left', 'down-right', 'zoom-in', 'focus-near'] as const) {
      holdPtz('a', direction);
      releasePtz('a');
    }
    steerPtz({ pan: 0, tilt: -1, zoom: 0 });
    steerPtz({ pan: 0, tilt: 0, zoom: 0 });
    expect(asks()).toEqual([
      ...['ptz.move right 0.6', 'ptz.move up-left 0.6', 'ptz.move zoom-in 0.6', 'ptz.move focus-near 0.6'],
      'ptz.move down 1',
    ]);
    setPtzLook({ turn: 0, isMirrored: true });
    holdPtz('a', 'left');
    expect(asks().at(-1)).toBe('ptz.move right 0.6');
    expect(usePtz.getState().wish?.direction).toBe('left');
    holdPtz('b', 'up');
    expect(asks().at(-1)).toBe('ptz.move up-right 0.6');
    // In a picture that is turned clockwise, the upper edge of the camera is seen at the right.
    setPtzLook({ turn: 90, isMirrored: false });
    expect(usePtz.getState().wish).toBeNull();
    holdPtz('a', 'right');
    expect(asks().at(-1)).toBe('ptz.move up 0.6');
  });

  it('the direction that is reported of a turned picture is that in which it is seen to move', () => {
    for (const turn of [0, 90, 180, 270] as const) {
      for (const isMirrored of [false, true]) {
        for (const direction of PTZ_DIRECTIONS) {
          expect(seenAs(sentFor(direction, { turn, isMirrored }), { turn, isMirrored })).toBe(direction);
        }
      }
    }
  });
});

it('the order to stop stops the camera whatever moves it, and the speed changes by the levels of the cloud', () => {
  stopPtz();
  changeSpeed(1);
  changeSpeed(100);
  expect(usePtz.getState().speed).toBe(1);
  expect(asked.slice(1)).toEqual(['ptz.stop any']);
});
