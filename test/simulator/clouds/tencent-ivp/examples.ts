/** Ids that exist in this world, so that people and tests need not search for them. */
import type { IvpContext } from './context.ts';
import { ACCESS, KIND, STATUS } from './estate.ts';
import type { Channel } from './estate.ts';

/** Null where this world has no such camera; `deviceId` with `channelId` can be watched now. */
export function examplesOf(context: IvpContext): Readonly<Record<string, unknown>> {
  const { estate, livePlans, backupPlans, ai } = context;
  const channels = [...estate.channels.values()];
  const isUp = (one: Channel): boolean => one.isOnline && one.device.status === STATUS.online;
  const find = (isWanted: (channel: Channel) => boolean): Channel | undefined =>
    channels.find((one) => isUp(one) && isWanted(one));
  const gb = find((one) => one.device.accessProtocol === ACCESS.gb && livePlans.planOf(one.id) !== null);
  const domes = channels.filter((one) => isUp(one) && one.hasPtz);
  const freeNode = estate.nodes.find((one) => context.config.domainOf(one.id) === undefined);
  return {
    deviceId: gb?.device.id,
    channelId: gb?.id,
    organizationId: estate.organizations.keys().next().value,
    clusterId: estate.nodes[0]?.id,
    freeClusterId: freeNode?.id ?? null,
    gb28181: idsOf(gb),
    rtmp: idsOf(find((one) => one.device.accessProtocol === ACCESS.rtmp)),
    recorder: idsOf(find((one) => one.device.type === KIND.nvr && one.device.accessProtocol === ACCESS.gb)),
    behindGateway: idsOf(find((one) => one.device.accessProtocol === ACCESS.gateway)),
    ptzDome: idsOf(domes.find((one) => one.device.type === KIND.ipc) ?? domes[0]),
    offline: idsOf(channels.find((one) => one.device.status === STATUS.offline)),
    unplanned: idsOf(find((one) => livePlans.planOf(one.id) === null && backupPlans.planOf(one.id) === null)),
    gatewayId: estate.gateways.keys().next().value ?? null,
    templateId: livePlans.templates.keys().next().value,
    backupTemplateId: backupPlans.templates.keys().next().value,
    planId: livePlans.plans()[0]?.id,
    backupPlanId: backupPlans.plans()[0]?.id,
    aiTaskId: ai.tasks.keys().next().value,
  };
}

function idsOf(channel: Channel | undefined): { deviceId: string; channelId: string } | null {
  return channel === undefined ? null : { deviceId: channel.device.id, channelId: channel.id };
}
