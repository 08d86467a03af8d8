/** Orders that end by themselves, over a fake clock: after the stop, at the pace of the cloud, with control, and never late. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { PtzState } from '../../../../../preload/domain/ptz/ptz.ts';
import type { AppError } from '../../../../../main/errors.ts';
import type { PtzErrand } from '../../../../../main/services/ptz/ptz-errand.ts';
import { PtzService } from '../../../../../main/services/ptz/ptz.ts';
import { Cloud, ended, GAP_MS, refusal } from './ptz-cloud.ts';

const CAMERA = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), '0');
const LEFT = { direction: 'left', speed: 0.6 } as const;

let cloud: Cloud;
let service: PtzService;
let state: PtzState | null;

beforeEach(async () => {
  vi.useFakeTimers();
  cloud = new Cloud();
  state = null;
  service = new PtzService({
    sessions: { of: () => Promise.resolve({ ptz: cloud.port }) },
    journal: { begin: () => Promise.resolve(), end: () => {} },
    emit: (_, payload) => (state = payload as PtzState),
  });
  await service.open(CAMERA, 'w1');
});

afterEach(() => ended(service));

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Notes with which control it was sent. */
function errand(what: string, failures: AppError[] = [], needsControl = true): PtzErrand {
  return {
    needsControl,
    run: (control) => {
      cloud.sent.push({ atMs: performance.now(), what: `${what} ${control?.reveal() ?? '-'}` });
      const failure = failures.shift();
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  };
}

it('a camera that a pressed control moves is stopped before it is sent to a preset, and not moved again by the control', async () => {
  service.move(CAMERA, 1, LEFT, 'w1');
  await pass(500);
  const sent = service.send(CAMERA, errand('preset 1'));
  service.move(CAMERA, 1, LEFT, 'w1');
  await pass(2_000);
  await sent;
  expect(cloud.words).toEqual(['left k1', 'stop turn k1', 'preset 1 k1']);
  expect(Math.min(...cloud.gapsMs)).toBeGreaterThanOrEqual(GAP_MS);
  expect(state).toMatchObject({ phase: 'rest', error: null });
});

// @promise preset.newer-order: A newer order takes the place of a preset that waits for a stop.
it('an errand that waits gives way to a newer command', async () => {
  service.move(CAMERA, 1, LEFT, 'w1');
  await pass(500);
  const first = service.send(CAMERA, errand('preset 1')).catch((error: AppError) => error.code);
  const second = service.send(CAMERA, errand('preset 2')).catch((error: AppError) => error.code);
  await pass(0);
  service.move(CAMERA, 2, LEFT, 'w1');
  await pass(1_000);
  service.stop(CAMERA, 2, 'w1');
  await pass(2_000);
  expect([await first, await second]).toEqual(['cancelled', 'cancelled']);
  expect(cloud.words.some((what) => what.startsWith('preset'))).toBe(false);
});

it('an errand takes control again that ran out, and reports control that another user took', async () => {
  const sent = service.send(CAMERA, errand('preset 1', [refusal('cloud.refused', 'old')]));
  await pass(2_000);
  await sent;
  expect(cloud.words).toEqual(['preset 1 k1', 'preset 1 k2']);
  const refused = service
    .send(CAMERA, errand('preset 2', [refusal('cloud.conflict', 'lost')]))
    .catch((error: AppError) => error.code);
  await pass(2_000);
  expect(await refused).toBe('cloud.conflict');
  expect(state).toMatchObject({ controlUntilMs: null, error: { code: 'cloud.conflict' } });
  const taken = service.take(CAMERA, 'w1');
  await pass(1_000);
  await taken;
  expect(state).toMatchObject({ error: null, controlUntilMs: expect.any(Number) as number });
});

// @promise ptz.no-renewal: Huawei IVM lends control to one client at a time and does not report to whom. No document
// promises that a preset renews control, so this client does not count on it.
it('an errand does not renew control, since no document promises a renewal', async () => {
  const sent = service.send(CAMERA, errand('preset 1'));
  await pass(1_000);
  await sent;
  const untilMs = state?.controlUntilMs;
  await pass(60_000);
  const again = service.send(CAMERA, errand('preset 2'));
  await pass(1_000);
  await again;
  expect(state?.controlUntilMs).toBe(untilMs);
});

it('an errand that needs no control takes none', async () => {
  const sent = service.send(CAMERA, errand('store', [], false));
  await pass(1_000);
  await sent;
  expect([cloud.words, cloud.taken]).toEqual([['store -'], 0]);
});

// @promise preset.unconfirmed-stop: No camera is sent to a preset while the stop of a pressed arrow is not confirmed.
it('an errand is not sent while the stop of the camera is not confirmed', async () => {
  cloud.stopFailures = Array.from({ length: 20 }, () => refusal('cloud.unavailable', 'x'));
  service.move(CAMERA, 1, LEFT, 'w1');
  await pass(500);
  const sent = service.send(CAMERA, errand('preset 1')).catch((error: AppError) => error.code);
  await pass(60_000);
  expect(await sent).toBe('cloud.unavailable');
  expect(cloud.words.some((what) => what.startsWith('preset'))).toBe(false);
  expect(state).toMatchObject({ phase: 'astray' });
  cloud.stopFailures = [];
});

it('an errand of a camera that no window steers gives control back afterwards', async () => {
  await service.leave(CAMERA, 'w1');
  const sent = service.send(CAMERA, errand('preset 1'));
  await pass(2_000);
  await sent;
  expect([cloud.taken, cloud.released]).toEqual([1, 1]);
});
