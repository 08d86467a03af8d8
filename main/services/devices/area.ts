/** Devices of all clouds, one by one and as a table. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { DevicesService } from './devices.ts';
import { deviceHandlers, type DeviceRequests } from './handlers.ts';
import { TableFile } from './table-file.ts';

export function createDevices({ sessions, host }: ClientCore, onSaved: OnSaved): Area<DeviceRequests> {
  const devices = new DevicesService({ sessions });
  const choosePath = host.hasSaveDialog === true ? host.chooseSavePath.bind(host) : null;
  const file = new TableFile({ choosePath, onSaved });
  return { handlers: deviceHandlers(devices, file), dispose: () => devices.dispose() };
}
