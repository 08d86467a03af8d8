/** The actions of playback. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { goTo } from '../../state/page/navigation.ts';
import { chosenCameras, selectedCamera } from '../../state/sequences/selected-camera.ts';
import { openInPlayback, openPastMoment } from './cameras/open-in-playback.ts';
import { openSetInPlayback } from './cameras/open-wall.ts';

/** In a kiosk the viewer may play recordings, but neither export nor write. */
const playback = (...keys: readonly Chord[]): DeclaredAction => ({
  group: 'playback',
  scope: 'playback',
  keys,
  kiosk: true,
});
const desk = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'playback', scope: 'playback', keys });

const actions = {
  'playback.open': { group: 'playback', scope: 'live', keys: ['Shift+B'], kiosk: true },
  'playback.openPast': { group: 'playback', scope: 'live', keys: ['Alt+B'], kiosk: true },
  'playback.openWall': { group: 'playback', scope: 'live', keys: ['Alt+Shift+P'], kiosk: true },
  'playback.refresh': playback('Shift+R'),
  'playback.retrievals': desk('Shift+U'),
  'playback.export': desk('E'),
  'playback.files': desk('Alt+O'),
  'playback.newReview': desk('Alt+T'),
  'playback.closeReview': desk('Alt+W'),
  'playback.renameReview': desk('Alt+Shift+R'),
  'playback.nextReview': { ...desk('Mod+PageDown'), isRepeating: true },
  'playback.previousReview': { ...desk('Mod+PageUp'), isRepeating: true },
  'playback.remove': { ...playback('Delete'), isKeyOnly: true },
  'playback.place': playback('Alt+P'),
  'playback.play': playback('K', 'Space'),
  'playback.shuttleBack': playback('J'),
  'playback.shuttleForward': playback('L'),
  'playback.slower': { ...playback('<'), isRepeating: true },
  'playback.faster': { ...playback('>'), isRepeating: true },
  'playback.skip': playback('Shift+G'),
  'playback.sound': playback('H'),
  'playback.moment': desk('G'),
  'playback.days': playback('Alt+D'),
  'playback.zone': playback('U'),
  'playback.legend': playback('Shift+Z'),
  'playback.enlarge': playback('Enter'),
  'playback.fullScreen': desk('F'),
  'playback.stepBack': { ...playback('Escape'), isKeyOnly: true },
  'playback.menu': { ...playback('ContextMenu', 'Shift+F10', 'T'), isKeyOnly: true },
  'playback.zoomBox': playback('Z'),
  'playback.zoomIn': { ...playback('Plus', '='), isRepeating: true },
  'playback.zoomOut': { ...playback('-'), isRepeating: true },
  'playback.resetView': playback('X'),
  'playback.rotate': playback('O'),
  'playback.mirror': playback('Shift+O'),
  'playback.stream': desk('Q'),
  'playback.nextCamera': { ...playback('ArrowDown'), isRepeating: true },
  'playback.previousCamera': { ...playback('ArrowUp'), isRepeating: true },
  'playback.nextSpan': { ...playback('N'), isRepeating: true },
  'playback.previousSpan': { ...playback('P'), isRepeating: true },
  'playback.forward': { ...playback('ArrowRight'), isRepeating: true },
  'playback.back': { ...playback('ArrowLeft'), isRepeating: true },
  'playback.forward30': { ...playback('Shift+ArrowRight'), isRepeating: true },
  'playback.back30': { ...playback('Shift+ArrowLeft'), isRepeating: true },
  'playback.nextPicture': { ...playback('.'), isRepeating: true },
  'playback.previousPicture': { ...playback(','), isRepeating: true },
  'playback.loopFrom': playback('['),
  'playback.loopTo': playback(']'),
  'playback.loopEnd': playback('\\'),
  'playback.waiting': playback('Alt+Y'),
  'playback.sync': playback('Y'),
  'playback.offset': desk('Shift+Y'),
  'playback.bookmark': desk('Mod+D'),
  'playback.nextMark': { ...playback('PageDown'), isRepeating: true },
  'playback.previousMark': { ...playback('PageUp'), isRepeating: true },
  'playback.snapshot': playback('Alt+S'),
  'playback.live': desk('Alt+V'),
  'playback.today': playback('End'),
  'playback.earlier': { ...playback('Alt+ArrowLeft'), isRepeating: true },
  'playback.later': { ...playback('Alt+ArrowRight'), isRepeating: true },

  'app.playback': {
    group: 'window',
    scope: 'everywhere',
    keys: ['Mod+2'],
    reach: 'fields',
    after: 'app.live',
    kiosk: true,
  },
} satisfies Readonly<Record<string, DeclaredAction>>;

/** Opens the camera of the selected tile of the wall. False without such a camera. */
const ofTile = (open: (channelId: ChannelId) => void) => (): boolean => {
  const channelId = selectedCamera();
  if (channelId !== null) open(channelId);
  return channelId !== null;
};

export const playbackActions: AreaActions<keyof typeof actions, 'playback'> = areaActions({
  groups: [{ id: 'playback', icon: 'playback', label: (t) => t('playback.names.group') }],
  scopes: [{ id: 'playback', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`playback.names.actions.${id}`),
  runs: {
    'app.playback': () => goTo('playback'),
    'playback.open': ofTile(openInPlayback),
    'playback.openPast': ofTile((channelId) => void openPastMoment(channelId)),
    'playback.openWall': () => {
      const cameras = chosenCameras();
      if (cameras.length > 0) void openSetInPlayback(cameras);
      return cameras.length > 0;
    },
  },
});
