/** Ids that exist in this world, so that people and tests need not search for them. */
import type { Estate, IvmChannel } from './estate.ts';
import { ROOT_ID } from './estate.ts';
import { peopledIn } from './target-library.ts';
import { formatBeijing } from './time.ts';

/** Null where this world has no such camera; `deviceId` with `channelId` can be watched now. */
export function examplesOf(estate: Estate): Readonly<Record<string, unknown>> {
  const channels = estate.allChannels();
  const isWatchable = (one: IvmChannel): boolean =>
    one.state === 'ONLINE' && one.device.state === 'ONLINE' && !one.isFrozen && one.packages.management === 'GRANT';
  const holo = channels.find((one) => isWatchable(one) && one.device.protocol === 'HOLO') ?? channels[0];
  const gb = channels.find((one) => isWatchable(one) && one.device.protocol === 'GB28181');
  const recorder = channels.find((one) => isWatchable(one) && one.device.family === 'NVR');
  const domes = channels.filter((one) => isWatchable(one) && one.hasPtz && one.device.protocol === 'HOLO');
  const dome = domes.find((one) => one.device.family === 'IPC') ?? domes[0];
  const offline = channels.find((one) => one.device.state === 'OFFLINE');
  const recorded = channels.find((one) => isWatchable(one) && one.packages.full === 'GRANT');
  const alarmed = channels.find((one) => isWatchable(one) && one.packages.data === 'GRANT');
  const fresh = estate.shelf[0];
  return {
    deviceId: holo?.device.id,
    channelId: holo?.id,
    deviceOrgId: estate.groups.get(ROOT_ID)?.childIds[0],
    gb28181: idsOf(gb),
    recorder: idsOf(recorder),
    ptzDome: idsOf(dome),
    behindRecorder: idsOf(domes.find((one) => one.device.family !== 'IPC')),
    offline: idsOf(offline),
    recorded: idsOf(recorded),
    alarmed: idsOf(alarmed),
    targets: Object.fromEntries([...peopledIn(estate)].map(([family, { id }]) => [family, id])),
    deviceToAdd: fresh === undefined ? null : { deviceId: fresh.id, verificationCode: fresh.verificationCode },
    oldestDeviceAdded: holo === undefined ? null : formatBeijing(holo.device.createdAtMs),
  };
}

function idsOf(channel: IvmChannel | undefined): { deviceId: string; channelId: string } | null {
  return channel === undefined ? null : { deviceId: channel.device.id, channelId: channel.id };
}
