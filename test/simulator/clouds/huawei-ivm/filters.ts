/** Filters and order of the device and channel lists. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, textsOf } from '../../kernel/values.ts';
import type { Estate, IvmChannel, IvmDevice } from './estate.ts';
import { deviceAbilities, packageStates } from './views.ts';

type Direction = 'ASC' | 'DESC';

interface Dated {
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** Devices that match every given filter, in the asked order. */
export function filterDevices(estate: Estate, values: Values, fallback: Direction): readonly IvmDevice[] {
  const name = maybeText(values, 'device_name')?.toLowerCase() ?? '';
  const id = maybeText(values, 'device_id');
  const ability = maybeText(values, 'ability');
  const protocols = textsOf(values, 'access_protocol');
  const states = textsOf(values, 'device_state');
  const systemStates = textsOf(values, 'device_system_state');
  const types = textsOf(values, 'device_type');
  const packages = textsOf(values, 'channel_resource_state');
  const makers = textsOf(values, 'manufactures');
  const matches = [...estate.devices.values()].filter(
    (one) =>
      (id === null || one.id === id) &&
      (name === '' || one.name.toLowerCase().includes(name)) &&
      (protocols === null || protocols.includes(one.protocol)) &&
      (states === null || states.includes(one.state)) &&
      (systemStates === null || systemStates.includes(one.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL')) &&
      (types === null || types.includes(one.family)) &&
      (makers === null || makers.includes(one.protocol === 'HOLO' ? 'HUAWEI' : 'GB vendor')) &&
      (ability === null || deviceAbilities(one).includes(ability)) &&
      (packages === null || one.channels.some((c) => packageStates(c).some((state) => packages.includes(state)))),
  );
  return inOrder(matches, values, fallback);
}

export function filterChannels(estate: Estate, values: Values, fallback: Direction): readonly IvmChannel[] {
  const name = maybeText(values, 'channel_name')?.toLowerCase() ?? '';
  const deviceId = maybeText(values, 'device_id');
  const state = maybeText(values, 'channel_state');
  const systemState = maybeText(values, 'channel_system_state');
  const protocols = textsOf(values, 'access_protocol');
  const packages = textsOf(values, 'channel_resource_state');
  const matches = estate
    .allChannels()
    .filter(
      (one) =>
        (deviceId === null || one.device.id === deviceId) &&
        (name === '' || one.name.toLowerCase().includes(name)) &&
        (state === null || (one.state === 'UNREGISTERED' ? 'UNALLOCATED' : one.state) === state) &&
        (systemState === null || (one.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL') === systemState) &&
        (protocols === null || protocols.includes(one.device.protocol)) &&
        (packages === null || packageStates(one).some((each) => packages.includes(each))),
    );
  return inOrder(matches, values, fallback);
}

/** `operator_total` is the same for all here, so it leaves the order of creation. */
function inOrder<T extends Dated>(items: readonly T[], values: Values, fallback: Direction): readonly T[] {
  const direction = (maybeText(values, 'direction') ?? fallback).toUpperCase();
  const isByUpdate = maybeText(values, 'sort_by') === 'update_time';
  const key = (one: T): number => (isByUpdate ? one.updatedAtMs : one.createdAtMs);
  const sorted = items.toSorted((a, b) => key(a) - key(b));
  return direction === 'DESC' ? sorted.reverse() : sorted;
}
