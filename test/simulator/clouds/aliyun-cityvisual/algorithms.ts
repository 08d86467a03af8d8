/** Chapters 10 and 12: capabilities and algorithm libraries. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import { utc } from '../aliyun-rpc/time.ts';
import type { CvContext, CvOperations } from './context.ts';
import { checkName, instanceOf, listOf } from './context.ts';
import type { AlgoLib, Capability } from './library.ts';

const CAPABILITY_CODES = ['InvalidCapabilityName.Malformed', 'InvalidCapabilityName.Duplicate'] as const;

export const algorithmOperations: CvOperations = {
  CreateCapability(context, values) {
    const instanceId = instanceOf(context, values).id;
    const name = capabilityName(context, 'CreateCapability', values, instanceId, null);
    const id = context.estate.newId();
    context.library.capabilities.set(id, { id, instanceId, name });
    return { CapabilityId: id };
  },

  DescribeCapabilities(context, values) {
    const instance = instanceOf(context, values);
    const matches = [...context.library.capabilities.values()].filter((one) => one.instanceId === instance.id);
    const row = (one: Capability): unknown => ({ CapabilityName: one.name, CapabilityId: one.id });
    return listOf(matches, values, ['Capabilities', 'Capability'], row);
  },

  DeleteCapability(context, values) {
    const id = textOf(values, 'CapabilityId');
    if (!/^\d+$/.test(id)) throw context.errors.of('DeleteCapability', 'InvalidParameter');
    if (!context.library.capabilities.delete(id))
      throw context.errors.of('DeleteCapability', 'InvalidCapabilityId.NotFound');
    return {};
  },

  ModifyCapability(context, values) {
    const capability = context.library.capabilities.get(textOf(values, 'CapabilityId'));
    if (capability === undefined) throw context.errors.of('ModifyCapability', 'InvalidCapabilityId.NotFound');
    capability.name = capabilityName(context, 'ModifyCapability', values, capability.instanceId, capability);
    return {};
  },

  CreateAlgoLib(context, values) {
    const instanceId = instanceOf(context, values).id;
    const draft = algoLibOf(context, 'CreateAlgoLib', values, instanceId, null);
    const id = context.estate.newId();
    context.library.algoLibs.set(id, { ...draft, id, instanceId });
    return { AlgoLibId: Number(id) }; // a number in the sample
  },

  ModifyAlgoLib(context, values) {
    const lib = context.library.algoLibs.get(textOf(values, 'AlgoLibId'));
    if (lib === undefined) throw context.errors.of('ModifyAlgoLib', 'InvalidAlgoLibId.NotFound');
    Object.assign(lib, algoLibOf(context, 'ModifyAlgoLib', values, lib.instanceId, lib));
    return {};
  },

  DescribeAlgoLibs(context, values) {
    const instance = instanceOf(context, values);
    const id = maybeText(values, 'AlgoLibId');
    const name = maybeText(values, 'AlgoLibName');
    const capabilities = maybeText(values, 'CapabilityName')?.split(',') ?? [];
    const matches = [...context.library.algoLibs.values()].filter(
      (one) =>
        one.instanceId === instance.id &&
        (id === null || one.id === id) &&
        (name === null || one.name.includes(name)) &&
        capabilities.every((wanted) => one.capabilityNames.split(',').includes(wanted.trim())),
    );
    return listOf(matches, values, ['AlgoLibs', 'AlgoLib'], algoLibRow);
  },

  DeleteAlgoLib(context, values) {
    const id = textOf(values, 'AlgoLibId');
    if (!/^\d+$/.test(id)) throw context.errors.of('DeleteAlgoLib', 'InvalidParameter');
    if (!context.library.algoLibs.has(id)) throw context.errors.of('DeleteAlgoLib', 'InvalidAlgoLibId.NotFound');
    if (context.jobs.all().some((one) => one.algoLibId === id))
      throw context.errors.of('DeleteAlgoLib', 'DependencyViolation');
    context.library.algoLibs.delete(id);
    return {};
  },
};

function capabilityName(
  context: CvContext,
  operation: string,
  values: Values,
  instanceId: string,
  self: Capability | null,
): string {
  const name = textOf(values, 'CapabilityName');
  const others = [...context.library.capabilities.values()].filter(
    (one) => one.instanceId === instanceId && one !== self,
  );
  checkName(
    context,
    operation,
    name,
    others.map((one) => one.name),
    CAPABILITY_CODES,
  );
  // capability names are listed with commas elsewhere
  if (name.includes(',')) throw context.errors.of(operation, CAPABILITY_CODES[0]);
  return name;
}

function algoLibOf(
  context: CvContext,
  operation: string,
  values: Values,
  instanceId: string,
  self: AlgoLib | null,
): Omit<AlgoLib, 'id' | 'instanceId'> {
  const { library, errors, clock } = context;
  const refuse = (code: string): Error => errors.of(operation, code);
  const name = textOf(values, 'AlgoLibName');
  const others = [...library.algoLibs.values()].filter((one) => one.instanceId === instanceId && one !== self);
  checkName(
    context,
    operation,
    name,
    others.map((one) => one.name),
  );
  const known = new Set(
    [...library.capabilities.values()].filter((one) => one.instanceId === instanceId).map((one) => one.name),
  );
  const capabilityNames = textOf(values, 'CapabilityNames');
  if (capabilityNames.split(',').some((one) => !known.has(one))) throw refuse('InvalidCapabilities.ValueNotSupported');
  const ossEndpoint = textOf(values, 'OssEndpoint');
  if (!/^oss-[a-z0-9-]+\.aliyuncs\.com$/.test(ossEndpoint)) throw refuse('InvalidOssEndpoint.NotFound');
  const ossBucket = textOf(values, 'OssBucket');
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(ossBucket)) throw refuse('InvalidOssBucket.NotFound');
  // every well-formed bucket exists here; these belong to another owner
  if (ossBucket.startsWith('private-')) throw refuse('InvalidOssBucket.ValueUnauthorized');
  return {
    name,
    version: textOf(values, 'AlgoLibVersion'),
    capabilityNames,
    capacity: numberOf(values, 'Capacity', 1),
    jsonText: JSON.stringify(values['JsonText']),
    text: textOf(values, 'Text'),
    ossAccessKeyId: textOf(values, 'OssAccessKeyId'),
    ossBucket,
    ossEndpoint,
    ossPath: textOf(values, 'OssPath'),
    uploadedAtMs: clock.nowMs(),
  };
}

/** The secret is never given back. */
function algoLibRow(one: AlgoLib): unknown {
  return {
    AlgoLibId: one.id,
    AlgoLibName: one.name,
    AlgoLibVersion: one.version,
    CapabilityNames: one.capabilityNames,
    Capacity: one.capacity, // text in the table, a number in the sample
    JsonText: one.jsonText,
    OssAccessKeyId: one.ossAccessKeyId,
    OssBucket: one.ossBucket,
    OssEndpoint: one.ossEndpoint,
    OssPath: one.ossPath,
    Text: one.text,
    UploadTime: utc(one.uploadedAtMs),
  };
}
