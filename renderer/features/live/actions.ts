/** The actions of the live screen: the wall that shows, its tiles, the camera that is steered. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import { steeredTile } from '../../state/players/ptz.ts';
import { alarmTileReason } from '../../state/walls/alarms-read.ts';
import { liveRuns } from './live-runs.ts';

const wall = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'wall', scope: 'live', keys });
const tile = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'tile', scope: 'tile', keys });
/** By its key from anywhere on the screen; it means the selected tile. */
const onTile = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'tile', scope: 'live', keys });
const ptz = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'ptz', scope: 'ptz', keys, isKeyOnly: true });
const move = (key: Chord): DeclaredAction => ({ ...tile(key), isRepeating: true, isKeyOnly: true });
const inKiosk = (action: DeclaredAction): DeclaredAction => ({ ...action, kiosk: true });

const actions = {
  'wall.callCamera': {
    ...wall('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    isFixed: true,
    isKeyOnly: true,
    printed: '0 – 9',
  },
  'wall.layout1': wall('Alt+1'),
  'wall.layout4': wall('Alt+2'),
  'wall.layout9': wall('Alt+3'),
  'wall.layout16': wall('Alt+4'),
  'wall.layout25': wall('Alt+5'),
  'wall.layout36': wall('Alt+6'),
  'wall.layout64': wall('Alt+7'),
  'wall.layout6': wall('Alt+8'),
  'wall.layout8': wall('Alt+9'),
  'wall.layout10': wall('Alt+Shift+1'),
  'wall.layout13': wall('Alt+Shift+2'),
  'wall.layouts': wall('Alt+0'),
  'wall.draw': wall('Alt+G'),
  'wall.enlarge': wall('Shift+E'),
  'wall.join': wall('Alt+J'),
  'wall.divide': wall('Shift+J'),
  'wall.nextPage': { ...inKiosk(wall('Shift+PageDown')), isRepeating: true },
  'wall.previousPage': { ...inKiosk(wall('Shift+PageUp')), isRepeating: true },
  'wall.fullScreen': wall('F'),
  'wall.back': { ...wall('Escape'), isKeyOnly: true, kiosk: true },
  'wall.statistics': wall('I'),
  'wall.clock': wall('C'),
  'wall.stream': wall('Shift+Q'),
  'wall.snapshot': inKiosk(wall('Alt+Shift+S')),
  'wall.mute': inKiosk(wall('M')),
  'wall.soundFollows': wall('Shift+M'),
  'wall.pauseSequences': inKiosk(wall('K')),
  'wall.hotspot': wall('Alt+Shift+H'),
  'wall.alarmTile': { ...wall('Alt+Shift+A'), reason: alarmTileReason },
  'wall.lock': wall('Alt+L'),
  'wall.clear': wall('Shift+Delete'),

  'tile.left': inKiosk(move('ArrowLeft')),
  'tile.right': inKiosk(move('ArrowRight')),
  'tile.up': inKiosk(move('ArrowUp')),
  'tile.down': inKiosk(move('ArrowDown')),
  'tile.extendLeft': move('Shift+ArrowLeft'),
  'tile.extendRight': move('Shift+ArrowRight'),
  'tile.extendUp': move('Shift+ArrowUp'),
  'tile.extendDown': move('Shift+ArrowDown'),
  'tile.moveLeft': move('Mod+Shift+ArrowLeft'),
  'tile.moveRight': move('Mod+Shift+ArrowRight'),
  'tile.moveUp': move('Mod+Shift+ArrowUp'),
  'tile.moveDown': move('Mod+Shift+ArrowDown'),
  'tile.panLeft': inKiosk(move('Mod+ArrowLeft')),
  'tile.panRight': inKiosk(move('Mod+ArrowRight')),
  'tile.panUp': inKiosk(move('Mod+ArrowUp')),
  'tile.panDown': inKiosk(move('Mod+ArrowDown')),
  'tile.earlier': { ...tile('Alt+ArrowLeft'), isRepeating: true },
  'tile.later': { ...tile('Alt+ArrowRight'), isRepeating: true },
  'tile.choose': { ...tile('Mod+Space'), isKeyOnly: true },
  'tile.chooseAll': tile('Mod+A'),
  'tile.maximise': inKiosk(tile('Enter')),
  'tile.remove': tile('Delete', 'Backspace'),
  'tile.aspect': onTile('V'),
  'tile.protect': onTile('Shift+P'),
  'tile.snapshot': inKiosk(onTile('Alt+S')),
  'tile.record': inKiosk(onTile('R')),
  'tile.replay': inKiosk(onTile('B')),
  'tile.live': inKiosk(onTile('Alt+V')),
  'tile.zoomBox': inKiosk(onTile('Z')),
  'tile.zoomIn': { ...onTile('Plus', '='), isRepeating: true, kiosk: true },
  'tile.zoomOut': { ...onTile('-'), isRepeating: true, kiosk: true },
  'tile.resetView': inKiosk(onTile('X')),
  'tile.rotate': inKiosk(onTile('O')),
  'tile.mirror': inKiosk(onTile('Shift+O')),
  'tile.stream': onTile('Q'),
  'tile.listen': inKiosk(onTile('H')),
  'tile.ptz': onTile('D'),
  'tile.number': tile('Shift+F2'),
  'tile.copyLink': inKiosk(onTile('Alt+C')),
  'tile.report': inKiosk(onTile('Alt+R')),
  'tile.more': { ...onTile('T'), isKeyOnly: true, kiosk: true },
  'tile.pause': inKiosk(tile('Space')),
  'tile.nextStep': { ...tile('PageDown'), isRepeating: true, kiosk: true },
  'tile.previousStep': { ...tile('PageUp'), isRepeating: true, kiosk: true },
  'tile.acknowledge': inKiosk(tile('A')),
  'tile.pin': inKiosk(tile('Alt+A')),
  'tile.nextAlarm': { ...tile('N'), isRepeating: true, kiosk: true },
  'tile.menu': { ...tile('ContextMenu', 'Shift+F10'), isKeyOnly: true, kiosk: true },

  'ptz.left': ptz('ArrowLeft'),
  'ptz.right': ptz('ArrowRight'),
  'ptz.up': ptz('ArrowUp'),
  'ptz.down': ptz('ArrowDown'),
  'ptz.zoomIn': ptz('Plus', '='),
  'ptz.zoomOut': ptz('-'),
  'ptz.focusNear': ptz('['),
  'ptz.focusFar': ptz(']'),
  'ptz.autoFocus': ptz('Alt+F'),
  'ptz.irisClose': ptz('Alt+['),
  'ptz.irisOpen': ptz('Alt+]'),
  'ptz.slower': { ...ptz(','), isRepeating: true },
  'ptz.faster': { ...ptz('.'), isRepeating: true },
  'ptz.stop': ptz('Space'),
  'ptz.leave': ptz('Escape'),

  'app.live': {
    group: 'window',
    scope: 'everywhere',
    keys: ['Mod+1'],
    reach: 'fields',
    after: 'app.find',
    kiosk: true,
  },
  'app.load': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+M'], after: 'app.language' },
  'app.outages': { group: 'window', scope: 'everywhere', keys: ['Alt+Shift+N'] },
} satisfies Readonly<Record<string, DeclaredAction>>;

const isSteered = (element: Element): boolean =>
  element.closest('[data-tile]')?.getAttribute('data-tile') === String(steeredTile());

export const liveActions: AreaActions<keyof typeof actions, 'live' | 'tile' | 'ptz'> = areaActions({
  groups: [
    { id: 'wall', icon: 'grid4', label: (t) => t('live.names.groups.wall') },
    { id: 'tile', icon: 'max', label: (t) => t('live.names.groups.tile') },
    { id: 'ptz', icon: 'ptz', label: (t) => t('live.names.groups.ptz') },
  ],
  scopes: [
    { id: 'ptz', around: 'tile', alsoOn: ['presets'], isCovering: true, isAt: isSteered },
    // A wall alone on the screen has nothing else that takes keys: its keys act wherever the focus is.
    { id: 'tile', around: 'live', isAt: (element) => isKiosk() || element.hasAttribute('data-tile') },
    { id: 'live', around: 'everywhere' },
  ],
  actions,
  title: (t, id) => t(`live.names.actions.${id}`),
  runs: liveRuns,
});
