/** Names and ids that exist in this world, so that people and tests need not search for them. */
import { isPublishing, statusOf } from './invitation.ts';
import { codecOf } from './media-addresses.ts';
import type { Account } from './identity.ts';
import type { Tenant, VisChannel, VisStream } from './tenant.ts';

/** Null where this world has no such thing; the streams can be watched now. */
export function examplesOf(account: Account, tenant: Tenant, nowMs: number): Readonly<Record<string, unknown>> {
  const [home, lab, abroad] = account.projects;
  const live = [...tenant.streams.values()].filter((one) => isPublishing(one, nowMs));
  const devices = [...tenant.devices.values()];
  const channels = devices.flatMap((device) => device.channels);
  const nameOf = (test: (stream: VisStream) => boolean): string | null => live.find(test)?.name ?? null;
  const isIdle = (one: VisChannel): boolean => statusOf(one, nowMs) === 'ONLINE' && one.strategy?.state !== 'ACTIVE';
  const [, colleague] = account.users;
  return {
    region: home.region,
    projectName: home.name,
    streamName: nameOf((one) => one.shareType === 'PUBLIC' && codecOf(one) === 'H264'),
    privateStream: nameOf((one) => one.shareType === 'PRIVATE'),
    gbStream: nameOf((one) => one.channel !== null && codecOf(one) === 'H264'),
    h265Stream: nameOf((one) => codecOf(one) === 'H265'),
    camera: idsOf(channels.find((one) => one.device.type === 'IPC' && statusOf(one, nowMs) === 'INVITE_SUCCESS')),
    recorder: idsOf(channels.find((one) => one.device.type === 'NVR' && statusOf(one, nowMs) === 'INVITE_SUCCESS')),
    notInvited: idsOf(channels.find(isIdle)),
    offline: idsOf(channels.find((one) => one.device.state === 'OFFLINE')),
    unregisteredDevice: devices.find((one) => one.state === 'UNREGISTERED')?.id ?? null,
    projectWithoutSubscription: { id: lab.id, name: lab.name },
    projectOfOtherRegion: { id: abroad.id, name: abroad.name },
    otherUser: { userName: colleague.name, password: colleague.password },
  };
}

function idsOf(channel: VisChannel | undefined): { deviceId: string; channelId: string } | null {
  return channel === undefined ? null : { deviceId: channel.device.id, channelId: channel.id };
}
