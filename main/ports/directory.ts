/** The groups, devices and channels of an account. */
import type { Channel, Device, OrgNode } from '../../preload/domain/cameras/cameras.ts';
import type { Page } from './page.ts';

export interface DirectoryPort {
  groups(signal: AbortSignal): AsyncIterable<Page<OrgNode>>;
  devices(signal: AbortSignal): AsyncIterable<Page<Device>>;
  /** In the cloud's stable order, so that operators' numbers do not jump. */
  channels(signal: AbortSignal): AsyncIterable<Page<Channel>>;
}
