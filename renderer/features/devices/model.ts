/** The facts of one device, held while they show. */
import { create } from 'zustand';
import type { ToldDeviceFacts } from '../../../preload/contract/devices.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { request } from '../../page/bridge.ts';
import { openDialog } from '../../state/page/navigation.ts';

interface Shown {
  /** Null while no facts are asked for or shown. */
  readonly channelId: ChannelId | null;
  readonly isReading: boolean;
  /** The last facts stay while they are read again. */
  readonly told: ToldDeviceFacts | null;
  readonly error: WireError | null;
}

const NOTHING: Shown = { channelId: null, isReading: false, told: null, error: null };
export const useDevice = create<Shown>(() => NOTHING);

/** Opens the dialog, and asks the cloud. */
export function showDevice(channelId: ChannelId): void {
  useDevice.setState({ ...NOTHING, channelId });
  openDialog('device');
  void readDevice();
}

export async function readDevice(): Promise<void> {
  const { channelId, isReading } = useDevice.getState();
  if (channelId === null || isReading) return;
  useDevice.setState({ isReading: true, error: null });
  const answer = await request['devices.facts']({ channelId });
  // Another device is shown now, or the dialog was closed.
  if (useDevice.getState().channelId !== channelId) return;
  useDevice.setState({ isReading: false, ...(answer.ok ? { told: answer.value } : { error: answer.error }) });
}

export const forgetDevice = (): void => useDevice.setState(NOTHING);
