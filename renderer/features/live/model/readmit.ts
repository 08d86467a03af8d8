/**
 * Asks main for a camera whose stream is in quarantine because it stopped the media service; see `media.quarantined`.
 */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';

/** Runs `retry` once main lets the camera's streams in again; at once after any other failure. */
export async function readmitBefore(error: WireError, channelId: ChannelId, retry: () => void): Promise<void> {
  if (error.code === 'media.quarantined') await request['live.readmit']({ channelId });
  retry();
}
