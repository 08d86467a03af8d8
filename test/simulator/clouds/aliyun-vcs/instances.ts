/** Chapter 8: compute instances and AI compute instances. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { beijing } from '../aliyun-rpc/time.ts';
import { invalid, missing, notFound } from '../aliyun-rpc/refusal.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { corpOf, deviceOf, doneZero, listData, pageOf } from './context.ts';
import type { AiInstance } from './instance-store.ts';
import { checkDays, merged, refuseOverlap, spansOf } from './schedule.ts';

export const instanceOperations: VcsOperations = {
  CreateComputeInstance(context, values) {
    const projectId = textOf(values, 'ProjectId');
    if (projectId !== '') corpOf(context, projectId, 'ProjectId');
    const deviceIds = recordsOf(values, 'Devices').map((one) => deviceOf(context, textOf(one, 'DeviceId')).id);
    const scheduleType = textOf(values, 'ScheduleType');
    if (scheduleType !== 'ONCE' && values['ScheduleTimes'] === undefined) throw missing('ScheduleTimes');
    refuseOverlap(spansOf(values, 'ScheduleTimes'), 'ScheduleTimes');
    checkDays(scheduleType, textsOf(values, 'ScheduleCycleDate') ?? [], 'ScheduleCycleDate');
    if (values['IsPolling'] === true) {
      for (const name of ['SliceExecutionTime', 'OverallExecutionTime']) {
        if (maybeText(values, name) === null) throw missing(name);
        if (!/^[1-9]\d{0,5}$/.test(textOf(values, name))) throw invalid(name);
      }
    }
    const id = context.instances.newId();
    context.instances.addCompute({
      id,
      name: textOf(values, 'InstanceName'),
      projectId,
      createdAtMs: context.clock.nowMs(),
      deletedAtMs: null,
      deviceIds,
      algorithms: recordsOf(values, 'Algorithms').map((one) => ({
        AlgorithmId: textOf(one, 'AlgorithmId'),
        AlgorithmName: textOf(one, 'AlgorithmName'),
      })),
    });
    return doneZero({ Success: true, Data: { AcuUsed: deviceIds.length, InstanceId: id } });
  },

  BatchDeleteInstance(context, values) {
    const projectId = textOf(values, 'ProjectId');
    corpOf(context, projectId, 'ProjectId');
    const found = (textsOf(values, 'InstanceIds') ?? []).map((id) => {
      const one = context.instances.findCompute(id);
      if (one === undefined || one.projectId !== projectId) throw notFound('InstanceIds');
      return one;
    });
    for (const one of found) one.deletedAtMs ??= context.clock.nowMs();
    return doneZero({ Success: true });
  },

  ListInstances(context, values) {
    const projectId = maybeText(values, 'ProjectId');
    const name = textOf(values, 'InstanceName').toLowerCase();
    const matches = context.instances
      .compute()
      .filter((one) => (projectId === null || one.projectId === projectId) && one.name.toLowerCase().includes(name));
    const page = pageOf(matches, values, 'CurrentPage');
    const items = page.rows.map((one) => ({
      Status: context.instances.computeState(one),
      InstanceName: one.name,
      CreateTime: one.createdAtMs,
      DeviceNumber: one.deviceIds.length,
      InstanceId: one.id,
      AcuUsed: one.deviceIds.length,
      Algorithms: one.algorithms,
    }));
    const data = { Items: items, CurrentPage: page.number, PageSize: page.size, TotalCount: page.total };
    return doneZero({ Success: true, Data: data });
  },

  CreateAIInstance(context, values) {
    const projectId = textOf(values, 'ProjectId');
    corpOf(context, projectId, 'ProjectId');
    const spf = numberOf(values, 'Spf', 0); // 0 means not set, for both
    if (spf > 0 && numberOf(values, 'Fps', 0) > 0) throw invalid('Fps', 'Give only one of Spf and Fps.');
    const scheduleType = textOf(values, 'ScheduleType');
    const days = numbersOf(values, 'ScheduleCycleDates');
    checkDays(scheduleType, days, 'ScheduleCycleDates');
    spansOf(values, 'DataSourceTimes');
    const id = context.instances.newId();
    context.instances.addAi({
      id,
      name: textOf(values, 'InstanceName'),
      projectId,
      createdAtMs: context.clock.nowMs(),
      deletedAtMs: null,
      algorithm: { AlgorithmId: textOf(values, 'AlgorithmId'), AlgorithmName: textOf(values, 'AlgorithmName') },
      type: textOf(values, 'InstanceType'),
      computeType: textOf(values, 'ComputeType'),
      dataSource: textOf(values, 'DataSource'),
      dataType: textOf(values, 'DataType'),
      scheduleType,
      days,
      spans: merged(spansOf(values, 'ScheduleTimes')),
      spf,
      cameraIds: new Set(),
    });
    return doneZero({ Data: { AcuUsed: 1, InstanceId: id, Storage: storageOf(1, spf).toFixed(2) } });
  },

  /** All or nothing. */
  DeleteAIInstance(context, values) {
    const found = (textsOf(values, 'InstanceIds') ?? []).map((id) => aiOf(context, id, 'InstanceIds'));
    for (const one of found) one.deletedAtMs ??= context.clock.nowMs();
    return doneZero();
  },

  DescribeAIInstance(context, values) {
    const projectId = maybeText(values, 'ProjectId');
    const id = maybeText(values, 'InstanceId');
    const name = maybeText(values, 'InstanceName')?.toLowerCase() ?? null;
    if (projectId === null && id === null && name === null) throw missing('ProjectId');
    const matches = context.instances
      .ai()
      .filter(
        (one) =>
          (projectId === null || one.projectId === projectId) &&
          (id === null || one.id === id) &&
          (name === null || one.name.toLowerCase().includes(name)),
      );
    return doneZero({ Data: listData(pageOf(matches, values), (one) => aiRow(context, one)) });
  },

  DescribeCameraForInstance(context, values) {
    const instance = aiOf(context, textOf(values, 'InstanceId'));
    const cameras = [...instance.cameraIds].flatMap((id) => context.estate.devices.get(id) ?? []);
    const data = listData(pageOf(cameras, values), (one) => ({
      CameraId: one.id,
      CameraName: one.name,
      CameraAddress: one.address,
      CameraStatus: Number(one.state), // a number here, text elsewhere
    }));
    return doneZero({ Data: data });
  },

  /** All or nothing; a camera that is there already is not added twice. */
  AddCameraForInstance(context, values) {
    const instance = aiOf(context, textOf(values, 'InstanceId'));
    const cameras = (textsOf(values, 'CameraIds') ?? []).map((id) => deviceOf(context, id));
    if (cameras.some((one) => one.type !== 'IPC' || one.corpId !== instance.projectId)) throw invalid('CameraIds');
    for (const one of cameras) instance.cameraIds.add(one.id);
    return doneZero();
  },

  /** The document forgets the parameter that names the cameras; without it there is nothing to remove. */
  RemoveCameraForInstance(context, values) {
    const instance = aiOf(context, textOf(values, 'InstanceId'));
    for (const id of textsOf(values, 'CameraIds') ?? []) instance.cameraIds.delete(id);
    return doneZero();
  },
};

function aiOf(context: VcsContext, id: string, parameter = 'InstanceId'): AiInstance {
  const one = context.instances.findAi(id);
  if (one === undefined || one.deletedAtMs !== null) throw notFound(parameter);
  return one;
}

/** Terabytes a month: a picture of 200 KB for each sample. */
function storageOf(cameras: number, spf: number): number {
  return (cameras * (2_592_000 / (spf === 0 ? 1 : spf)) * 200_000) / 1e12;
}

function aiRow(context: VcsContext, one: AiInstance): Readonly<Record<string, unknown>> {
  return {
    InstanceId: one.id,
    InstanceName: one.name,
    AlgorithmId: one.algorithm.AlgorithmId,
    AlgorithmName: one.algorithm.AlgorithmName,
    ComputeType: one.computeType,
    DataSource: one.dataSource,
    DataType: one.dataType,
    ScheduleType: one.scheduleType,
    // JSON text here, although CreateAIInstance takes arrays
    ScheduleCycleDates: JSON.stringify(one.days),
    ScheduleTimes: JSON.stringify(one.spans),
    Spf: one.spf,
    Status: context.instances.aiState(one),
    CreateDateTime: beijing(one.createdAtMs),
    AcuUsed: Math.max(1, one.cameraIds.size),
    CameraNumber: one.cameraIds.size,
    Storage: Number(storageOf(one.cameraIds.size, one.spf).toFixed(2)),
  };
}

export function numbersOf(values: Values, name: string): readonly number[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : [];
}
