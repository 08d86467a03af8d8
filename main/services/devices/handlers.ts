import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { DeviceChangesService } from './device-changes.ts';
import type { DevicesService } from './devices.ts';
import type { DeviceHistoryService } from './history.ts';
import type { TableFile } from './table-file.ts';

export type DeviceRequests = Extract<RequestName, `devices.${string}`>;

interface Services {
  readonly devices: DevicesService;
  readonly changes: DeviceChangesService;
  readonly file: TableFile;
  readonly history: DeviceHistoryService;
}

export function deviceHandlers({ devices, changes, file, history }: Services): Pick<Handlers, DeviceRequests> {
  return {
    'devices.facts': (wish) => devices.facts(wish),
    'devices.save-table': (piece) => file.bring(piece),
    'devices.history': async ({ channelId }) => history.history(channelId),
    'devices.last-offline': async ({ accountId, after }) => history.lastOffline(accountId, after),
    'devices.rules': async ({ accountId }) => ({ rules: await changes.rules(accountId) }),
    'devices.change': async ({ accountId, ...order }) => ({ outcomes: await changes.change(accountId, order) }),
  };
}
