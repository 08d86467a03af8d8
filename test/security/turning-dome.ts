/** A client of one cloud whose camera turns while the cloud answers something long: the order of events is noted. */
import { expect } from 'vitest';
import type { AccountId, ChannelId } from '../../preload/domain/ids.ts';
import { setLogSink } from '../../main/log.ts';
import type { Client } from '../contract/services/client.ts';
import { draftFor } from '../contract/services/clouds.ts';
import { exampleOf, hold, movingOf, openDesk } from '../contract/services/ptz-desk.ts';
import { PATIENT } from '../patience.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { EchoingCloud } from './echoing-cloud.ts';

/** The cloud takes commands to one camera this far apart; ours begins after that time. */
const GAP_MS = 350;

export interface TurningDome {
  readonly simulator: Simulator;
  /** Stands between the client and the cloud. */
  readonly cloud: EchoingCloud;
  readonly client: Client;
  readonly accountId: AccountId;
  readonly dome: ChannelId;
  /** Called with the operation when its answer was read, before anything is done with the answer. */
  onCall: ((operation: string) => void) | null;
  moving(): Promise<unknown>;
  /** How often the camera was turned. */
  presses: number;
  /** Turns the camera, until it turns. @returns how the operator lets go of it. */
  turn(): Promise<() => void>;
  close(): Promise<void>;
}

export async function openTurningDome(): Promise<TurningDome> {
  const simulator = await startSimulator({ cameras: 60, seed: 7, hasMedia: false, nowMs: () => Date.now() });
  const { client, close } = await openDesk(simulator);
  const draft = draftFor(simulator, 'huawei-ivm');
  const cloud = new EchoingCloud(draft.endpoint, new Set());
  const account = await client.get('account.add', { ...draft, endpoint: await cloud.open() });
  await client.host.event('directory.changed', (told) => told.accountId === account.id && told.phase === 'ready');
  const dome = exampleOf(simulator, 'huawei-ivm', account.id, 'ptzDome');
  const turnsSince = (): number =>
    Date.now() - (simulator.requests({ operation: 'controlPtz' }).at(-1)?.atMs ?? Infinity);
  const world: TurningDome = {
    simulator,
    cloud,
    client,
    dome,
    accountId: account.id,
    onCall: null,
    presses: 0,
    moving: () => movingOf(simulator),
    async turn() {
      const press = (world.presses += 1);
      await client.get('ptz.open', { channelId: dome });
      const letGo = hold(client, { channelId: dome, press });
      await expect.poll(world.moving, PATIENT).toMatchObject([{ motors: ['turn'] }]);
      await expect.poll(turnsSince, PATIENT).toBeGreaterThan(GAP_MS);
      return () => {
        letGo();
        world.onCall = null;
        void client.ask('ptz.stop', { channelId: dome, press });
      };
    },
    async close() {
      await close();
      await cloud.close();
      await simulator.close();
    },
  };
  // The line about a call is written when its answer was read.
  const sink = setLogSink((level, line) => {
    sink(level, line);
    const { message, operation } = JSON.parse(line) as { readonly message: string; readonly operation?: string };
    if (message === 'cloud call') world.onCall?.(operation ?? '');
  });
  return world;
}
