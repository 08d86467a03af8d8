import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { DeviceChangesService } from './device-changes.ts';
import type { DevicesService } from './devices.ts';

export type DeviceRequests = Extract<RequestName, `devices.${string}`>;

interface Services {
  readonly devices: DevicesService;
  readonly changes: DeviceChangesService;
}

export function deviceHandlers({ devices, changes }: Services): Pick<Handlers, DeviceRequests> {
  return {
    'devices.facts': ({ channelId }) => devices.facts(channelId),
    'devices.rules': async ({ accountId }) => ({ rules: await changes.rules(accountId) }),
    'devices.change': async ({ accountId, ...order }) => ({ outcomes: await changes.change(accountId, order) }),
  };
}
