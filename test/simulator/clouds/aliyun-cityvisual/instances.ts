/** Regions and chapter 16: instances. */
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import { inUse, invalid, RpcRefusal } from '../aliyun-rpc/refusal.ts';
import { utcMinute } from '../aliyun-rpc/time.ts';
import type { CvOperations } from './context.ts';
import { instanceOf, listOf, STRICT_NAME } from './context.ts';
import { HOME_REGION } from './estate.ts';

/** The document prints the first only, and uses the second in a request. */
export const REGIONS: readonly { readonly id: string; readonly zh: string; readonly en: string }[] = [
  { id: HOME_REGION, zh: '华东 2', en: 'China East 2' },
  { id: 'cn-hangzhou', zh: '华东 1', en: 'China East 1' },
];

const YEAR_MS = 365 * 86_400_000;
/** Cameras of one instance; the document names no number. */
const MAX_CAPACITY = 20_050;

/** Text as a regular expression that matches just it. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const statusOf = (text: string | null, other: 'Running' | 'Stopped'): 'Running' | 'Stopped' =>
  text === 'Running' || text === 'Stopped' ? text : other;

export const instanceOperations: CvOperations = {
  DescribeRegions(context, values) {
    const isEnglish = textOf(values, 'AcceptLanguage') === 'en-US';
    const rows = REGIONS.map((one) => ({
      RegionId: one.id,
      RegionEndpoint: context.hosts.api === '' ? `cityvisual.${one.id}.aliyuncs.com` : context.hosts.api,
      LocalName: isEnglish ? one.en : one.zh,
    }));
    return { Regions: { Region: rows } };
  },

  CreateInstance(context, values) {
    const { estate, clock } = context;
    const capacity = numberOf(values, 'InstanceCapacity', 0);
    if (capacity < 1 || capacity > MAX_CAPACITY) throw invalid('InstanceCapacity');
    const id = estate.newInstanceId();
    const nowMs = clock.nowMs();
    estate.instances.set(id, {
      id,
      regionId: textOf(values, 'RegionId'),
      createdAtMs: nowMs,
      capacity,
      expiresAtMs: nowMs + YEAR_MS,
      name: textOf(values, 'InstanceName'),
      description: textOf(values, 'Description'),
      status: statusOf(maybeText(values, 'Status'), 'Running'),
    });
    return { InstanceId: id };
  },

  /** Lengths are printed in CreateInstance only. */
  ModifyInstance(context, values) {
    const instance = instanceOf(context, values);
    const name = maybeText(values, 'InstanceName');
    const description = maybeText(values, 'Description');
    if (name !== null && !STRICT_NAME.test(name)) throw invalid('InstanceName');
    if (description !== null && !/^(?!https?:\/\/)[\s\S]{2,256}$/.test(description)) throw invalid('Description');
    instance.name = name ?? instance.name;
    instance.description = description ?? instance.description;
    instance.status = statusOf(maybeText(values, 'Status'), instance.status);
    return {};
  },

  DescribeInstances(context, values) {
    const regionId = textOf(values, 'RegionId');
    const ids = textsOf(values, 'InstanceIds');
    const name = maybeText(values, 'InstanceName');
    // * is a wildcard
    const pattern = name === null ? null : new RegExp(`^${name.split('*').map(literal).join('.*')}$`, 'i');
    const matches = [...context.estate.instances.values()].filter(
      (one) =>
        one.regionId === regionId &&
        (ids === null || ids.length === 0 || ids.includes(one.id)) &&
        (pattern === null || pattern.test(one.name)),
    );
    const row = (one: (typeof matches)[number]): unknown => ({
      Status: one.status,
      Description: one.description,
      RegionId: one.regionId,
      CreateTime: utcMinute(one.createdAtMs),
      InstanceId: one.id,
      InstanceCapacity: one.capacity,
      InstanceName: one.name,
    });
    return listOf(matches, values, ['Instances', 'Instance'], row, true);
  },

  DeleteInstance(context, values) {
    const { estate, clock } = context;
    const instance = instanceOf(context, values);
    if (instance.expiresAtMs > clock.nowMs()) {
      const why = 'Only an expired subscription instance can be released.';
      throw new RpcRefusal(403, 'IncorrectInstanceStatus', why);
    }
    if (estate.camerasOf(instance.id).length > 0) throw inUse('instance');
    estate.instances.delete(instance.id);
    return {};
  },
};
