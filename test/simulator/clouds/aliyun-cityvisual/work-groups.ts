/** Chapter 15: the groups that take streams in. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import { inUse, invalid } from '../aliyun-rpc/refusal.ts';
import { utcMinute } from '../aliyun-rpc/time.ts';
import type { CvContext, CvOperations } from './context.ts';
import { checkName, instanceOf, listOf } from './context.ts';
import type { CvWorkGroup } from './estate.ts';

const PROTOCOLS: readonly string[] = [
  ...['ONVIF', 'TRANSFER_TOPIC_DATA', 'VIDEO_RECORDS', 'GB28181', 'FILE', 'HK_IVMS_8700', 'DAHUA_VCLOUD_1'],
  ...['VIDEO_CLIPS_OSS', 'RTMP', 'RTSP', 'VIDEO_CLIPS_CEPH'],
];

export const workGroupOperations: CvOperations = {
  CreateWorkGroup(context, values) {
    const { estate, clock } = context;
    const instance = instanceOf(context, values);
    const name = textOf(values, 'WorkGroupName');
    const siblings = [...estate.workGroups.values()].filter((one) => one.instanceId === instance.id);
    checkName(
      context,
      'CreateWorkGroup',
      name,
      siblings.map((one) => one.name),
    );
    const protocol = textOf(values, 'Protocol');
    if (!PROTOCOLS.includes(protocol)) throw invalid('Protocol');
    const port = numberOf(values, 'Port', 0);
    if (port < 1 || port > 65_535) throw invalid('Port');
    if (!/^[A-Za-z0-9.:-]+$/.test(textOf(values, 'Ip'))) throw invalid('Ip');
    for (const count of ['JobNum', 'TopicNum']) if (numberOf(values, count, 0) < 1) throw invalid(count);
    const nowMs = clock.nowMs();
    const id = estate.newId();
    estate.workGroups.set(id, {
      id,
      instanceId: instance.id,
      name,
      protocol,
      theoryCut: textOf(values, 'TheoryCutsStatus'),
      jobCount: numberOf(values, 'JobNum', 1),
      createdAtMs: nowMs,
      description: textOf(values, 'Description'),
      updatedAtMs: nowMs,
    });
    return { WorkGroupId: id };
  },

  DescribeWorkGroups(context, values) {
    const instance = instanceOf(context, values);
    const id = maybeText(values, 'WorkGroupId');
    const matches = [...context.estate.workGroups.values()].filter(
      (one) => one.instanceId === instance.id && (id === null || one.id === id),
    );
    const row = (one: CvWorkGroup): unknown => ({
      Description: one.description,
      ProtocolType: one.protocol, // Protocol in the table
      CreateTime: utcMinute(one.createdAtMs),
      TheoryCutStatus: one.theoryCut,
      UpdateTime: utcMinute(one.updatedAtMs),
      WorkGroupId: one.id,
      WorkGroupName: one.name,
      InstanceId: one.instanceId,
    });
    return listOf(matches, values, ['WorkGroups', 'WorkGroup'], row, true);
  },

  ModifyWorkGroup(context, values) {
    const group = workGroupOf(context, 'ModifyWorkGroup', values);
    group.description = textOf(values, 'Description');
    group.updatedAtMs = context.clock.nowMs();
    return {};
  },

  DeleteWorkGroup(context, values) {
    const { estate } = context;
    const group = workGroupOf(context, 'DeleteWorkGroup', values);
    if ([...estate.cameras.values()].some((one) => one.workGroupId === group.id)) throw inUse('work group');
    estate.workGroups.delete(group.id);
    return {};
  },

  DescribeProtocols() {
    return { Protocols: Object.fromEntries(PROTOCOLS.map((one) => [one.toLowerCase(), one])) };
  },
};

/** The code says group, the parameter WorkGroupId. */
export function workGroupOf(context: CvContext, operation: string, values: Values): CvWorkGroup {
  const group = context.estate.workGroups.get(textOf(values, 'WorkGroupId'));
  if (group === undefined) throw context.errors.of(operation, 'InvalidGroupId.NotFound');
  return group;
}
