/** Devices of all clouds: their facts, and changes of many at once. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { DeviceChangesService, type ChangedDirectory } from './device-changes.ts';
import { DevicesService } from './devices.ts';
import { deviceHandlers, type DeviceRequests } from './handlers.ts';

interface Others {
  readonly cameras: { readonly directory: ChangedDirectory };
}

export function createDevices({ sessions }: ClientCore, { cameras }: Others): Area<DeviceRequests> {
  const devices = new DevicesService({ sessions });
  const changes = new DeviceChangesService({ sessions, directory: cameras.directory });
  return {
    handlers: deviceHandlers({ devices, changes }),
    dispose: () => {
      devices.dispose();
      changes.dispose();
    },
  };
}
