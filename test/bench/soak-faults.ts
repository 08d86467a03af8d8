/** The faults of a shift: the simulated clouds fail, and work again when the action ends. */
import type { Action, Choice } from './soak-actions.ts';
import { pause } from './soak-actions.ts';
import type { SoakSession } from './soak-session.ts';
import type { Random } from './soak-random.ts';

const VENDORS = ['huawei-ivm', 'huawei-vis', 'tencent-ivp', 'aliyun-vcs', 'aliyun-cityvisual'] as const;

const ofMs =
  (from: number, upTo: number) =>
  (random: Random): Choice => ({ ms: from + random.below(upTo - from) });
const ofVendor = (random: Random): Choice => ({ vendor: random.pick(VENDORS) });
const fault = ({ control }: SoakSession, body: object): Promise<unknown> => control('POST', '/faults', body);

/**
 * One of the cameras that are watched now; null when none is. The seed decides which one, as far as the wall is the
 * same.
 */
async function watched({ viewers }: SoakSession, nth: number): Promise<string | null> {
  const keys = (await viewers()).map(({ cameraKey }) => cameraKey).sort();
  return keys[nth % Math.max(1, keys.length)] ?? null;
}

export const faultActions: readonly Action[] = [
  {
    name: 'cut-camera',
    weight: 5,
    choose: (random) => ({ nth: random.below(64) }),
    run: async (session, choice) => {
      const cameraKey = await watched(session, Number(choice['nth']));
      if (cameraKey !== null) await fault(session, { kind: 'reset-media', cameraKey });
    },
  },
  {
    name: 'stall-camera',
    weight: 3,
    choose: (random) => ({ nth: random.below(64), ...ofMs(1500, 8000)(random) }),
    run: async (session, choice) => {
      const cameraKey = await watched(session, Number(choice['nth']));
      if (cameraKey === null) return;
      await fault(session, { kind: 'stall-media', cameraKey, ms: choice['ms'] });
      await pause(Number(choice['ms']));
    },
  },
  {
    name: 'media-restart',
    weight: 2,
    choose: ofMs(300, 4000),
    run: async ({ control }, choice) => void (await control('POST', '/media/restart', { downMs: choice['ms'] })),
  },
  {
    name: 'api-down',
    weight: 2,
    choose: (random) => ({ ...ofVendor(random), ...ofMs(500, 4000)(random) }),
    run: async (session, choice) => {
      const down = session.control('POST', '/api/down', { downMs: choice['ms'], vendor: choice['vendor'] });
      await fault(session, { kind: 'reset-media' });
      await down;
      await pause(Number(choice['ms']));
    },
  },
  {
    name: 'token-revoked',
    weight: 2,
    choose: ofVendor,
    run: async (session, { vendor }) => {
      await fault(session, { kind: 'revoke-token', vendor });
      await fault(session, { kind: 'reset-media' });
    },
  },
  {
    name: 'api-refuses',
    weight: 2,
    choose: (random) => ({ status: random.pick([429, 500, 503]), count: 1 + random.below(10) }),
    run: async (session, { status, count }) => {
      await fault(session, { kind: 'http', status, count, retryAfterSec: 1 });
      await fault(session, { kind: 'reset-media' });
    },
  },
  {
    name: 'api-slow',
    weight: 1,
    choose: ofMs(200, 2500),
    run: async (session, { ms }) => {
      await fault(session, { kind: 'latency', ms, forMs: 4000 });
      await fault(session, { kind: 'reset-media' });
    },
  },
  {
    name: 'answers-malformed',
    weight: 1,
    choose: (random) => ({ count: 1 + random.below(5) }),
    run: async (session, { count }) => {
      await fault(session, { kind: 'malformed', count });
      await fault(session, { kind: 'reset-media' });
    },
  },
];
