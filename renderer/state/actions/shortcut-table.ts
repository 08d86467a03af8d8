/**
 * Every action of the client that a key can have: one table for the key handlers, the sheet of keys, the palette, menus and
 * tooltips. Titles are the texts `actions.titles.<id>`; the owner of an action provides what the action does, see
 * shortcut-actions.ts.
 */
import type { Chord } from './shortcut-keys.ts';

/** How actions are grouped for people. */
export const ACTION_AREAS = ['window', 'wall', 'tile', 'ptz', 'cameras', 'walls', 'clouds', 'console'] as const;
export type ActionArea = (typeof ACTION_AREAS)[number];

/**
 * Where keys act: `tile` while the focus is on a tile, `ptz` on one whose camera is being steered, `tree` in the tree of
 * cameras, `walls` in the list of walls, else the screen.
 */
export type Scope = 'everywhere' | 'live' | 'tile' | 'ptz' | 'tree' | 'walls' | 'clouds' | 'console';

const PARENTS: Readonly<Record<Scope, Scope | null>> = {
  everywhere: null,
  live: 'everywhere',
  tile: 'live',
  ptz: 'tile',
  tree: 'live',
  walls: 'live',
  clouds: 'everywhere',
  console: 'everywhere',
};

/** The scope and those around it, the nearest first. */
export function scopesFrom(scope: Scope): readonly Scope[] {
  const parent = PARENTS[scope];
  return parent === null ? [scope] : [scope, ...scopesFrom(parent)];
}

/** Their keys go before those around them on purpose: who steers with the arrows moves to no other tile. */
const COVERING: ReadonlySet<Scope> = new Set<Scope>(['ptz']);

/** Whether one key stroke could mean both. */
export function doScopesMeet(a: Scope, b: Scope): boolean {
  if (a !== b && (COVERING.has(a) || COVERING.has(b))) return a === 'everywhere' || b === 'everywhere';
  return scopesFrom(a).includes(b) || scopesFrom(b).includes(a);
}

interface Row {
  readonly area: ActionArea;
  readonly scope: Scope;
  readonly keys: readonly Chord[];
  /** `fields`: also while a text field has the focus, by keys that write nothing. `always`: in dialogs too. */
  readonly reach?: 'fields' | 'always';
  /** Keys that every list of the system has: shown, never bound anew. */
  readonly isFixed?: true;
  /** Can be held down. */
  readonly isRepeating?: true;
  /** Needs a row or a key to begin with, so that the palette cannot offer it. */
  readonly isKeyOnly?: true;
}

const everywhere = (keys: readonly Chord[], more: Partial<Row> = {}): Row => ({
  ...{ area: 'window', scope: 'everywhere', keys },
  ...more,
});
const wall = (...keys: readonly Chord[]): Row => ({ area: 'wall', scope: 'live', keys });
const tile = (...keys: readonly Chord[]): Row => ({ area: 'tile', scope: 'tile', keys });
const ptz = (...keys: readonly Chord[]): Row => ({ area: 'ptz', scope: 'ptz', keys, isKeyOnly: true });
const move = (key: Chord): Row => ({ ...tile(key), isRepeating: true, isKeyOnly: true });
const row = (...keys: readonly Chord[]): Row => ({ area: 'cameras', scope: 'tree', keys, isKeyOnly: true });
const inWalls = (...keys: readonly Chord[]): Row => ({ area: 'walls', scope: 'walls', keys, isKeyOnly: true });
const clouds = (...keys: readonly Chord[]): Row => ({ area: 'clouds', scope: 'clouds', keys });
const fixed = (...keys: readonly Chord[]): Row => ({ ...row(...keys), isFixed: true });

const table = {
  'app.palette': everywhere(['Mod+K'], { reach: 'fields', isKeyOnly: true }),
  'app.shortcuts': everywhere(['?', 'F1']),
  'app.settings': everywhere(['Mod+,'], { reach: 'fields' }),
  'app.find': everywhere(['Mod+F'], { reach: 'fields' }),
  'app.live': everywhere(['Mod+1'], { reach: 'fields' }),
  'app.clouds': everywhere(['Mod+8'], { reach: 'fields' }),
  'app.console': everywhere(['Mod+9'], { reach: 'fields' }),
  'app.panel': everywhere(['F11'], { reach: 'fields' }),
  'app.nextRegion': everywhere(['F6'], { reach: 'fields', isKeyOnly: true }),
  'app.previousRegion': everywhere(['Shift+F6'], { reach: 'fields', isKeyOnly: true }),
  'app.textLarger': everywhere(['Mod+=', 'Mod+Plus'], { reach: 'always', isRepeating: true }),
  'app.textSmaller': everywhere(['Mod+-'], { reach: 'always', isRepeating: true }),
  'app.textNormal': everywhere(['Mod+0'], { reach: 'always' }),
  'app.language': everywhere(['Alt+Shift+L']),
  'app.load': everywhere(['Alt+Shift+M']),
  'app.outages': everywhere(['Alt+Shift+N']),

  'wall.callCamera': { ...wall('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), isFixed: true, isKeyOnly: true },
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
  'wall.join': wall('J'),
  'wall.divide': wall('Shift+J'),
  'wall.next': { ...wall('Mod+PageDown'), isRepeating: true },
  'wall.previous': { ...wall('Mod+PageUp'), isRepeating: true },
  'wall.fullScreen': wall('F'),
  'wall.list': wall('W'),
  'wall.create': wall('Alt+T'),
  'wall.duplicate': wall('Alt+Shift+D'),
  'wall.remove': wall('Alt+Delete'),
  'wall.moveTo': wall('Alt+Shift+F'),
  'wall.createFolder': wall('Alt+Shift+T'),
  'wall.copyLink': wall('Alt+Shift+C'),
  'wall.closeTab': wall('Alt+W'),
  'wall.newWindow': wall('Alt+N'),
  'wall.rename': wall('Alt+Shift+R'),
  'wall.versions': wall('Alt+H'),
  'wall.missing': wall('Alt+M'),
  'wall.import': wall('Alt+I'),
  'wall.export': wall('Alt+E'),
  'wall.exportAll': wall('Alt+Shift+E'),
  'wall.pasteLink': { ...wall('Mod+V'), isFixed: true, isKeyOnly: true },
  'wall.back': { ...wall('Escape'), isKeyOnly: true },
  'wall.statistics': wall('I'),
  'wall.clock': wall('C'),
  'wall.undo': { ...wall('Mod+Z'), isRepeating: true },
  'wall.redo': { ...wall('Mod+Shift+Z', 'Mod+Y'), isRepeating: true },
  'wall.snapshot': wall('Alt+Shift+S'),
  'wall.mute': wall('M'),
  'wall.soundFollows': wall('Shift+M'),
  'wall.sequences': wall('S'),
  'wall.pauseSequences': wall('P'),
  'wall.newSequence': wall('Shift+S'),
  'wall.newTour': wall('Shift+W'),
  'wall.hotspot': wall('Alt+Shift+H'),
  'wall.alarmTile': wall('Alt+Shift+A'),
  'wall.lock': wall('Alt+L'),
  'wall.clear': wall('Shift+Delete'),

  'tile.left': move('ArrowLeft'),
  'tile.right': move('ArrowRight'),
  'tile.up': move('ArrowUp'),
  'tile.down': move('ArrowDown'),
  'tile.extendLeft': move('Shift+ArrowLeft'),
  'tile.extendRight': move('Shift+ArrowRight'),
  'tile.extendUp': move('Shift+ArrowUp'),
  'tile.extendDown': move('Shift+ArrowDown'),
  'tile.moveLeft': move('Mod+Shift+ArrowLeft'),
  'tile.moveRight': move('Mod+Shift+ArrowRight'),
  'tile.moveUp': move('Mod+Shift+ArrowUp'),
  'tile.moveDown': move('Mod+Shift+ArrowDown'),
  'tile.panLeft': move('Mod+ArrowLeft'),
  'tile.panRight': move('Mod+ArrowRight'),
  'tile.panUp': move('Mod+ArrowUp'),
  'tile.panDown': move('Mod+ArrowDown'),
  'tile.earlier': { ...tile('Alt+ArrowLeft'), isRepeating: true },
  'tile.later': { ...tile('Alt+ArrowRight'), isRepeating: true },
  'tile.choose': { ...tile('Mod+Space'), isKeyOnly: true },
  'tile.chooseAll': tile('Mod+A'),
  'tile.maximise': tile('Enter'),
  'tile.remove': tile('Delete', 'Backspace'),
  'tile.aspect': { ...wall('V'), area: 'tile' },
  'tile.protect': { ...wall('Shift+P'), area: 'tile' },
  'tile.snapshot': { ...wall('Alt+S'), area: 'tile' },
  'tile.record': { ...wall('R'), area: 'tile' },
  'tile.replay': { ...wall('B'), area: 'tile' },
  'tile.live': { ...wall('L'), area: 'tile' },
  'tile.zoomBox': { ...wall('Z'), area: 'tile' },
  'tile.zoomIn': { ...wall('Plus', '='), area: 'tile', isRepeating: true },
  'tile.zoomOut': { ...wall('-'), area: 'tile', isRepeating: true },
  'tile.resetView': { ...wall('X'), area: 'tile' },
  'tile.rotate': { ...wall('O'), area: 'tile' },
  'tile.mirror': { ...wall('Shift+O'), area: 'tile' },
  'tile.stream': { ...wall('Q'), area: 'tile' },
  'tile.listen': { ...wall('H'), area: 'tile' },
  'tile.ptz': { ...wall('D'), area: 'tile' },
  'tile.copyLink': { ...wall('Alt+C'), area: 'tile' },
  'tile.report': { ...wall('Alt+R'), area: 'tile' },
  'tile.more': { ...wall('T'), area: 'tile', isKeyOnly: true },
  'tile.pause': tile('Space'),
  'tile.nextStep': { ...tile('PageDown'), isRepeating: true },
  'tile.previousStep': { ...tile('PageUp'), isRepeating: true },
  'tile.acknowledge': tile('A'),
  'tile.pin': tile('Alt+A'),
  'tile.nextAlarm': { ...tile('N'), isRepeating: true },
  'tile.menu': { ...tile('ContextMenu', 'Shift+F10'), isKeyOnly: true },

  'ptz.left': ptz('ArrowLeft'),
  'ptz.right': ptz('ArrowRight'),
  'ptz.up': ptz('ArrowUp'),
  'ptz.down': ptz('ArrowDown'),
  'ptz.zoomIn': ptz('Plus', '='),
  'ptz.zoomOut': ptz('-'),
  'ptz.focusNear': ptz('['),
  'ptz.focusFar': ptz(']'),
  'ptz.slower': { ...ptz(','), isRepeating: true },
  'ptz.faster': { ...ptz('.'), isRepeating: true },
  'ptz.stop': ptz('Space'),
  'ptz.leave': ptz('Escape'),

  'cameras.refresh': { area: 'cameras', scope: 'live', keys: ['Shift+R'] },
  'cameras.newSite': { area: 'cameras', scope: 'live', keys: ['Shift+N'] },
  'cameras.filter': { area: 'cameras', scope: 'live', keys: ['Shift+F'] },
  'cameras.view': { area: 'cameras', scope: 'live', keys: ['Shift+V'] },
  'tree.move': fixed('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
  'tree.fold': fixed('ArrowLeft', 'ArrowRight'),
  'tree.activate': fixed('Enter'),
  'tree.choose': fixed('Space'),
  'tree.preview': row('Alt+P'),
  'tree.menu': row('ContextMenu', 'Shift+F10'),
  'tree.wall': row('Mod+Enter'),
  'tree.fill': row('Mod+Shift+Enter'),
  'tree.addTo': row('Insert'),
  'tree.createInside': row('Shift+Insert'),
  'tree.moveTo': row('Mod+M'),
  'tree.rename': row('F2'),
  'tree.up': { ...row('Alt+ArrowUp'), isRepeating: true },
  'tree.down': { ...row('Alt+ArrowDown'), isRepeating: true },
  'tree.indent': row('Alt+ArrowRight'),
  'tree.outdent': row('Alt+ArrowLeft'),
  'tree.remove': row('Delete'),

  'walls.move': { ...inWalls('ArrowUp', 'ArrowDown', 'Home', 'End'), isFixed: true },
  'walls.fold': { ...inWalls('ArrowLeft', 'ArrowRight'), isFixed: true },
  'walls.open': inWalls('Enter', 'Space'),
  'walls.newWindow': inWalls('Shift+Enter'),
  'walls.menu': inWalls('ContextMenu', 'Shift+F10'),
  'walls.rename': inWalls('F2'),
  'walls.up': { ...inWalls('Alt+ArrowUp'), isRepeating: true },
  'walls.down': { ...inWalls('Alt+ArrowDown'), isRepeating: true },
  'walls.remove': inWalls('Delete'),

  'clouds.add': { area: 'clouds', scope: 'everywhere', keys: ['Shift+A'] },
  'clouds.import': clouds('Shift+I'),
  'clouds.export': clouds('Shift+E'),
  'clouds.testAll': clouds('Shift+T'),
  'clouds.test': { ...clouds('T'), isKeyOnly: true },
  'clouds.switch': { ...clouds('O'), isKeyOnly: true },
  'clouds.edit': { ...clouds('F2'), isKeyOnly: true },
  'clouds.remove': { ...clouds('Delete'), isKeyOnly: true },

  'console.run': { area: 'console', scope: 'console', keys: ['Mod+Enter'], reach: 'fields' },
  'console.search': { area: 'console', scope: 'console', keys: ['/'] },
  'console.tree': { area: 'console', scope: 'console', keys: ['Alt+1'] },
  'console.json': { area: 'console', scope: 'console', keys: ['Alt+2'] },
  'console.history': { area: 'console', scope: 'console', keys: ['Alt+3'] },
} as const satisfies Readonly<Record<string, Row>>;

export type ActionId = keyof typeof table;

export interface ActionRow extends Row {
  readonly id: ActionId;
}

/** In the order in which people read them. */
export const ACTIONS: readonly ActionRow[] = Object.entries(table).map(([id, data]) => ({
  ...(data as Row),
  id: id as ActionId,
}));

const byId: ReadonlyMap<string, ActionRow> = new Map(ACTIONS.map((action) => [action.id, action]));

export const isActionId = (id: string): id is ActionId => byId.has(id);

export function actionOf(id: ActionId): ActionRow {
  return { ...(table[id] as Row), id };
}
