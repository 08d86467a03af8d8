/** Chapter 11: resource profiles. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, recordsOf, textOf } from '../../kernel/values.ts';
import { inUse } from '../aliyun-rpc/refusal.ts';
import type { CvContext, CvOperations } from './context.ts';
import { checkName, instanceOf, listOf } from './context.ts';
import type { ResourceProfile, Setting } from './library.ts';

/** Keys by family (DescribeResourceProfiles); the first of a family says where the service is. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  MQ: ['NAMESERVERS', 'TOPIC', 'GROUP', 'TIMESTAMP_PRE_SEC'],
  OSS: ['ENDPOINT', 'PUB_ENDPOINT', 'ACCESSKEYID', 'ACCESSKEYSECRET', 'BUCKET'],
  ES: ['ADDRESS', 'CLUSTERNAME', 'PERSON_INDEX', 'NOVEHICLE_INDEX', 'VEHICLE_INDEX'],
  RDS: ['HOSTNAME', 'DBNAME', 'PERSON_TABLE', 'NOVEHICLE_TABLE', 'VEHICLE_TABLE', 'USER', 'PASSWORD'],
};

export const profileOperations: CvOperations = {
  CreateResourceProfile(context, values) {
    const instanceId = instanceOf(context, values).id;
    const name = nameOf(context, 'CreateResourceProfile', values, instanceId, null);
    const settings = settingsOf(context, 'CreateResourceProfile', values) ?? [];
    const id = context.estate.newId();
    context.library.profiles.set(id, { id, instanceId, name, settings });
    return { ResourceProfileId: id };
  },

  ModifyResourceProfile(context, values) {
    const profile = context.library.profiles.get(textOf(values, 'ResourceProfileId'));
    if (profile === undefined) throw context.errors.of('ModifyResourceProfile', 'InvalidResourceProfileId.NotFound');
    const name = nameOf(context, 'ModifyResourceProfile', values, profile.instanceId, profile);
    profile.settings = settingsOf(context, 'ModifyResourceProfile', values) ?? profile.settings;
    profile.name = name;
    return {};
  },

  /** Secrets among the parameters are given back as they are, which is what the document says. */
  DescribeResourceProfiles(context, values) {
    const instance = instanceOf(context, values);
    const id = maybeText(values, 'ResourceProfileId');
    const matches = [...context.library.profiles.values()].filter(
      (one) => one.instanceId === instance.id && (id === null || one.id === id),
    );
    const row = (one: ResourceProfile): unknown => ({
      ResourceProfileId: one.id,
      ResourceProfileParams: { ResourceProfileParam: one.settings },
      ResourceProfileName: one.name,
    });
    return listOf(matches, values, ['ResourceProfiles', 'ResourceProfile'], row);
  },

  /** The one code of the table for an id is InvalidParameter. */
  DeleteResourceProfile(context, values) {
    const id = textOf(values, 'ResourceProfileId');
    if (!context.library.profiles.has(id)) throw context.errors.of('DeleteResourceProfile', 'InvalidParameter');
    if (context.jobs.all().some((one) => one.profileId === id)) throw inUse('resource profile');
    context.library.profiles.delete(id);
    return {};
  },
};

function nameOf(
  context: CvContext,
  operation: string,
  values: Values,
  instanceId: string,
  self: ResourceProfile | null,
): string {
  const name = textOf(values, 'ResourceProfileName');
  const others = [...context.library.profiles.values()].filter((one) => one.instanceId === instanceId && one !== self);
  checkName(
    context,
    operation,
    name,
    others.map((one) => one.name),
  );
  return name;
}

/** Null when none were sent. Which keys are mandatory is not stated: a family needs its address, a key its value. */
function settingsOf(context: CvContext, operation: string, values: Values): readonly Setting[] | null {
  if (values['ResourceProfileParams'] === undefined) return null;
  const settings = recordsOf(values, 'ResourceProfileParams').map((one) => ({
    Key: textOf(one, 'Key'),
    Value: textOf(one, 'Value'),
  }));
  const keys = new Set(settings.map((one) => one.Key));
  for (const { Key, Value } of settings) {
    if (Key === '' || Value === '') throw context.errors.of(operation, 'MissingParameter');
    const family = Key.slice(0, Key.indexOf('_'));
    const known = FAMILIES[family];
    if (known?.includes(Key.slice(family.length + 1)) !== true)
      throw context.errors.of(operation, 'InvalidParameter.KeyNotSupported');
    if (!keys.has(`${family}_${known[0] ?? ''}`)) throw context.errors.of(operation, 'MissingParameter');
  }
  return settings;
}
