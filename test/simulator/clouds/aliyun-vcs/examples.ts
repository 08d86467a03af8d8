/** Ids that exist in this world, so that people and tests need not search for them. */
import type { VcsContext } from './context.ts';
import type { VcsDevice } from './estate.ts';

/** Null where this world has no such camera; `deviceId` can be watched now, `onDemand` answers `Retry` at first. */
export function examplesOf(context: VcsContext): Readonly<Record<string, unknown>> {
  const { estate, watch } = context;
  const cameras = [...estate.devices.values()].filter((one) => one.type === 'IPC');
  const idOf = (is: (one: VcsDevice) => boolean): string | null => cameras.find(is)?.id ?? null;
  const isOn = (one: VcsDevice): boolean => estate.isReachable(one);
  const nvr = [...estate.devices.values()].find((one) => one.type !== 'IPC' && one.state === '1');
  const policy = [...watch.policies.values()][0];
  const busy = [...(policy?.items.values() ?? [])].find((one) => one.isBusy);
  const deviceId = idOf(isOn);
  return {
    corpId: estate.devices.get(deviceId ?? '')?.corpId ?? null,
    deviceId,
    onDemand: idOf((one) => isOn(one) && !one.isPulledAlways),
    pulledAlways: idOf((one) => isOn(one) && one.isPulledAlways),
    sapi: idOf((one) => isOn(one) && one.protocol === 'SAPI'),
    gb28181: idOf((one) => isOn(one) && one.protocol === 'GBT28181'),
    recorded: idOf((one) => isOn(one) && one.videoDays > 0),
    offline: idOf((one) => one.state === '0'),
    nvrId: nvr?.id ?? null,
    channelId: nvr?.childIds[0] ?? null,
    watchPolicyId: policy?.id ?? null,
    watchItemInUse: busy?.id ?? null,
  };
}
