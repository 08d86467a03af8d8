/** Chapter 10: watch tasks, policies and items. */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import { inUse, invalid, missing, notFound } from '../aliyun-rpc/refusal.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { corpOf, doneOk, listData, pageOf } from './context.ts';
import { numbersOf } from './instances.ts';
import { checkDays, refuseOverlap, spansOf } from './schedule.ts';
import type { WatchPolicy, WatchTask } from './watch-store.ts';

export const watchOperations: VcsOperations = {
  CreateWatchTask(context, values) {
    const corpId = corpOf(context, textOf(values, 'CorpId')).id;
    const scheduleType = textOf(values, 'ScheduleType');
    if (scheduleType !== 'LONG_RUNNING' && values['ScheduleTimes'] === undefined) throw missing('ScheduleTimes');
    const task = {
      id: context.watch.newId(),
      corpId,
      name: '',
      devices: [],
      scheduleType,
      days: [],
      spans: [],
      policyIds: [],
      receiver: {},
      description: '',
    };
    change(context, task, values);
    context.watch.tasks.set(task.id, task);
    return doneOk({ Data: { WatchTaskId: task.id } });
  },

  DeleteWatchTasks(context, values) {
    const ids = textsOf(values, 'WatchTaskIds') ?? [];
    if (ids.some((id) => !context.watch.tasks.has(id))) throw notFound('WatchTaskIds');
    for (const id of ids) context.watch.tasks.delete(id);
    return doneOk();
  },

  UpdateWatchTask(context, values) {
    const task = context.watch.tasks.get(textOf(values, 'WatchTaskId'));
    if (task === undefined) throw notFound('WatchTaskId');
    change(context, task, values);
    return doneOk();
  },

  DescribeWatchTasks(context, values) {
    const ids = textsOf(values, 'WatchTaskIds') ?? [];
    const matches = [...context.watch.tasks.values()].filter((one) => ids.length === 0 || ids.includes(one.id));
    const data = listData(pageOf(matches, values), (one) => ({
      WatchTaskId: one.id,
      TaskName: one.name,
      CorpId: one.corpId,
      DeviceList: one.devices === 'ALL' ? 'ALL' : JSON.stringify(one.devices),
      ScheduleType: one.scheduleType,
      ScheduleCycleDates: JSON.stringify(one.days),
      ScheduleTimes: JSON.stringify(one.spans),
      WatchPolicyIds: JSON.stringify(one.policyIds),
      MessageReceiver: JSON.stringify(withoutPassword(one.receiver)),
      Description: one.description,
    }));
    return doneOk({ Data: data });
  },

  CreateWatchPolicy(context, values) {
    const id = context.watch.newId();
    context.watch.policies.set(id, {
      id,
      items: new Map(),
      name: textOf(values, 'WatchPolicyName'),
      mode: textOf(values, 'WatchMode'),
      targetType: textOf(values, 'TargetType'),
      threshold: numberOf(values, 'SimilarityThreshold', 0),
      matchType: textOf(values, 'ItemMatchType'),
    });
    return doneOk({ Data: { WatchPolicyId: id } });
  },

  DeleteWatchPolicies(context, values) {
    const { policies, tasks } = context.watch;
    const ids = textsOf(values, 'WatchPolicyIds') ?? [];
    if (ids.some((id) => !policies.has(id))) throw notFound('WatchPolicyIds');
    // the document is silent; a policy that a task uses must not disappear
    if ([...tasks.values()].some((task) => task.policyIds.some((id) => ids.includes(id)))) throw inUse('watch policy');
    for (const id of ids) policies.delete(id);
    return doneOk();
  },

  DescribeWatchPolicies(context, values) {
    const ids = textsOf(values, 'WatchPolicyIds') ?? [];
    const matches = [...context.watch.policies.values()].filter((one) => ids.length === 0 || ids.includes(one.id));
    const data = listData(pageOf(matches, values), (one) => ({
      WatchPolicyId: one.id,
      WatchPolicyName: one.name,
      WatchMode: one.mode,
      TargetType: one.targetType,
      SimilarityThreshold: one.threshold,
      ItemMatchType: one.matchType,
    }));
    return doneOk({ Data: data });
  },

  UpdateWatchPolicy(context, values) {
    const policy = policyOf(context, values);
    policy.name = maybeText(values, 'WatchPolicyName') ?? policy.name;
    policy.mode = maybeText(values, 'WatchMode') ?? policy.mode;
    policy.targetType = maybeText(values, 'TargetType') ?? policy.targetType;
    policy.threshold = numberOf(values, 'SimilarityThreshold', policy.threshold);
    policy.matchType = maybeText(values, 'ItemMatchType') ?? policy.matchType;
    return doneOk();
  },

  DescribeWatchItems(context, values) {
    const policy = policyOf(context, values);
    const ids = textsOf(values, 'WatchItemIds') ?? [];
    const matches = [...policy.items.values()].filter((one) => ids.length === 0 || ids.includes(one.id));
    const data = listData(pageOf(matches, values), (one) => ({
      WatchItemId: one.id,
      WatchItemName: one.name,
      ItemAttributes: one.attributes === null ? '' : JSON.stringify(one.attributes),
      ItemImageUrl:
        one.attributes === null ? context.urls.issuePicture(`/vcs/picture/${policy.id}.jpg`, { item: one.id }) : '',
    }));
    return doneOk({ Data: data });
  },

  /** Partial success: an id that is not there counts as removed. */
  RemoveWatchItems(context, values) {
    const policy = policyOf(context, values);
    const ids = textsOf(values, 'WatchItemIds') ?? [];
    const failed = ids.filter((id) => policy.items.get(id)?.isBusy === true);
    const deleted = ids.filter((id) => !failed.includes(id));
    for (const id of deleted) policy.items.delete(id);
    return doneOk({ Data: { DeletedItemIds: JSON.stringify(deleted), FailedItemIds: JSON.stringify(failed) } });
  },
};

function policyOf(context: VcsContext, values: Values): WatchPolicy {
  const policy = context.watch.policies.get(textOf(values, 'WatchPolicyId'));
  if (policy === undefined) throw notFound('WatchPolicyId');
  return policy;
}

/** Checks everything, then stores the sent values. */
function change(context: VcsContext, task: WatchTask, values: Values): void {
  const { estate, watch } = context;
  const list = values['DeviceList'];
  const devices = list === undefined ? task.devices : list === 'ALL' ? 'ALL' : (textsOf(values, 'DeviceList') ?? []);
  if (devices !== 'ALL' && devices.some((id) => estate.devices.get(id)?.corpId !== task.corpId))
    throw invalid('DeviceList');
  const scheduleType = maybeText(values, 'ScheduleType') ?? task.scheduleType;
  const days = values['ScheduleCycleDates'] === undefined ? task.days : numbersOf(values, 'ScheduleCycleDates');
  checkDays(scheduleType, days, 'ScheduleCycleDates');
  const spans = values['ScheduleTimes'] === undefined ? task.spans : spansOf(values, 'ScheduleTimes');
  refuseOverlap(spans, 'ScheduleTimes');
  const policyIds = textsOf(values, 'WatchPolicyIds') ?? task.policyIds;
  if (policyIds.some((id) => !watch.policies.has(id))) throw notFound('WatchPolicyIds');
  const receiver = values['MessageReceiver'];
  Object.assign(task, { devices, scheduleType, days, spans, policyIds });
  if (isRecord(receiver)) task.receiver = receiver;
  task.name = maybeText(values, 'TaskName') ?? task.name;
  task.description = maybeText(values, 'Description') ?? task.description;
}

/** The answer shows the receiver as it was given, the comma list joined again and the password left away. */
function withoutPassword(receiver: unknown): unknown {
  if (!isRecord(receiver)) return receiver;
  return Object.fromEntries(
    Object.entries(receiver)
      .filter(([name]) => name !== 'Password')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : withoutPassword(value)]),
  );
}
