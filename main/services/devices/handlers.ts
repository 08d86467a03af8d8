import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { DevicesService } from './devices.ts';

export type DeviceRequests = Extract<RequestName, `devices.${string}`>;

export function deviceHandlers(devices: DevicesService): Pick<Handlers, DeviceRequests> {
  return { 'devices.facts': ({ channelId }) => devices.facts(channelId) };
}
