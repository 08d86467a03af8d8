/** The groups, devices and channels of an account. */
import type { Channel, Device, OrgNode } from '../../preload/domain/cameras/cameras.ts';
import type { DeviceId } from '../../preload/domain/ids.ts';
import type { Page } from './page.ts';

export interface DirectoryPort {
  groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>>;
  devices(signal: AbortSignal): AsyncIterable<Page<Device>>;
  /** In the cloud's stable order, so that operators' numbers do not jump. */
  channels(signal: AbortSignal): AsyncIterable<Page<Channel>>;
  /**
   * The channels of one device with what `channels` may leave open: whether a camera turns, and the state of a camera below a
   * recorder. Null for a device that is not listed. Absent where `channels` leaves nothing open.
   */
  ask?(deviceId: DeviceId, signal: AbortSignal): Promise<readonly Channel[] | null>;
}
