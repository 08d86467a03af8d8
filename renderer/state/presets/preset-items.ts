/** The presets of a camera as the items of a menu: beside its pad, and in the menu of the camera. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { errorWords } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Action } from '../../ui/action.ts';
import { selectAccount, useAccounts } from '../accounts/accounts.ts';
import { selectChannel, useDirectory } from '../cameras/directory.ts';
import { whyNoPresets, type NoPresets } from './preset-reason.ts';
import { presetWords } from './preset-words.ts';
import { callPreset, readPresetsOnce, selectLoaded, usePresets } from './presets.ts';

/** More of them are reached on the stage, where there is a filter. */
const MAX_ITEMS = 16;

/** Why the camera has no presets; null where the cloud can be asked. */
export function whyNone(channelId: ChannelId): NoPresets | null {
  const channel = selectChannel(channelId)(useDirectory.getState());
  const vendor = selectAccount(channel?.accountId ?? null)(useAccounts.getState())?.vendor;
  return channel === undefined || vendor === undefined ? null : whyNoPresets(channel, vendor);
}

/**
 * The first presets in the order of their numbers, or the one item that says why there are none.
 *
 * @param openAll goes to where all of them are shown.
 */
export function presetItems(t: Text, channelId: ChannelId, openAll: () => void): readonly Action[] {
  const why = whyNone(channelId);
  if (why !== null) return [note(t(`presets.names.menu`), t(`presets.names.none.${why}`))];
  const { list, error } = selectLoaded(channelId)(usePresets.getState());
  if (list === null) {
    if (error === null) return [note(t('presets.names.reading'), t('presets.names.reading'))];
    const { what, why: reason } = errorWords(t, error);
    return [note(t('presets.names.unread'), `${what} ${reason}`)];
  }
  if (list.presets.length === 0) return [note(t('presets.names.menu'), t('presets.names.none.yet'))];
  const items = list.presets
    .slice(0, MAX_ITEMS)
    .map((preset): Action => ({
      id: `preset-${preset.index}`,
      name: `${preset.index} ${presetWords(t, preset)}`,
      run: () => void callPreset(channelId, preset.index),
    }));
  if (list.presets.length <= MAX_ITEMS) return items;
  const all = t('presets.names.all', { count: list.presets.length });
  return [...items, { id: 'presets-all', name: all, startsGroup: true, run: openAll }];
}

const note = (name: string, reason: string): Action => ({ id: 'presets-none', name, reason });

/** Reads the presets of the camera unless they were read or there are none. @returns ends following them. */
export function followPresetItems(channelId: ChannelId, onChange: () => void): () => void {
  if (whyNone(channelId) === null) readPresetsOnce(channelId);
  return usePresets.subscribe(onChange);
}
