/** Changes of devices. */
import type { DeviceChangeRule, DeviceOrder, DeviceOutcome } from '../../preload/domain/cameras/device-changes.ts';

export interface DeviceChangePort {
  /** The changes that the cloud documents. */
  readonly rules: readonly DeviceChangeRule[];
  /**
   * Sends a change in calls of the documented size, one after the other. A failure that concerns all cameras, and a lost answer, end
   * it: the cameras behind are not asked.
   *
   * @param order a change of `rules`; at most one camera of a device where the change is by device.
   * @returns outcomes in the order of the items. @throws {AppError} `cancelled` alone.
   */
  change(order: DeviceOrder, signal: AbortSignal): Promise<readonly DeviceOutcome[]>;
}
