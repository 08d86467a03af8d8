/** Steering over a fake clock: the calls to the cloud, their order and distance, and a stop at every end. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { PTZ_BEAT_MS, type PtzCommand, type PtzState } from '../../../../../preload/domain/ptz/ptz.ts';
import { PtzService } from '../../../../../main/services/ptz/ptz.ts';
import { Cloud, ended, GAP_MS, refusal } from './ptz-cloud.ts';

const CAMERA = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), '0');
const LEFT: PtzCommand = { direction: 'left', speed: 0.6 };
const UP: PtzCommand = { direction: 'up', speed: 0.6 };
const ZOOM: PtzCommand = { direction: 'zoom-in', speed: 0.6 };

/** The journal's entries, between the orders that the cloud receives. */
const journal = {
  begin: (_: unknown, motor: string) => Promise.resolve(void cloud.story.push(`begin ${motor}`)),
  end: (_: unknown, motor: string) => void cloud.story.push(`end ${motor}`),
};

let cloud: Cloud;
let service: PtzService;
let states: (PtzState & { windowId: string | undefined })[];
const lately = (windowId = 'w1') => states.findLast((state) => state.windowId === windowId);

beforeEach(async () => {
  vi.useFakeTimers();
  cloud = new Cloud();
  states = [];
  service = new PtzService({
    sessions: { of: () => Promise.resolve({ ptz: cloud.port }) },
    journal,
    emit: (name, payload, windowId) => {
      if (name === 'ptz.changed') states.push({ ...(payload as PtzState), windowId });
    },
  });
  await service.open(CAMERA, 'w1');
});

afterEach(() => ended(service));

/** Holds a control as a page does: the wish, repeated. */
async function hold(command: PtzCommand, forMs: number, press = 1, windowId = 'w1'): Promise<void> {
  for (let heldMs = 0; heldMs < forMs; heldMs += PTZ_BEAT_MS) {
    service.move(CAMERA, press, command, windowId);
    await vi.advanceTimersByTimeAsync(Math.min(PTZ_BEAT_MS, forMs - heldMs));
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a pressed control', () => {
  it('a pressed control moves the camera once, stops it on release, and takes control once for both', async () => {
    await hold(LEFT, 2_000);
    service.stop(CAMERA, 1, 'w1');
    await pass(1_000);
    expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
    expect(lately()).toMatchObject({ phase: 'rest', isMine: true, answerMs: 40, error: null, failedStops: 0 });
    expect((lately()?.controlUntilMs ?? 0) - Date.now()).toBeGreaterThan(110_000);
  });

  it('a pressed control sends the newest of many wishes, never faster than the cloud allows, and a stop last', async () => {
    for (const direction of ['up', 'right', 'down', 'left', 'up-left'] as const) {
      await hold({ direction, speed: 1 }, 50);
    }
    await pass(400);
    service.stop(CAMERA, 1, 'w1');
    await pass(1_000);
    expect(cloud.words).toEqual(['up k1', 'up-left k1', 'stop turn k1']);
    expect(Math.min(...cloud.gapsMs)).toBeGreaterThanOrEqual(GAP_MS);
  });

  it('a pressed control stops one motor before it moves another', async () => {
    await hold(LEFT, 500);
    await hold(ZOOM, 1_000, 2);
    service.stop(CAMERA, 2, 'w1');
    await pass(1_000);
    expect(cloud.words).toEqual(['left k1', 'stop turn k1', 'zoom-in k1', 'stop zoom k1']);
  });

  it('a pressed control sends nothing for a change of speed that the camera cannot follow', async () => {
    await hold(LEFT, 500);
    await hold({ ...LEFT, speed: 0.61 }, 500);
    await hold({ ...LEFT, speed: 0.9 }, 500);
    expect(cloud.words).toEqual(['left k1', 'left k1']);
  });

  it('control of the camera is given back when the controls close', async () => {
    await hold(LEFT, 500);
    const leaving = service.leave(CAMERA, 'w1');
    await pass(1_000);
    await leaving;
    expect([cloud.words.at(-1), cloud.released]).toEqual(['stop turn k1', 1]);
  });
});

// @promise failures.ptz-stop: A camera stops within a second of the last sign of its window, when the window goes, and
// although stops fail: they are repeated and reported.
it('a camera stops within a second of the last sign of its window, and does not move again with a late one', async () => {
  await hold(LEFT, 500);
  await pass(1_300);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
  expect(lately()).toMatchObject({ cut: 'silent' });
  await hold(LEFT, 500);
  expect(cloud.words).toHaveLength(2);
  await hold(LEFT, 500, 2);
  expect(cloud.words).toHaveLength(3);
});

// @promise failures.ptz-stop
it('a camera stops when its window is gone', async () => {
  await hold(LEFT, 500);
  service.onWindowGone('w1');
  await pass(500);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
  expect(cloud.released).toBe(1);
});

it('a camera stops when the client ends', async () => {
  await hold(LEFT, 500);
  const ending = service.dispose();
  await pass(500);
  await ending;
  expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
});

// @promise security.last-stop: After the end of the client has begun no movement is taken, although the control is held
// on.
it('a camera stops when the client ends, although the control is still pressed meanwhile', async () => {
  await hold(LEFT, 500);
  const ending = service.dispose();
  await hold(LEFT, 3_000);
  await ending;
  expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
});

it('a camera stops after ten seconds, whatever is pressed', async () => {
  await hold(LEFT, 12_000);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1']);
  expect(lately()).toMatchObject({ cut: 'too-long' });
});

// @promise failures.ptz-stop
it('a camera stops although stops fail: they are repeated and reported until one succeeds', async () => {
  cloud.stopFailures = [refusal('device.offline', 'x'), refusal('device.offline', 'x')];
  await hold(LEFT, 500);
  service.stop(CAMERA, 1, 'w1');
  await pass(200);
  expect(lately()).toMatchObject({ phase: 'stopping', failedStops: 1, error: { code: 'device.offline' } });
  expect(lately()?.error?.vendor?.requestId).toBe('r');
  await pass(3_000);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1', 'stop turn k1', 'stop turn k1']);
  expect(lately()).toMatchObject({ phase: 'rest', failedStops: 0, error: null });
});

it('a camera stops or the operator learns that it may still be moving, and can stop it again', async () => {
  cloud.stopFailures = Array.from({ length: 12 }, () => refusal('device.offline', 'x'));
  await hold(LEFT, 500);
  service.stop(CAMERA, 1, 'w1');
  await pass(60_000);
  expect(lately()).toMatchObject({ phase: 'astray', failedStops: 12, error: { code: 'device.offline' } });
  expect(cloud.words).toHaveLength(13);
  service.stop(CAMERA, null, 'w1');
  await pass(1_000);
  expect(lately()).toMatchObject({ phase: 'rest', error: null });
});

it('a camera stops, or the window that closed its controls in the meantime is informed', async () => {
  cloud.stopFailures = Array.from({ length: 12 }, () => refusal('device.offline', 'x'));
  await hold(LEFT, 500);
  const leaving = service.leave(CAMERA, 'w1').catch((error: unknown) => error);
  await pass(60_000);
  expect(await leaving).toMatchObject({ code: 'device.offline', vendor: { requestId: 'r' } });
  expect(cloud.released).toBe(0);
});

// @promise failures.ptz-stop
it('a camera stops soon after the release although the movement was never answered, and twice, since the movement may arrive late', async () => {
  cloud.failures = ['silence'];
  await hold(LEFT, 500);
  service.stop(CAMERA, 1, 'w1');
  await pass(2_500);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1', 'stop turn k1']);
  expect(lately()).toMatchObject({ phase: 'rest', error: null });
});

it('a camera stops by order too when something else turns it', async () => {
  service.stop(CAMERA, null, 'w1');
  await pass(500);
  expect(cloud.words).toEqual(['stop turn k1']);
});

it('control of the camera that ran out is taken again without a message', async () => {
  cloud.failures = [refusal('cloud.conflict', 'old')];
  await hold(LEFT, 1_000);
  expect(cloud.words).toEqual(['left k1', 'left k2']);
  expect(lately()).toMatchObject({ phase: 'moving', error: null });
});

it('control of the camera that another operator took is reported and not taken back by itself; the next press takes it back', async () => {
  cloud.failures = [refusal('cloud.conflict', 'lost')];
  await hold(LEFT, 1_000);
  expect(cloud.words).toEqual(['left k1']);
  expect(lately()).toMatchObject({ phase: 'rest', controlUntilMs: null, error: { vendor: { code: 'lost' } } });
  await hold(LEFT, 500, 2);
  expect(cloud.words).toEqual(['left k1', 'left k2']);
});

it('control of the camera is taken back for a stop, or the camera would turn on', async () => {
  await hold(LEFT, 500);
  cloud.stopFailures = [refusal('cloud.conflict', 'lost')];
  service.stop(CAMERA, 1, 'w1');
  await pass(2_000);
  expect(cloud.words).toEqual(['left k1', 'stop turn k1', 'stop turn k2']);
});

it('control of the camera goes to the window with the newer press, and a release in the other window stops nothing', async () => {
  await service.open(CAMERA, 'w2');
  await hold(LEFT, 500);
  await hold(UP, 500, 1, 'w2');
  expect([lately('w1')?.isMine, lately('w2')?.isMine]).toEqual([false, true]);
  service.stop(CAMERA, 1, 'w1');
  await hold(UP, 500, 1, 'w2');
  await hold(LEFT, 250);
  expect(cloud.words).toEqual(['left k1', 'up k1']);
  service.stop(CAMERA, 1, 'w2');
  await pass(1_000);
  expect(cloud.words.at(-1)).toBe('stop turn k1');
});

it('a command that the cloud finds too fast is tried again, and the operator learns when it continues', async () => {
  cloud.failures = Array.from({ length: 2 }, () => refusal('cloud.rate-limited', 'fast'));
  await hold(LEFT, 2_000);
  expect(cloud.words).toHaveLength(3);
  expect(lately()).toMatchObject({ phase: 'moving', error: null });
});

it('a refused wish ends with the reason, and the cloud is asked again only with the next press', async () => {
  cloud.failures = [refusal('device.offline', 'x')];
  await hold(LEFT, 3_000);
  expect(cloud.words).toEqual(['left k1']);
  expect(lately()).toMatchObject({ phase: 'rest', error: { code: 'device.offline', vendor: { requestId: 'r' } } });
});

it('steps are repeated while the key is pressed where a cloud has no stop, and none is sent afterwards', async () => {
  cloud.hasStop = false;
  expect(await service.open(CAMERA, 'w1')).toMatchObject({ style: 'steps', hasLock: false });
  await hold(LEFT, 1_000);
  service.stop(CAMERA, 1, 'w1');
  await pass(3_000);
  expect(cloud.words).toEqual(['left -', 'left -', 'left -']);
  expect(lately()).toMatchObject({ phase: 'rest' });
});

it('a window that went while its cloud was asked is forgotten, so that the last window gives control back', async () => {
  const asked = Promise.withResolvers<undefined>();
  const late = new PtzService({
    sessions: { of: () => asked.promise.then(() => ({ ptz: cloud.port })) },
    emit: () => undefined,
    journal,
  });
  const opening = late.open(CAMERA, 'gone');
  const refused = expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  late.onWindowGone('gone');
  asked.resolve(undefined);
  await refused;
  await late.open(CAMERA, 'w1');
  late.move(CAMERA, 1, LEFT, 'w1');
  await vi.advanceTimersByTimeAsync(GAP_MS);
  const leaving = late.leave(CAMERA, 'w1');
  await vi.advanceTimersByTimeAsync(5_000);
  await leaving;
  expect(cloud.released).toBe(1);
});

it('a window whose controls are closed moves nothing', async () => {
  service.move(CAMERA, 1, LEFT, 'w9');
  await pass(1_000);
  expect(cloud.words).toEqual([]);
});

it('the journal of movements has each movement before the cloud has, and until the cloud confirmed the stop', async () => {
  await hold(LEFT, 1_000);
  await hold(UP, 1_000, 2);
  await hold(ZOOM, 1_000, 3);
  cloud.stopFailures = [refusal('cloud.unavailable', '500')];
  service.stop(CAMERA, 3, 'w1');
  await pass(3_000);
  expect(cloud.story).toEqual([
    ...['begin turn', 'left k1', 'begin turn', 'up k1', 'stop turn k1', 'end turn'],
    ...['begin zoom', 'zoom-in k1', 'stop zoom k1', 'stop zoom k1', 'end zoom'],
  ]);
});

it('the journal of movements forgets a refused order, and stores an unanswered order until the second stop', async () => {
  cloud.failures = [refusal('device.offline', 'x'), 'silence'];
  await hold(LEFT, 500);
  expect(cloud.story).toEqual(['begin turn', 'left k1', 'end turn']);
  await hold(UP, 500, 2);
  service.stop(CAMERA, 2, 'w1');
  await pass(5_000);
  expect(cloud.story.slice(3)).toEqual(['begin turn', 'up k1', 'stop turn k1', 'stop turn k1', 'end turn']);
});

it('the journal of movements has no steps, which end by themselves', async () => {
  cloud.hasStop = false;
  await hold(LEFT, 1_000);
  expect(cloud.story).not.toContain('begin turn');
});

it('the journal of movements has a movement whose stop did not succeed before the client ended', async () => {
  await hold(LEFT, 500);
  cloud.stopFailures = Array.from({ length: 50 }, () => refusal('cloud.unavailable', '500'));
  const ending = service.dispose();
  await pass(4_000);
  await ending;
  expect(cloud.story).not.toContain('end turn');
});

it('a camera that an earlier run left moving is stopped twice and given back, although no window has its controls open', async () => {
  const other = channelIdOf(deviceIdOf(asAccountId('a1'), 'd2'), '0');
  const stopping = service.takeOver(other, 'zoom');
  await pass(5_000);
  await stopping;
  expect(cloud.story).toEqual(['stop zoom k1', 'stop zoom k1', 'end zoom']);
  expect(cloud.gapsMs).toEqual([GAP_MS + 40]);
  expect(cloud.released).toBe(1);
});

it('a camera that an earlier run left moving is reported as failed when no stop succeeds', async () => {
  cloud.stopFailures = Array.from({ length: 50 }, () => refusal('device.offline', 'x'));
  const failed = expect(service.takeOver(CAMERA, 'turn')).rejects.toMatchObject({ code: 'device.offline' });
  await pass(60_000);
  await failed;
  expect(cloud.story).not.toContain('end turn');
});

it('a camera that an earlier run left moving is left to the operator who steers the camera by now', async () => {
  await hold(LEFT, 500);
  const waiting = service.takeOver(CAMERA, 'turn');
  await hold(LEFT, 1_000);
  expect(cloud.words).toEqual(['left k1']);
  service.stop(CAMERA, 1, 'w1');
  await pass(1_000);
  await waiting;
  expect(cloud.story.at(-1)).toBe('end turn');
  expect(cloud.released).toBe(0);
});
