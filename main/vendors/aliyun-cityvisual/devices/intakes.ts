/**
 * Intake groups (chapter 15) and the instances around them (chapter 16). The document demands address and account of the platform
 * whatever the protocol, and answers none of them again.
 */
import type { AccountId, OrgNodeId } from '../../../../preload/domain/ids.ts';
import { groupNativeIdOf, orgNodeIdOf } from '../../../../preload/domain/ids.ts';
import {
  MAX_INTAKES,
  type IntakeGroup,
  type IntakeInstance,
  type IntakeRule,
  type Intakes,
  type IntakeValues,
} from '../../../../preload/domain/onboarding/intakes.ts';
import { AppError, isFailure } from '../../../errors.ts';
import type { InstanceChange, IntakePort } from '../../../ports/intakes.ts';
import type { Secret } from '../../../secret.ts';
import { outcomeOf } from '../../core/client/batch/batch.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { hiding } from '../../core/client/answers/hiding.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import { rowsWithId } from '../../core/client/rows.ts';
import type { CityRegion } from '../directory.ts';
import {
  instanceIdOf,
  pointIdIn,
  toIntakeGroup,
  toIntakeInstance,
  workGroupIdOf,
  type CityWorkGroup,
} from '../mapping.ts';
import { POINT_NAME } from '../onboarding/offers.ts';
import type { AliyunCityvisualOperations } from '../operations.gen.ts';

const COUNT = { patterns: ['^[1-9][0-9]{0,5}$'] };
const PORT = ['^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$'];
/** The largest page that DescribeCameras documents (14.1). */
const PAGE = 100;

/** The document prints no limits of a group (15.3): these are those of the client. */
function rulesFor(protocols: readonly string[]): readonly IntakeRule[] {
  const rule = (field: IntakeRule['field'], limits: IntakeRule['limits'], isSecret = false): IntakeRule => ({
    field,
    limits,
    isSecret,
    isMandatory: true,
  });
  return [
    rule('name', { minLength: 1, maxLength: 128, patterns: ['^(?!https?:)\\S(.*\\S)?$'] }),
    rule('protocol', { values: protocols }),
    rule('ip', { minLength: 1, maxLength: 253, patterns: ['^[A-Za-z0-9.:-]+$'] }),
    rule('port', { patterns: PORT }),
    rule('account', { minLength: 1, maxLength: 128 }),
    rule('password', { minLength: 1, maxLength: 256 }, true),
    rule('jobs', COUNT),
    rule('isScheduled', { values: ['False', 'True'] }),
    rule('topics', COUNT),
    rule('prefix', { minLength: 1, maxLength: 64, patterns: ['^[A-Za-z0-9_-]+$'] }),
    rule('description', { minLength: 1, maxLength: 256 }),
  ];
}

export class CityIntakes implements IntakePort {
  readonly #accountId: AccountId;
  readonly #regionId: string;
  readonly #client: VendorClient<AliyunCityvisualOperations>;

  constructor({ accountId, regionId }: CityRegion, client: VendorClient<AliyunCityvisualOperations>) {
    this.#accountId = accountId;
    this.#regionId = regionId;
    this.#client = client;
  }

  /** The protocols are a map whose values are sent (15.5). @throws {AppError} `network.bad-answer` for an answer without any. */
  async list(signal: AbortSignal): Promise<Intakes> {
    const { data } = await this.#client.call('DescribeProtocols', { RegionId: this.#regionId }, signal);
    const protocols = Object.values(data.Protocols ?? {}).filter((one) => one !== '');
    if (protocols.length === 0) throw otherAnswer(this.#client.host, 'DescribeProtocols');
    const instances: IntakeInstance[] = [];
    const groups: IntakeGroup[] = [];
    const source = { host: this.#client.host, operation: 'DescribeInstances' };
    for await (const { items } of this.#client.pages('DescribeInstances', { RegionId: this.#regionId }, signal)) {
      const rows = rowsWithId(items, ({ InstanceId }) => InstanceId, source);
      instances.push(...rows.flatMap((one) => toIntakeInstance(this.#accountId, one) ?? []));
    }
    for (const { id } of instances) {
      const rows = await this.#groupsIn(groupNativeIdOf(id), signal, MAX_INTAKES + 1 - groups.length);
      groups.push(...rows.flatMap((row) => toIntakeGroup(this.#accountId, groupNativeIdOf(id), row) ?? []));
      if (groups.length > MAX_INTAKES) break;
    }
    return {
      rules: rulesFor(protocols),
      nameRule: POINT_NAME,
      instances: instances.slice(0, MAX_INTAKES),
      groups: groups.slice(0, MAX_INTAKES),
      isCut: Math.max(groups.length, instances.length) > MAX_INTAKES,
    };
  }

  /** `TotalCount` is documented as the number of the instance (14.1): the cameras of a group are counted one by one. */
  async cameras(id: OrgNodeId, signal: AbortSignal): Promise<number> {
    const nativeId = groupNativeIdOf(id);
    const WorkGroupId = workGroupIdOf(nativeId);
    const asked = { InstanceId: instanceIdOf(nativeId), RegionId: this.#regionId };
    if (WorkGroupId === null) return await this.#camerasIn(asked, signal);
    let count = 0;
    for await (const { items } of this.#client.pages('DescribeCameras', { ...asked, WorkGroupId }, signal))
      count += items.length;
    return count;
  }

  async create(instanceId: OrgNodeId, values: IntakeValues, password: Secret, signal: AbortSignal): Promise<OrgNodeId> {
    const InstanceId = instanceIn(instanceId);
    const { name = '', isScheduled } = values;
    if ((await this.#named(InstanceId, name, signal)) !== null) throw taken();
    const order = {
      InstanceId,
      RegionId: this.#regionId,
      WorkGroupName: name,
      Protocol: values.protocol ?? '',
      Ip: values.ip ?? '',
      Port: Number(values.port),
      Account: values.account ?? '',
      Password: password.reveal(),
      JobNum: Number(values.jobs),
      TopicNum: Number(values.topics),
      TopicPrefix: values.prefix ?? '',
      TheoryCutStatus: isScheduled === 'True' ? ('True' as const) : ('False' as const),
      Description: values.description ?? '',
    };
    return await hiding([password], async () => {
      try {
        const { data } = await this.#client.call('CreateWorkGroup', order, signal);
        if (!data.WorkGroupId) throw otherAnswer(this.#client.host, 'CreateWorkGroup');
        return orgNodeIdOf(this.#accountId, pointIdIn(InstanceId, data.WorkGroupId));
      } catch (error) {
        return await this.#settled(InstanceId, name, error, signal);
      }
    });
  }

  async describe(id: OrgNodeId, Description: string, signal: AbortSignal): Promise<void> {
    const asked = { WorkGroupId: groupIn(id), Description, RegionId: this.#regionId };
    await this.#client.call('ModifyWorkGroup', asked, signal);
  }

  /** A group that the cloud lists no longer is deleted, whatever became of the answer. */
  async remove(id: OrgNodeId, signal: AbortSignal): Promise<void> {
    const WorkGroupId = groupIn(id);
    try {
      await this.#client.call('DeleteWorkGroup', { WorkGroupId, RegionId: this.#regionId }, signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.code === 'cloud.not-found') return;
      if (outcomeOf(error) !== 'unknown') throw error;
      const left = await this.#groupsIn(instanceIdOf(groupNativeIdOf(id)), signal, Infinity).catch(noneUnlessCancelled);
      if (left === null || left.some((one) => one.WorkGroupId === WorkGroupId)) throw error;
    }
  }

  async setInstance(id: OrgNodeId, { name, isRunning }: InstanceChange, signal: AbortSignal): Promise<void> {
    const asked = {
      InstanceId: instanceIn(id),
      RegionId: this.#regionId,
      ...(name === null ? {} : { InstanceName: name }),
      ...(isRunning === null ? {} : { Status: isRunning ? ('Running' as const) : ('Stopped' as const) }),
    };
    await this.#client.call('ModifyInstance', asked, signal);
  }

  /** After a lost answer: the group of that name, which was not there before. @throws {AppError} the failure of the call. */
  async #settled(instanceId: string, name: string, error: unknown, signal: AbortSignal): Promise<OrgNodeId> {
    if (!isFailure(error)) throw error;
    if (error.code === 'cloud.exists') throw taken();
    if (outcomeOf(error) !== 'unknown') throw error;
    const made = await this.#named(instanceId, name, signal).catch(noneUnlessCancelled);
    if (made === null) throw error;
    return made;
  }

  async #named(instanceId: string, name: string, signal: AbortSignal): Promise<OrgNodeId | null> {
    const rows = await this.#groupsIn(instanceId, signal, Infinity);
    const id = rows.find(({ WorkGroupName }) => WorkGroupName === name)?.WorkGroupId;
    return id === undefined ? null : orgNodeIdOf(this.#accountId, pointIdIn(instanceId, id));
  }

  async #groupsIn(InstanceId: string, signal: AbortSignal, limit: number): Promise<readonly CityWorkGroup[]> {
    const rows: CityWorkGroup[] = [];
    const source = { host: this.#client.host, operation: 'DescribeWorkGroups' };
    const asked = { InstanceId, RegionId: this.#regionId };
    for await (const { items } of this.#client.pages('DescribeWorkGroups', asked, signal)) {
      rows.push(...rowsWithId(items, ({ WorkGroupId }) => WorkGroupId, source));
      if (rows.length >= limit) break;
    }
    return rows;
  }

  async #camerasIn(
    instance: { readonly InstanceId: string; readonly RegionId: string },
    signal: AbortSignal,
  ): Promise<number> {
    const asked = { ...instance, PageNumber: 1, PageSize: PAGE };
    const { data } = await this.#client.call('DescribeCameras', asked, signal);
    const rows = data.Cameras?.Camera;
    if (rows === undefined) throw otherAnswer(this.#client.host, 'DescribeCameras');
    if (rows.length < PAGE) return rows.length;
    if (data.TotalCount === undefined) throw otherAnswer(this.#client.host, 'DescribeCameras');
    return Math.max(rows.length, data.TotalCount);
  }
}

/** @throws {AppError} `cloud.not-found` for an instance: it is no group. */
function groupIn(id: OrgNodeId): string {
  const group = workGroupIdOf(groupNativeIdOf(id));
  if (group === null) throw new AppError('cloud.not-found', 'an instance is no intake group');
  return group;
}

/** @throws {AppError} `cloud.not-found` for a group: it is no instance. */
function instanceIn(id: OrgNodeId): string {
  const nativeId = groupNativeIdOf(id);
  if (workGroupIdOf(nativeId) !== null) throw new AppError('cloud.not-found', 'an intake group is no instance');
  return nativeId;
}

function noneUnlessCancelled(error: unknown): null {
  if (!isFailure(error)) throw error;
  return null;
}

const taken = (): AppError =>
  new AppError('input.invalid-field', 'an intake group of this name exists', {
    params: { field: 'name', detail: 'taken' },
  });
