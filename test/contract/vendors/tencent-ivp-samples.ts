/** The printed samples as parameters that may be sent: what they mask is filled in. */
import type { Example, Operation } from '../../../main/vendors/core/contract/contract.ts';
import { sampleRequest } from '../../../main/vendors/core/contract/samples.ts';
import { OVERRIDES } from '../../../main/vendors/tencent-ivp/overrides.ts';

/** Values that the samples mask where the schema wants a number. */
export const UNMASKED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  queryCloudRecordTimeline: { StartTime: 1_658_973_728, EndTime: 1_658_977_328 },
  getCloudPlaybackUrl: { StartTime: 1_662_114_146, EndTime: 1_662_114_846 },
  GetAITaskResult: { BeginTime: 1_662_114_146, EndTime: 1_662_114_846 },
  listGateways: { Status: 1 },
};

/** Some samples leave the ids in their lists blank. */
export function withIds(value: unknown, isInList = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, true));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) {
    return value === '' && isInList ? 'an-id' : value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withIds(item, isInList)]));
}

export function printedParams(operation: Operation, example: Example): Readonly<Record<string, unknown>> {
  const printed = withIds(sampleRequest(operation, example, OVERRIDES.implicit) ?? {});
  return { ...(printed as Readonly<Record<string, unknown>>), ...UNMASKED[operation.id] };
}
