/** Devices of all clouds: one by one, as a table, their states over time, and changes of many at once. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { DeviceHistoryTable } from '../../db/devices/history.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { CameraAccessService } from './camera-access.ts';
import { CameraSettingsService } from './camera-settings.ts';
import { DeviceChangesService, type ChangedDirectory } from './device-changes.ts';
import { DevicesService } from './devices.ts';
import { GroupsService } from './groups.ts';
import { deviceHandlers, type DeviceRequests } from './handlers.ts';
import { DeviceHistoryService, type DirectorySource } from './history.ts';
import { screens } from './screens.ts';
import { TableFile } from './table-file.ts';

export { deviceSteps } from '../../db/devices/steps.ts';

interface DevicesNeeds {
  readonly cameras: { readonly directory: DirectorySource & ChangedDirectory };
  readonly onSaved: OnSaved;
}

export function createDevices({ sessions, host, db, emit }: ClientCore, needs: DevicesNeeds): Area<DeviceRequests> {
  const devices = new DevicesService({ sessions });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const file = new TableFile({ choosePath, onSaved: needs.onSaved });
  const { directory } = needs.cameras;
  const changes = new DeviceChangesService({ sessions, directory });
  const settings = new CameraSettingsService({ sessions, directory });
  const access = new CameraAccessService({ sessions, directory });
  const groups = new GroupsService({ sessions, directory });
  const history = new DeviceHistoryService({ directory, table: new DeviceHistoryTable(db), emit });
  return {
    handlers: deviceHandlers({ devices, changes, settings, access, groups, file, history }),
    cameraRefs: [history],
    screens,
    onDirectory: () => history.onDirectory(),
    dispose: async () => {
      devices.dispose();
      changes.dispose();
      settings.dispose();
      access.dispose();
      groups.dispose();
      await history.dispose();
    },
  };
}
