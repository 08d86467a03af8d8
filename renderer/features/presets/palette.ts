/** Presets in the palette: those of the cameras whose lists were read in this window. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { PaletteSource } from '../../state/actions/area.ts';
import { selectChannel, useDirectory } from '../../state/cameras/directory.ts';
import type { Action } from '../../ui/action.ts';
import { goToPreset, usePresets } from '../../state/presets/presets.ts';
import { openOnStage } from './model/stage.ts';
import { presetWords } from '../../state/presets/preset-words.ts';

let made: { readonly t: Text; readonly of: object; readonly view: object; readonly entries: readonly Action[] } | null =
  null;

function entries(t: Text): readonly Action[] {
  const { byCamera } = usePresets.getState();
  const { view } = useDirectory.getState();
  if (made?.t === t && made.of === byCamera && made.view === view) return made.entries;
  const all = Object.entries(byCamera).flatMap(([id, { list }]) => {
    const channelId = id as ChannelId;
    const channel = selectChannel(channelId)(useDirectory.getState());
    if (channel === undefined || list === null) return [];
    return list.presets.map((preset): Action => ({
      id: `preset:${channelId}:${preset.index}`,
      icon: 'ptz',
      name: t('presets.names.ofCamera', { camera: channel.name, preset: presetWords(t, preset) }),
      words: `${channel.number} ${preset.index}`,
      run: () => {
        openOnStage(channelId);
        void goToPreset(channelId, preset.index);
      },
    }));
  });
  made = { t, of: byCamera, view, entries: all };
  return all;
}

export const presetsPalette: readonly PaletteSource[] = [
  { id: 'presets', after: 'cameras', entries, isBeforeActions: true },
];
