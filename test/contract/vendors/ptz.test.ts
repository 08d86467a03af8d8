/** Steering against the simulated clouds: what they receive, in which order and how far apart, and that nothing turns on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { motorOf, type PtzDirection, type PtzState } from '../../../preload/domain/ptz/ptz.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { Secret } from '../../../main/secret.ts';
import { PtzJournal } from '../../../main/services/ptz/ptz-journal.ts';
import { PtzRecovery, type PtzOutcome } from '../../../main/services/ptz/ptz-recovery.ts';
import { PtzService } from '../../../main/services/ptz/ptz.ts';
import { huaweiIvm } from '../../../main/vendors/huawei-ivm/vendor.ts';
import type { VendorSession } from '../../../main/ports/session.ts';
import { tencentIvp } from '../../../main/vendors/tencent-ivp/vendor.ts';
import { PATIENT } from '../../patience.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';

const signal = new AbortController().signal;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };

const NO_JOURNAL = { begin: () => Promise.resolve(), end: () => {} };

let simulator: Simulator;
let session: VendorSession;
let service: PtzService;
let state: PtzState | null;
let states: PtzState[];

beforeEach(async () => {
  simulator = await startSimulator({ cameras: 60, seed: 7, hasMedia: false, nowMs: () => Date.now() });
});

afterEach(async () => {
  await service.dispose();
  await session.dispose();
  await simulator.close();
});

/** @param journal the file of movements; none by default. */
function begin(vendor: VendorId, journal: Pick<PtzJournal, 'begin' | 'end'> = NO_JOURNAL): ChannelId {
  const cloud = simulator.clouds[vendor];
  if (!cloud) throw new Error(`the simulator offers no ${vendor}`);
  const { userId = '', ak = '', secretId = '', sk = '', secretKey = '' } = cloud.credentials;
  const create = vendor === 'huawei-ivm' ? huaweiIvm.createSession : tencentIvp.createSession;
  session = create({
    accountId: asAccountId('a1'),
    endpoint: cloud.endpoint,
    region: null,
    tokens,
    credential: { fields: { userId, ak, secretId }, secrets: { sk: new Secret(sk), secretKey: new Secret(secretKey) } },
  });
  state = null;
  states = [];
  service = new PtzService({
    sessions: { of: () => Promise.resolve(session) },
    journal,
    emit: (_, payload) => {
      state = payload as PtzState;
      states.push(state);
    },
  });
  const dome = cloud.examples['ptzDome'] as Readonly<Record<string, string>>;
  const device = dome['deviceId'] ?? dome['DeviceId'] ?? '';
  return channelIdOf(deviceIdOf(asAccountId('a1'), device), dome['channelId'] ?? dome['ChannelId'] ?? '');
}

const received = (operation = 'controlPtz') => simulator.requests({ operation });
const words = (name: string): unknown[] => received().map(({ params }) => params[name]);
const moving = async (): Promise<unknown> => (await fetch(`${simulator.control}/ptz`)).json();
const fault = (body: Readonly<Record<string, unknown>>) =>
  fetch(`${simulator.control}/faults`, { method: 'POST', body: JSON.stringify(body) });
const untilState = (wanted: Partial<PtzState>) => expect.poll(() => state, PATIENT).toMatchObject(wanted);

/** A page that holds a control, until the returned function lets go. */
function press(camera: ChannelId, direction: PtzDirection, number: number, speed = 0.6): () => void {
  const beat = (): void => service.move(camera, number, { direction, speed }, 'w');
  beat();
  const timer = setInterval(beat, 250);
  return () => {
    clearInterval(timer);
    service.stop(camera, number, 'w');
  };
}

describe('huawei-ivm', () => {
  it('gets control once, each movement and then its own stop, 300 ms apart, and control back', async () => {
    const camera = begin('huawei-ivm');
    expect(await service.open(camera, 'w')).toMatchObject({ style: 'held', hasLock: true, speedLevels: 10 });
    for (const [i, direction] of (['left', 'zoom-in', 'focus-far'] as const).entries()) {
      const letGo = press(camera, direction, i);
      await expect.poll(moving, PATIENT).toMatchObject([{ motors: [motorOf(direction)] }]);
      letGo();
      await untilState({ phase: 'rest', error: null });
      expect(await moving()).toEqual([]);
    }
    expect(words('direction')).toEqual(['LEFT', 'STOP', 'IN', 'ZOOM_STOP', 'FOCUS_FAR', 'FI_STOP']);
    expect(words('speed')).toEqual([6, undefined, 6, undefined, 6, undefined]);
    expect(received().every(({ status }) => status === 200)).toBe(true);
    const gapsMs = received().map(({ atMs }, i, all) => atMs - (all[i - 1]?.atMs ?? -Infinity));
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(300);
    expect(received('acquirePtzLock')).toHaveLength(1);
    await service.leave(camera, 'w');
    expect(received('releasePtzLock').map(({ status }) => status)).toEqual([200]);
  });

  it('opens the iris while held and ends it by the stop of iris and focus, and focuses by itself without a stop', async () => {
    const camera = begin('huawei-ivm');
    expect(await service.open(camera, 'w')).toMatchObject({ hasAutoFocus: true });
    const letGo = press(camera, 'iris-open', 1);
    await expect.poll(moving, PATIENT).toMatchObject([{ motors: ['iris'] }]);
    await service.autoFocus(camera); // the held key ends: the stop goes first
    letGo();
    await untilState({ phase: 'rest', error: null });
    expect(words('direction')).toEqual(['IRIS_OPEN', 'FI_STOP', 'AUTO_FOCUS']);
    expect(received().every(({ status }) => status === 200)).toBe(true);
    expect(await moving()).toEqual([]);
  });

  // @promise failures.ptz-stop
  it('gets stops until one arrives, and the operator is informed in the meantime', async () => {
    const camera = begin('huawei-ivm');
    await service.open(camera, 'w');
    const letGo = press(camera, 'up', 1);
    await expect.poll(moving, PATIENT).toMatchObject([{ motors: ['turn'] }]);
    await fault({ kind: 'http', status: 503, operation: 'controlPtz', count: 2 });
    letGo();
    await untilState({ phase: 'rest', failedStops: 0, error: null });
    const told = states.filter(({ failedStops }) => failedStops > 0);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ phase, error }) => phase === 'stopping' && error?.vendor?.httpStatus === 503)).toBe(true);
    expect(await moving()).toEqual([]);
    expect(words('direction')).toEqual(['UP', 'STOP', 'STOP', 'STOP']);
  });

  it('reports that another operator took control, and takes it back for the stop', async () => {
    const camera = begin('huawei-ivm');
    await service.open(camera, 'w');
    const letGo = press(camera, 'up', 1);
    await expect.poll(moving, PATIENT).toMatchObject([{ motors: ['turn'] }]);
    await session.ptz?.lock?.acquire(camera, signal); // another desk
    const turned = press(camera, 'left', 2);
    await untilState({ phase: 'rest', controlUntilMs: expect.any(Number) as number });
    expect(state?.error?.vendor).toMatchObject({ code: 'IVM.20002009', operation: 'controlPtz' });
    expect(await moving()).toEqual([]);
    expect(words('direction')).toEqual(['UP', 'LEFT', 'STOP']);
    turned();
    letGo();
  });

  it('says in words why a camera that is away does not move', async () => {
    const camera = begin('huawei-ivm');
    await service.open(camera, 'w');
    const dome = simulator.clouds['huawei-ivm']?.examples['ptzDome'] as { readonly deviceId: string };
    const order = { method: 'POST', body: JSON.stringify({ deviceId: dome.deviceId, isOnline: false }) };
    await fetch(`${simulator.control}/devices`, order);
    const letGo = press(camera, 'up', 1);
    await untilState({ phase: 'rest', error: { code: 'device.offline' } } as Partial<PtzState>);
    letGo();
    expect(received()).toEqual([]);
  });
});

describe('a client that died while cameras turned', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lanner-ptz-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  // @promise security.stop-after-kill
  it('a client that died while cameras turned has them stopped by the next start, which takes control again, and the journal is empty then', async () => {
    const camera = begin('huawei-ivm', new PtzJournal({ dir }));
    await service.open(camera, 'w');
    const letGo = press(camera, 'zoom-in', 1);
    await expect.poll(moving, PATIENT).toMatchObject([{ motors: ['zoom'] }]);
    service.onAccountGone(asAccountId('a1')); // as a dead process: not another word to the cloud
    letGo();
    await session.dispose();
    const journal = new PtzJournal({ dir });
    begin('huawei-ivm', journal);
    const outcomes: PtzOutcome[] = [];
    const recovery = new PtzRecovery({
      journal,
      stop: (id, motor) => service.takeOver(id, motor),
      isKnown: () => true,
      onOutcome: (outcome) => outcomes.push(outcome),
    });
    await recovery.run();
    expect(await moving()).toEqual([]);
    await expect.poll(() => outcomes, PATIENT).toMatchObject([{ channelId: camera, error: null }]);
    expect(journal.entries).toEqual([]);
    recovery.dispose();
  });
});

describe('tencent-ivp', () => {
  it('gets a step for every while that a control is held, by its own words, and none after', async () => {
    const camera = begin('tencent-ivp');
    expect(await service.open(camera, 'w')).toMatchObject({ style: 'steps', hasLock: false, speedLevels: 8 });
    const letGo = press(camera, 'up-left', 1, 0.5);
    await expect.poll(() => received().length, PATIENT).toBeGreaterThanOrEqual(3);
    letGo();
    await untilState({ phase: 'rest', error: null });
    const steps = received().length;
    const after = press(camera, 'zoom-out', 2, 1);
    await expect.poll(() => received().length, PATIENT).toBeGreaterThan(steps);
    after();
    await untilState({ phase: 'rest', error: null });
    expect(words('Type').slice(0, steps)).toEqual(Array(steps).fill('leftup'));
    expect(
      words('Type')
        .slice(steps)
        .every((type) => type === 'zoomout'),
    ).toBe(true);
    expect(new Set(words('Speed'))).toEqual(new Set([4, 8]));
    expect(received().every(({ status }) => status === 200)).toBe(true);
  });
});
