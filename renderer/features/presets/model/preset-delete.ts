/**
 * Deletes a preset: with Undo where nothing uses it. A track that has lost a preset is not mended by Undo on another desk, so a
 * preset that a track uses is deleted after a question, and so is one of which that cannot be read.
 */
import { create } from 'zustand';
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Preset } from '../../../../preload/domain/ptz/presets.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { deleteSoon, deletionOf } from '../../../state/presets/preset-deletions.ts';
import { listsNoCruise } from '../../../state/presets/preset-reason.ts';
import { ask } from '../../../state/presets/presets.ts';
import { useRound } from './round.ts';
import { useStage } from './stage.ts';

/** Tracks of a camera are read one by one; of more than these it is not known which presets they use. */
const MAX_TRACKS = 32;

/** The preset whose uses are being read. */
export const useChecking = create<{
  readonly checking: { readonly channelId: ChannelId; readonly index: number } | null;
}>(() => ({ checking: null }));

/** One preset at a time: a second call meanwhile does nothing. */
export async function deleteOrAsk(channelId: ChannelId, preset: Preset): Promise<void> {
  const { index } = preset;
  if (useChecking.getState().checking !== null) return;
  if (deletionOf(channelId, index) !== undefined) return;
  useChecking.setState({ checking: { channelId, index } });
  const usedBy = await usersOf(channelId, index).finally(() => useChecking.setState({ checking: null }));
  if (usedBy?.length === 0) return deleteSoon(channelId, preset);
  if (useStage.getState().channelId === channelId) ask({ kind: 'delete', preset, usedBy });
}

/** @returns the names of what uses the preset; null where that could not be read. */
async function usersOf(channelId: ChannelId, index: number): Promise<readonly string[] | null> {
  const { round } = useRound.getState();
  const isOnRound = round?.channelId === channelId && round.stops.includes(index);
  const ofRound = isOnRound ? [textNow()(`presets.round.title`)] : [];
  const channel = selectChannel(channelId)(useDirectory.getState());
  const vendor = selectAccount(channel?.accountId ?? null)(useAccounts.getState())?.vendor;
  if (!capabilityOf(vendor, 'cruise-tracks').can || listsNoCruise(channel, vendor)) return ofRound;
  const listed = await request['cruises.list']({ channelId });
  if (!listed.ok) return listed.error.code === 'cloud.not-supported' ? ofRound : null;
  const { tracks, unreadable } = listed.value;
  if (unreadable > 0 || tracks.length > MAX_TRACKS) return null;
  const names: string[] = [];
  for (const { id, name } of tracks) {
    const read = await request['cruises.read']({ channelId, id });
    if (!read.ok) return null;
    if (read.value.track.legs.some(({ preset }) => preset === index)) names.push(name);
  }
  return [...names, ...ofRound];
}
