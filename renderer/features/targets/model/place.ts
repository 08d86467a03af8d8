import type { DeviceId } from '../../../../preload/domain/ids.ts';

/** A list of a device. */
export interface Place {
  readonly deviceId: DeviceId;
  readonly groupId: string;
}
