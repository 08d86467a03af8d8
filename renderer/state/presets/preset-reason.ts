/** Why a camera has no presets, as far as its cloud's document and list say so; null where the cloud can be asked. */
import { capabilityOf } from '../../../preload/domain/accounts/cloud-capability.ts';
import { mayTurn, type Channel } from '../../../preload/domain/cameras/cameras.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';

export type NoPresets = 'cloud' | 'rtmp' | 'protocol' | 'fixed';

/**
 * Whether the list of the cloud says that the camera has no cruise tracks. Older releases list neither presets nor tracks among
 * the functions of a camera: then nothing is known, and the cloud is asked.
 */
export const listsNoCruise = (
  channel: Pick<Channel, 'capabilities'> | undefined,
  vendor: VendorId | undefined,
): boolean =>
  vendor !== undefined &&
  capabilityOf(vendor, 'cruise-tracks').can &&
  channel?.capabilities.includes('presets') === true &&
  !channel.capabilities.includes('cruise');

export function whyNoPresets(
  { capabilities, protocol }: Pick<Channel, 'capabilities' | 'protocol'>,
  vendor: VendorId,
): NoPresets | null {
  if (!capabilityOf(vendor, 'presets').can) return 'cloud';
  // Recordings on the device need signalling too: a camera without it only pushes its stream.
  if (vendor === 'tencent-ivp' && !capabilities.includes('device-record')) return 'rtmp';
  if (!mayTurn({ capabilities })) return 'fixed';
  return vendor === 'huawei-ivm' && protocol === 'gb28181' ? 'protocol' : null;
}
