/** Devices of all clouds, one by one. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { DevicesService } from './devices.ts';
import { deviceHandlers, type DeviceRequests } from './handlers.ts';

export function createDevices({ sessions }: ClientCore): Area<DeviceRequests> {
  const devices = new DevicesService({ sessions });
  return { handlers: deviceHandlers(devices), dispose: () => devices.dispose() };
}
