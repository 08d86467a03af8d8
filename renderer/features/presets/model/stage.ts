/** Which camera the PTZ stage shows. */
import { create } from 'zustand';
import { mayTurn, type NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { DirectoryView } from '../../../state/cameras/directory-merge.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { leaveEditor } from './tracks.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';

interface Stage {
  readonly channelId: ChannelId | null;
  /** The query that narrows the list of cameras. */
  readonly query: string;
  /** Counts how often the search was asked for, so that a field that appears later takes the focus as well. */
  readonly searches: number;
}

export const useStage = create<Stage>(() => ({ channelId: null, query: '', searches: 0 }));

/** Asks first where the camera on the stage has unsaved legs. */
export function showOnStage(channelId: ChannelId): void {
  if (channelId !== useStage.getState().channelId) leaveEditor(() => useStage.setState({ channelId }));
}

/** Goes to the stage with the camera. */
export function openOnStage(channelId: ChannelId): void {
  showOnStage(channelId);
  goTo('presets');
}

export const setQuery = (query: string): void => useStage.setState({ query });

export function focusStageSearch(): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  useStage.setState(({ searches }) => ({ searches: searches + 1 }));
}

let counted: { readonly view: DirectoryView; readonly cameras: readonly NumberedChannel[] } | null = null;

/** The cameras that turn, and those of which nobody knows it yet, by their number. Counted once for each content of the directory. */
export function turningCameras(view: DirectoryView): readonly NumberedChannel[] {
  if (counted?.view === view) return counted.cameras;
  const cameras = [...view.byId.values()].filter(mayTurn);
  cameras.sort((a, b) => a.number - b.number);
  counted = { view, cameras };
  return cameras;
}

/** Those with all words of the query in number or name. */
export function matching(cameras: readonly NumberedChannel[], query: string): readonly NumberedChannel[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return cameras;
  return cameras.filter(({ number, name }) => {
    const line = `${number} ${name.toLowerCase()}`;
    return words.every((word) => line.includes(word));
  });
}

/** The next camera of the list, or the one before; false without cameras. */
export function stepCamera(by: 1 | -1): boolean {
  const { channelId, query } = useStage.getState();
  const cameras = matching(turningCameras(useDirectory.getState().view), query);
  if (cameras.length === 0) return false;
  const at = cameras.findIndex(({ id }) => id === channelId);
  const next = at < 0 ? 0 : (at + by + cameras.length) % cameras.length;
  const camera = cameras[next];
  if (camera !== undefined) showOnStage(camera.id);
  return true;
}
