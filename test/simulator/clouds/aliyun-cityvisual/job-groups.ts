/** Chapters 6 and 13: job groups, their logs, and the streams bound to them. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { invalid, notFound } from '../aliyun-rpc/refusal.ts';
import { utc } from '../aliyun-rpc/time.ts';
import type { CvContext, CvOperations } from './context.ts';
import { checkName, instanceOf, listOf, STRICT_NAME } from './context.ts';
import type { JobGroup } from './job-store.ts';
import type { Setting } from './library.ts';

const LOG_NAMES = ['compute.log', 'error.log'];
/** Jobs of a group; the document names no number. */
const MAX_JOBS = 200;

export const jobGroupOperations: CvOperations = {
  CreateJobGroup(context, values) {
    const instanceId = instanceOf(context, values).id;
    const group: JobGroup = {
      id: context.estate.newId(),
      instanceId,
      jobIds: [],
      streams: new Map(),
      name: '',
      algoLibId: '',
      profileId: '',
      plannedJobCount: 0,
      streamPerJob: 0,
      settings: [],
      isStarted: false,
      turnedAtMs: Number.NEGATIVE_INFINITY,
    };
    change(context, 'CreateJobGroup', group, values);
    context.jobs.add(group);
    return { JobGroupId: group.id };
  },

  ModifyJobGroup(context, values) {
    const group = groupOf(context, 'ModifyJobGroup', values);
    change(context, 'ModifyJobGroup', group, values);
    const status = maybeText(values, 'Status');
    if (status !== null) context.jobs.turn(group, status === 'Running');
    return {};
  },

  DescribeJobGroups(context, values) {
    const instance = instanceOf(context, values);
    const id = maybeText(values, 'JobGroupId');
    const matches = context.jobs
      .all()
      .filter((one) => one.instanceId === instance.id && (id === null || one.id === id));
    return listOf(matches, values, ['JobGroups', 'JobGroup'], (one) => rowOf(context, one));
  },

  StartJobGroup(context, values) {
    context.jobs.turn(groupOf(context, 'StartJobGroup', values), true);
    return {};
  },

  StopJobGroup(context, values) {
    context.jobs.turn(groupOf(context, 'StopJobGroup', values), false);
    return {};
  },

  DeleteJobGroup(context, values) {
    context.jobs.remove(groupOf(context, 'DeleteJobGroup', values).id);
    return {};
  },

  ListComputeJobLogs(context, values) {
    jobOf(context, 'ListComputeJobLogs', values, 'ComputeJobId');
    return { JobLogs: { JobLog: LOG_NAMES } };
  },

  /** `Size` has no unit in the document; characters here, the last ones. */
  GetComputeJobLog(context, values) {
    const { group, jobId } = jobOf(context, 'GetComputeJobLog', values, 'JobId');
    const name = textOf(values, 'JobLogName');
    if (!LOG_NAMES.includes(name)) throw notFound('JobLogName');
    const size = numberOf(values, 'Size', Infinity);
    if (size < 1) throw invalid('Size');
    const at = utc(Math.max(group.turnedAtMs, 0));
    const lines = [...group.streams.keys()].map((one) => `${at} job ${jobId} reads ${one}`);
    const text = name === 'error.log' ? '' : [`${at} job ${jobId} of group ${group.id}`, ...lines].join('\n');
    return { JobLog: text.slice(-Math.min(size, text.length)) };
  },

  AttachStream(context, values) {
    const group = groupOf(context, 'AttachStream', values);
    const refuse = (code: string): Error => context.errors.of('AttachStream', code);
    const added = recordsOf(values, 'Streams').map((one) => {
      const stream = { name: textOf(one, 'StreamName'), url: textOf(one, 'StreamURL') };
      if (!/^[\w@.:-]{1,128}$/.test(stream.name)) throw refuse('InvalidName.Malformed');
      if (!/^mq:\/\/[^\s/]+(\/\S*)?$/.test(stream.url)) throw refuse('InvalidStreamURL.Malformed');
      return stream;
    });
    const names = new Set([...group.streams.keys(), ...added.map((one) => one.name)]);
    if (names.size < group.streams.size + added.length) throw refuse('InvalidName.Duplicate');
    for (const one of added) group.streams.set(one.name, one);
    return {};
  },

  /** Letting go of a stream that is not bound succeeds: the table has no code for it. */
  DetachStream(context, values) {
    const group = groupOf(context, 'DetachStream', values);
    for (const one of recordsOf(values, 'Streams')) group.streams.delete(textOf(one, 'StreamName'));
    return {};
  },

  DescribeStreams(context, values) {
    const group = groupOf(context, 'DescribeStreams', values);
    const isRunning = context.jobs.stateOf(group) === 'running';
    const rows = [...group.streams.values()].map((one, i) => ({
      StreamName: one.name,
      // a text here, although the table has another type
      JobGroupId: group.id,
      DelayMS: isRunning ? '100' : '0',
      JobId: group.jobIds[Math.floor(i / group.streamPerJob) % Math.max(1, group.jobIds.length)] ?? '',
      ObjCount: isRunning ? '100' : '0',
      StreamURL: one.url,
    }));
    return listOf(rows, values, ['Streams', 'Stream'], (one) => one, true);
  },
};

function groupOf(context: CvContext, operation: string, values: Values): JobGroup {
  const group = context.jobs.find(textOf(values, 'JobGroupId'));
  if (group === undefined) throw context.errors.of(operation, 'InvalidJobGroupId.NotFound');
  return group;
}

/** ListComputeJobLogs calls the job ComputeJobId, GetComputeJobLog JobId; neither prints a code of its own. */
function jobOf(
  context: CvContext,
  operation: string,
  values: Values,
  parameter: string,
): { readonly group: JobGroup; readonly jobId: string } {
  const group = groupOf(context, operation, values);
  const jobId = textOf(values, parameter);
  if (!group.jobIds.includes(jobId)) throw notFound(parameter);
  return { group, jobId };
}

/** Checks everything, then stores the sent values. */
function change(context: CvContext, operation: string, group: JobGroup, values: Values): void {
  const { library, errors, jobs } = context;
  const name = textOf(values, 'JobGroupName');
  if (!STRICT_NAME.test(name)) throw errors.of(operation, 'InvalidName.Malformed');
  const others = jobs.all().filter((one) => one.instanceId === group.instanceId && one !== group);
  checkName(
    context,
    operation,
    name,
    others.map((one) => one.name),
  );
  const algoLibId = textOf(values, 'AlgoLibId');
  if (library.algoLibs.get(algoLibId)?.instanceId !== group.instanceId)
    throw errors.of(operation, 'InvalidAlgoLibId.NotFound');
  const profileId = textOf(values, 'ResourceProfileId');
  if (library.profiles.get(profileId)?.instanceId !== group.instanceId)
    throw errors.of(operation, 'InvalidResourceProfileId.NotFound');
  const planned = numberOf(values, 'PlannedJobCount', group.plannedJobCount);
  const perJob = numberOf(values, 'StreamPerJob', group.streamPerJob);
  const count = numberOf(values, 'JobCount', Math.max(planned, 1));
  if (planned < 1 || planned > MAX_JOBS) throw invalid('PlannedJobCount');
  if (perJob < 1) throw invalid('StreamPerJob');
  if (count < 1 || count > MAX_JOBS) throw invalid('JobCount');
  const settings = settingsOf(context, operation, values) ?? group.settings;
  Object.assign(group, { name, algoLibId, profileId, plannedJobCount: planned, streamPerJob: perJob, settings });
  while (group.jobIds.length < count) group.jobIds.push(context.estate.newId());
  group.jobIds.length = count;
}

/** `*_ENABLE` takes True and False, the start position Latest and Oldest. */
function settingsOf(context: CvContext, operation: string, values: Values): readonly Setting[] | null {
  if (values['JobGroupParams'] === undefined) return null;
  return recordsOf(values, 'JobGroupParams').map((one) => {
    const setting = { Key: textOf(one, 'Key'), Value: textOf(one, 'Value') };
    if (setting.Key === '' || setting.Value === '') throw context.errors.of(operation, 'MissingParameter');
    const allowed = setting.Key.endsWith('_ENABLE') ? ['True', 'False'] : ['Latest', 'Oldest'];
    if (!allowed.includes(setting.Value)) throw context.errors.of(operation, 'InvalidParameter.KeyNotSupported');
    return setting;
  });
}

/** As the sample spells it: Name, a bare array of jobs, their ids as numbers. */
function rowOf(context: CvContext, one: JobGroup): unknown {
  const state = context.jobs.stateOf(one);
  const nowMs = context.clock.nowMs();
  const startMs = Math.max(one.turnedAtMs, 0);
  const jobs = one.jobIds.map((id) => ({
    ComputeJobName: Number(id),
    ComputeJobId: Number(id),
    Duration: state === 'running' ? Math.floor((nowMs - startMs) / 1000) : 0,
    EndTime: state === 'stopped' && startMs > 0 ? utc(startMs) : '',
    StartTime: one.isStarted ? utc(startMs) : '',
    ComputeJobStatus: state === 'running' ? 'Running' : 'Stopped',
  }));
  return {
    Name: one.name,
    Status: state,
    AlgoLibId: one.algoLibId,
    ComputeJobs: jobs,
    StreamPerJob: one.streamPerJob,
    JobGroupParams: { JobGroupParam: one.settings },
    JobGroupId: one.id,
    JobCount: one.jobIds.length,
    ResourceProfileId: one.profileId,
    PlannedJobCount: one.plannedJobCount,
  };
}
