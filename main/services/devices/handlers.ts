import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { CameraAccessService } from './camera-access.ts';
import type { CameraSettingsService } from './camera-settings.ts';
import type { DeviceChangesService } from './device-changes.ts';
import type { DevicesService } from './devices.ts';
import type { GroupsService } from './groups.ts';
import type { DeviceHistoryService } from './history.ts';
import type { TableFile } from './table-file.ts';

export type DeviceRequests = Extract<RequestName, `devices.${string}`>;

interface Services {
  readonly devices: DevicesService;
  readonly changes: DeviceChangesService;
  readonly settings: CameraSettingsService;
  readonly access: CameraAccessService;
  readonly groups: GroupsService;
  readonly file: TableFile;
  readonly history: DeviceHistoryService;
}

export function deviceHandlers({
  devices,
  changes,
  settings,
  access,
  groups,
  file,
  history,
}: Services): Pick<Handlers, DeviceRequests> {
  return {
    'devices.facts': (wish) => devices.facts(wish),
    'devices.plan': async ({ channelId }) => ({ plan: await devices.plan(channelId) }),
    'devices.clear-password': async (wish) => ({ password: (await devices.clearPassword(wish))?.reveal() ?? null }),
    'devices.save-table': (piece) => file.bring(piece),
    'devices.history': async ({ channelId }) => history.history(channelId),
    'devices.last-offline': async ({ accountId, after }) => history.lastOffline(accountId, after),
    'devices.rules': async ({ accountId }) => ({ rules: await changes.rules(accountId) }),
    'devices.group-offer': async ({ accountId }) => ({ offer: await groups.offer(accountId) }),
    'devices.create-group': async ({ accountId, parentId, name }) => ({
      id: await groups.create(accountId, parentId, name),
    }),
    'devices.rename-group': ({ id, name }) => groups.rename(id, name),
    'devices.delete-group': ({ id }) => groups.delete(id),
    'devices.find-groups': async ({ accountId, words }) => ({ groups: await groups.find(accountId, words) }),
    'devices.settings-offer': ({ accountId }) => settings.offers(accountId),
    'devices.settings': async ({ channelId }) => ({ settings: await settings.settings(channelId) }),
    'devices.save-settings': ({ channelId, before, after }) => settings.save(channelId, before, after),
    'devices.password': async ({ channelId }) => ({ isSet: await settings.hasPassword(channelId) }),
    'devices.set-password': ({ channelId, secrets }) => settings.setPassword(channelId, secrets.current, secrets.next),
    'devices.abilities': ({ channelId }) => settings.abilities(channelId),
    'devices.access': async ({ channelId }) => ({ access: await access.read(channelId) }),
    'devices.switch-access': ({ channelId, isOn }) => access.setOn(channelId, isOn),
    'devices.plan-access': ({ channelId, plan }) => access.setPlan(channelId, plan),
    'devices.read-channels': ({ channelId }) => access.readChannels(channelId),
    'devices.change': async ({ accountId, ...order }) => ({ outcomes: await changes.change(accountId, order) }),
  };
}
