import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { DevicesService } from './devices.ts';
import type { DeviceHistoryService } from './history.ts';
import type { TableFile } from './table-file.ts';

export type DeviceRequests = Extract<RequestName, `devices.${string}`>;

export function deviceHandlers(
  devices: DevicesService,
  file: TableFile,
  history: DeviceHistoryService,
): Pick<Handlers, DeviceRequests> {
  return {
    'devices.facts': (wish) => devices.facts(wish),
    'devices.save-table': (piece) => file.bring(piece),
    'devices.history': async ({ channelId }) => history.history(channelId),
    'devices.last-offline': async ({ accountId, after }) => history.lastOffline(accountId, after),
  };
}
