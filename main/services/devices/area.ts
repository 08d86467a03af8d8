/** Devices of all clouds: as a table, their facts, and changes of many at once. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { DeviceChangesService, type ChangedDirectory } from './device-changes.ts';
import { DevicesService } from './devices.ts';
import { deviceHandlers, type DeviceRequests } from './handlers.ts';
import { TableFile } from './table-file.ts';

interface Others {
  readonly cameras: { readonly directory: ChangedDirectory };
  readonly onSaved: OnSaved;
}

export function createDevices({ sessions, host }: ClientCore, { cameras, onSaved }: Others): Area<DeviceRequests> {
  const devices = new DevicesService({ sessions });
  const changes = new DeviceChangesService({ sessions, directory: cameras.directory });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const file = new TableFile({ choosePath, onSaved });
  return {
    handlers: deviceHandlers({ devices, changes, file }),
    dispose: () => {
      devices.dispose();
      changes.dispose();
    },
  };
}
