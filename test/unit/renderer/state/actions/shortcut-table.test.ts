import { describe, expect, it } from 'vitest';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import {
  actionFor,
  conflictsOf,
  keysFor,
  withDefault,
  withKeys,
  withSwap,
  type ChosenKeys,
} from '../../../../../renderer/state/actions/shortcut-bindings.ts';
import {
  chordOf,
  isWriting,
  printChord,
  ariaChord,
  type KeyStroke,
} from '../../../../../renderer/state/actions/shortcut-keys.ts';
import '../../../../../renderer/app/areas.ts'; // the actions of all areas
import {
  actionOf,
  allActions,
  doScopesMeet,
  isActionId,
} from '../../../../../renderer/state/actions/shortcut-table.ts';
import { areaSources, loadAllTexts, textsIn } from '../../../../area-texts.ts';

await loadAllTexts();
const enUS = await textsIn('en-US');

type Titles = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** The titles of the actions of each area, by group. */
const areaTitles = [...(await areaSources()).values()].map(
  ({ shared }) => ((shared['en-US'].names ?? {}) as { readonly actions?: Titles }).actions ?? {},
);

const NONE: ChosenKeys = {};

/** The keys of the wall that playback has too, each with its meaning there. */
const SAME_ON_BOTH: readonly string[] = [
  'Alt+ArrowLeft: tile.earlier, playback.earlier',
  'Alt+ArrowRight: tile.later, playback.later',
  'Alt+S: tile.snapshot, playback.snapshot',
  'Alt+Shift+R: wall.rename, playback.renameReview',
  'Alt+T: wall.create, playback.newReview',
  'Alt+V: tile.live, playback.live',
  'Alt+W: wall.closeTab, playback.closeReview',
  'Delete: tile.remove, playback.remove',
  'Enter: tile.maximise, playback.enlarge',
  'H: tile.listen, playback.sound',
  'K: wall.pauseSequences, playback.play',
  'Space: tile.pause, playback.play',
  'Mod+PageDown: wall.next, playback.nextReview',
  'Mod+PageUp: wall.previous, playback.previousReview',
  'N: tile.nextAlarm, playback.nextSpan',
  'PageDown: tile.nextStep, playback.nextMark',
  'PageUp: tile.previousStep, playback.previousMark',
  'Shift+R: cameras.refresh, playback.refresh',
  'F: wall.fullScreen, playback.fullScreen',
  'Escape: wall.back, playback.stepBack',
  'ContextMenu: tile.menu, playback.menu',
  'Shift+F10: tile.menu, playback.menu',
  'T: tile.more, playback.menu',
  'Z: tile.zoomBox, playback.zoomBox',
  'Plus: tile.zoomIn, playback.zoomIn',
  '=: tile.zoomIn, playback.zoomIn',
  '-: tile.zoomOut, playback.zoomOut',
  'X: tile.resetView, playback.resetView',
  'O: tile.rotate, playback.rotate',
  'Shift+O: tile.mirror, playback.mirror',
  'Q: tile.stream, playback.stream',
  // Arrows move: among tiles on the wall, among cameras and in time in playback.
  'ArrowDown: tile.down, playback.nextCamera',
  'ArrowUp: tile.up, playback.previousCamera',
  'ArrowLeft: tile.left, playback.back',
  'ArrowRight: tile.right, playback.forward',
  'Shift+ArrowLeft: tile.extendLeft, playback.back30',
  'Shift+ArrowRight: tile.extendRight, playback.forward30',
];

function stroke(key: string, more: Partial<KeyStroke> = {}): KeyStroke {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}
const chord = (key: string, more?: Partial<KeyStroke>, isMac = false) => chordOf(stroke(key, more), isMac);

describe('the table of actions', () => {
  // @promise comfort.keys: Every action has a key, and no key has two meanings in one place.
  it('every action has a key, and no key belongs to two actions that it could mean at once', () => {
    for (const action of allActions()) {
      expect([action.id, action.keys.length > 0]).toEqual([action.id, true]);
      for (const key of action.keys) {
        expect([action.id, key, conflictsOf(action.id, key, NONE).map(({ id }) => id)]).toEqual([action.id, key, []]);
      }
    }
  });

  it('the keys of the list of cameras act beside playback too, where the keys of the wall do not', () => {
    expect(actionFor('Shift+N', 'playback', NONE)?.id).toBe('cameras.newSite');
    expect(actionFor('Shift+N', 'tree', NONE, 'playback')?.id).toBe('cameras.newSite');
    expect(actionFor('Alt+L', 'playback', NONE)).toBeNull();
    expect(conflictsOf('playback.skip', 'Shift+N', NONE).map(({ id }) => id)).toEqual(['cameras.newSite']);
  });

  // @promise screen.same-keys: A key that acts on the wall and in playback means the same on both.
  it('a key that acts on the wall and in playback means the same on both', () => {
    const onWall = allActions().filter(({ scope }) => scope === 'live' || scope === 'tile');
    const inPlayback = allActions().filter(({ scope }) => scope === 'playback');
    const pairs = inPlayback.flatMap(({ id, keys }) =>
      keys.flatMap((key) =>
        onWall.filter((other) => other.keys.includes(key)).map((other) => `${key}: ${other.id}, ${id}`),
      ),
    );
    expect(pairs.toSorted()).toEqual(SAME_ON_BOTH.toSorted());
  });

  it('the table of actions has a title in both languages for every action, and for no other', () => {
    for (const { title } of allActions()) {
      for (const locale of ['en-US', 'zh-CN'] as const) expect(title(textIn(locale))).not.toMatch(/(?:titles|names)\./);
    }
    const titles = [enUS.actions.titles, ...areaTitles];
    const ids = titles.flatMap((groups) =>
      Object.entries(groups).flatMap(([group, names]) => Object.keys(names).map((name) => `${group}.${name}`)),
    );
    expect(ids.filter((id) => !isActionId(id))).toEqual([]);
    expect(ids.toSorted()).toEqual(
      allActions()
        .map(({ id }) => id as string)
        .toSorted(),
    );
  });

  it('the keys of the table of actions are written as a key stroke gives them', () => {
    const modifiers = ['Mod', 'Ctrl', 'Alt', 'Shift'];
    for (const { id, keys } of allActions()) {
      for (const key of keys) {
        const parts = key.split('+');
        const own = parts.slice(0, -1);
        expect([id, own]).toEqual([id, modifiers.filter((name) => own.includes(name))]);
        expect([id, parts.at(-1)]).toEqual([id, expect.stringMatching(/^(?:[A-Z0-9]|\W|[A-Z][A-Za-z0-9]+)$/)]);
      }
    }
  });

  it('the same key may mean different things in places that cannot be used at once', () => {
    expect(doScopesMeet('tile', 'tree')).toBe(false);
    expect(doScopesMeet('tile', 'live')).toBe(true);
    expect(actionFor('Delete', 'tile', NONE)?.id).toBe('tile.remove');
    expect(actionFor('Delete', 'tree', NONE)?.id).toBe('tree.remove');
    expect(actionFor('Delete', 'live', NONE)).toBeNull();
    expect(actionFor('Alt+1', 'console', NONE)?.id).toBe('console.tree');
    expect(actionFor('Alt+1', 'tile', NONE)?.id).toBe('wall.layout1');
  });

  it('the keys of a steered camera act on the PTZ stage too, with the keys of the stage around them and not those of a wall', () => {
    const meaning = (key: string, screen: string): string | undefined => actionFor(key, 'ptz', NONE, screen)?.id;
    expect([meaning('ArrowLeft', 'live'), meaning('ArrowLeft', 'presets')]).toEqual(['ptz.left', 'ptz.left']);
    expect([meaning('1', 'live'), meaning('1', 'presets')]).toEqual(['wall.callCamera', 'presets.goTo']);
    expect([meaning('Enter', 'live'), meaning('Enter', 'presets')]).toEqual(['tile.maximise', undefined]);
  });
});

describe('a key stroke', () => {
  it('a key stroke is named by its letter, on any script, and by its figure, on any layout', () => {
    expect(chord('k', { ctrlKey: true })).toBe('Mod+K');
    expect(chord('л', { ctrlKey: true, code: 'KeyK' })).toBe('Mod+K');
    expect(chord('&', { altKey: true, code: 'Digit1' })).toBe('Alt+1');
    expect(chord('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Z');
    expect(chord('ArrowUp', { altKey: true })).toBe('Alt+ArrowUp');
    expect(chord(' ', { ctrlKey: true })).toBe('Mod+Space');
  });

  it('a key stroke is the same sign with a Chinese input method and without', () => {
    expect(chord('?', { shiftKey: true, code: 'Slash' })).toBe('?');
    expect(chord('？', { shiftKey: true, code: 'Slash' })).toBe('?');
    expect(chord('、', { code: 'Slash' })).toBe('/');
    expect(chord('+', { ctrlKey: true, code: 'NumpadAdd' })).toBe('Mod+Plus');
  });

  it('a key stroke is nothing while an input method composes, with AltGr, and by modifiers alone', () => {
    expect(chord('f', { isComposing: true })).toBeNull();
    expect(chord('f', { keyCode: 229 })).toBeNull();
    expect(chord('Process', {})).toBeNull();
    expect(chord('@', { ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' })).toBeNull();
    expect(chord('Shift', { shiftKey: true })).toBeNull();
    expect(chord('Dead', { code: 'BracketLeft' })).toBeNull();
  });

  it('the command key counts on a Mac, and the Windows key belongs to the system', () => {
    expect(chord('k', { metaKey: true }, true)).toBe('Mod+K');
    expect(chord('k', { ctrlKey: true }, true)).toBe('Ctrl+K');
    expect(chord('k', { metaKey: true })).toBeNull();
  });

  it('a key stroke is printed as the platform prints it', () => {
    expect(printChord('Mod+Shift+Z', false)).toBe('Ctrl Shift Z');
    expect(printChord('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(printChord('Alt+ArrowUp', false)).toBe('Alt ↑');
    expect(ariaChord('Mod+K', false)).toBe('Control+K');
    expect(ariaChord('Mod+K', true)).toBe('Meta+K');
  });

  it('a key stroke is known to write or not', () => {
    expect(['F', 'Shift+J', '?', '7'].map(isWriting)).toEqual([true, true, true, true]);
    expect(['Mod+F', 'Alt+1', 'F11', 'Delete'].map(isWriting)).toEqual([false, false, false, false]);
  });
});

it('keys that the operator chose replace the old keys', () => {
  const chosen = withKeys(NONE, 'wall.fullScreen', ['G']);
  expect(actionFor('G', 'tile', chosen)?.id).toBe('wall.fullScreen');
  expect(actionFor('F', 'tile', chosen)).toBeNull();
  expect(keysFor('wall.fullScreen', withKeys(chosen, 'wall.fullScreen', []))).toEqual([]);
});

it('keys that the operator chose name the action that has the key already', () => {
  expect(conflictsOf('wall.fullScreen', 'I', NONE).map(({ id }) => id)).toEqual(['wall.statistics']);
  expect(conflictsOf('app.panel', 'Delete', NONE).map(({ id }) => id)).toEqual([
    'tile.remove',
    'tree.remove',
    'walls.remove',
    'clouds.remove',
    'playback.remove',
    'presets.delete',
  ]);
  expect(conflictsOf('console.run', 'I', NONE)).toEqual([]);
  expect(conflictsOf('wall.fullScreen', 'F', NONE)).toEqual([]);
});

it('keys that the operator chose can be swapped: each action has the key of the other', () => {
  const chosen = withSwap(NONE, 'wall.fullScreen', 'I');
  expect(keysFor('wall.fullScreen', chosen)).toEqual(['I']);
  expect(keysFor('wall.statistics', chosen)).toEqual(['F']);
});

it('keys that the operator chose leave the other keys of an action that loses one', () => {
  const chosen = withSwap(NONE, 'wall.undo', 'Mod+Y');
  expect(keysFor('wall.undo', chosen)).toEqual(['Mod+Y']);
  expect(keysFor('wall.redo', chosen)).toEqual(['Mod+Z', 'Mod+Shift+Z']);
});

it('keys that the operator chose never leave one key to two actions, after any choice and reset', () => {
  let chosen = withSwap(NONE, 'app.panel', 'Delete');
  chosen = withSwap(chosen, 'wall.fullScreen', 'I');
  chosen = withDefault(chosen, 'wall.fullScreen');
  chosen = withDefault(chosen, 'tile.remove');
  for (const { id } of allActions()) {
    for (const key of keysFor(id, chosen)) expect([id, key, conflictsOf(id, key, chosen)]).toEqual([id, key, []]);
  }
  expect(keysFor('wall.fullScreen', chosen)).toEqual(['F']);
});

it('keys that the operator chose are forgotten when they are the keys of the table', () => {
  expect(withKeys(withKeys(NONE, 'wall.undo', ['U']), 'wall.undo', actionOf('wall.undo').keys)).toEqual({});
});

it('keys that the operator chose do no harm for an action that this version does not know', () => {
  expect(actionFor('Alt+Q', 'live', { 'wall.unheardOf': ['Alt+Q'] })).toBeNull();
});
