/** How many other cameras of the same device the directory calls offline: one common cause is then likely. */
import type { DeviceId } from '../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { useDirectory } from '../../../state/cameras/directory.ts';

type View = ReturnType<typeof useDirectory.getState>['view'];

/** Counted once for each content of the directory, however many tiles ask. */
const counted = new WeakMap<View, ReadonlyMap<DeviceId, number>>();

function offlineByDevice(view: View): ReadonlyMap<DeviceId, number> {
  const known = counted.get(view);
  if (known !== undefined) return known;
  const counts = new Map<DeviceId, number>();
  for (const { deviceId, reachable } of view.byId.values()) {
    if (reachable === 'offline') counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
  }
  counted.set(view, counts);
  return counts;
}

/** The number for a camera in the directory; 0 for a camera that is not listed. */
export const selectOfflineSiblings =
  (channel: NumberedChannel | undefined) =>
  ({ view }: { readonly view: View }): number => {
    if (channel === undefined) return 0;
    const all = offlineByDevice(view).get(channel.deviceId) ?? 0;
    return view.byId.get(channel.id)?.reachable === 'offline' ? all - 1 : all;
  };
