// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { channelOf, normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { CameraPanel } from '../../../../../renderer/features/cameras/camera-panel.tsx';
import { NO_FILTER } from '../../../../../renderer/features/cameras/tree/tree-filter.ts';
import { buildTrees, visibleRows } from '../../../../../renderer/features/cameras/tree/tree-model.ts';
import { useNumberEntry } from '../../../../../renderer/features/live/number-entry.ts';
import { camerasActions } from '../../../../../renderer/features/cameras/actions.ts';
import { provideActions } from '../../../../../renderer/state/actions/shortcut-actions.ts';
import { useShortcuts } from '../../../../../renderer/shell/shortcuts.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { focusCameraSearch } from '../../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { removeTile, selectTile, selectWall, useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { PATIENT } from '../../../../patience.ts';
import { account, campus, viewOf } from './directory-sample.ts';

let page: Page;

function Screen() {
  useShortcuts();
  useNumberEntry();
  return <CameraPanel />;
}

/** Noon of the computer's own clock, so that the words are the same in every zone. */
const NOON_MS = new Date(2026, 4, 1, 12, 5).getTime();

/** Presses keys where the focus is. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const shiftKey = key.startsWith('Shift+');
    const name = shiftKey ? key.slice(6) : key;
    const event = new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true });
    await act(async () => (document.activeElement ?? document.body).dispatchEvent(event));
  }
}

const rows = (): string[] => [...page.element.querySelectorAll('.tr')].map((row) => row.textContent ?? '');
const placed = (): (number | undefined)[] => {
  const { byId } = useDirectory.getState().view;
  const tiles = selectWall(useWalls.getState())?.tiles ?? [];
  return tiles.map(channelOf).flatMap((id) => (id === null ? [] : [byId.get(id)?.number]));
};
const focusTree = (): Promise<void> => act(async () => page.find('[role=tree]').focus());

beforeEach(async () => {
  completeDom();
  installMain({
    'wall.save': ({ wall }) => Promise.resolve({ ok: true, value: wall }),
    'app.info': () => new Promise(() => undefined),
    'app.set-preferences': (value) => Promise.resolve({ ok: true, value: value as never }),
    'demo.start': () => new Promise(() => undefined),
  });
  const empty = { tiles: [], aspects: [], isLocked: false, revision: 0 };
  const wall = normalise({ id: asWallId('w'), name: 'Wall', layout: 4, ...empty });
  useWalls.setState({ ...useWalls.getInitialState(), walls: [wall], currentId: wall.id });
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
  useDirectory.setState({ view: viewOf(campus()), states: {}, isKnown: true });
  useNotices.setState({ last: null });
  usePreferences.setState(usePreferences.getInitialState(), true);
  page = await open(<Screen />);
  await vi.waitUntil(() => rows().length > 0, PATIENT);
});

afterEach(() => page.close());

describe('the keyboard', () => {
  it('the keyboard leads from the search field to the first match, and Enter places the match', async () => {
    await page.type('input', 'south');
    await act(async () => page.find('input').focus());
    await press('ArrowDown', 'Enter');
    expect(placed()).toEqual([102]);
  });

  it('an arrow key leads to the first match of the typed words, although its row is not drawn yet', async () => {
    const input = page.find('input') as HTMLInputElement;
    await act(async () => {
      input.focus();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'south');
      input.dispatchEvent(new Event('input', { bubbles: true }));
      expect(rows()).toHaveLength(7);
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    });
    await press('Enter');
    expect(placed()).toEqual([102]);
  });

  it('the search field gets the focus on request, and not again when the screen comes back', async () => {
    const isSearching = (): boolean => document.activeElement?.getAttribute('type') === 'search';
    await act(async () => focusCameraSearch());
    expect(isSearching()).toBe(true);
    await page.close();
    page = await open(<Screen />);
    expect(isSearching()).toBe(false);
    await press('1', '1', '0', 'Enter');
    expect(placed()).toEqual([110]);
    await act(async () => focusCameraSearch());
    expect(isSearching()).toBe(true);
  });

  it('a selected range of cameras is placed in the order of the tree', async () => {
    await focusTree();
    await press('Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Enter');
    expect(placed()).toEqual([110, 101]);
  });

  it('Left folds a group and Right opens it', async () => {
    await focusTree();
    await press('Home', 'ArrowLeft');
    expect(rows().some((row) => row.includes('North gate'))).toBe(false);
    await press('ArrowRight');
    expect(rows().some((row) => row.includes('North gate'))).toBe(true);
  });

  it('the number of a camera places the camera, whatever has the focus', async () => {
    await press('1', '1', '0', 'Enter');
    expect(placed()).toEqual([110]);
    await focusTree();
    await press('9', '9', '9', 'Enter');
    expect(useNotices.getState().last?.key).toBe('noSuchNumber');
    expect(placed()).toEqual([110]);
  });

  it('figures go to a text field that has the focus, and place no camera', async () => {
    await act(async () => page.find('input').focus());
    await press('1', '0', '1', 'Enter');
    expect(useNotices.getState().last?.key).not.toBe('typing');
  });
});

describe('filters of the list', () => {
  const openFilter = (): Promise<void> => page.click('.filter button');
  const chips = (): string[] =>
    [...page.element.querySelectorAll('.cameras-chip')].map((chip) => chip.textContent ?? '');
  const box = (label: string): HTMLInputElement => {
    const found = [...page.element.querySelectorAll('.cameras-choice')].find((one) => one.textContent === label);
    return found?.querySelector('input') as HTMLInputElement;
  };
  const check = (label: string): Promise<void> => act(async () => box(label).click());

  it('every choice of the filter is a chip with the number of cameras, and its button removes one choice', async () => {
    await openFilter();
    await check('Offline');
    await check('Frozen in the cloud');
    expect(chips()).toEqual(['Offline', 'Frozen in the cloud']);
    expect(page.find('.cameras-narrow [role=status]').textContent).toBe('2 of 4 cameras');
    await page.click('.cameras-chip');
    expect(chips()).toEqual(['Frozen in the cloud']);
    expect(rows()).toHaveLength(2);
  });

  it('the filter for cameras that are not on the wall follows the wall', async () => {
    await press('1', '0', '1', 'Enter');
    await openFilter();
    await check('Not on this wall');
    expect(rows().some((row) => row.includes('North gate'))).toBe(false);
    expect(rows().some((row) => row.includes('South gate'))).toBe(true);
    await act(async () => removeTile(0));
    expect(rows().some((row) => row.includes('North gate'))).toBe(true);
  });

  it('an empty list names the search and the filter that exclude every camera, and offers to end each of them', async () => {
    await openFilter();
    await check('With PTZ');
    expect(page.find('.no-match').textContent).toContain('No camera passes the filter: With PTZ.');
    await page.type('input[type=search]', 'dock');
    expect(page.find('.no-match').textContent).toContain('No camera matches "dock" and passes the filter');
    await page.click('.no-match button:last-of-type');
    expect(page.find('.no-match').textContent).toContain('No camera matches "dock".');
    await page.click('.no-match button');
    expect(rows()).toHaveLength(7);
  });
});

describe('the camera of the selected tile', () => {
  const now = (): string[] => [...page.element.querySelectorAll('.tr.cameras-now')].map((row) => row.textContent ?? '');
  const fold = (key: 'open' | 'closed'): Promise<void> =>
    act(async () => usePreferences.setState({ treeFolding: { base: key, opened: [], closed: [] } }));
  const place = (): Promise<void> => press('1', '0', '1', 'Enter');

  it('the camera of the selected tile is marked in the list, in a group that opens for it alone, and the focus stays where it is', async () => {
    await place();
    await act(async () => selectTile(null));
    await fold('closed');
    expect(rows()).toHaveLength(2);
    await act(async () => selectTile(0));
    expect(now().join()).toContain('North gate');
    expect(document.activeElement).toBe(document.body);
    await act(async () => selectTile(1));
    expect(now()).toEqual([]);
    await fold('open');
  });

  it('the list does not move while somebody types, nor where the operator turned that off', async () => {
    await place();
    await act(async () => selectTile(null));
    await fold('closed');
    await act(async () => page.find('input[type=search]').focus());
    await act(async () => selectTile(0));
    expect(rows()).toHaveLength(2);
    await act(async () => {
      (document.activeElement as HTMLElement).blur();
      selectTile(null);
      usePreferences.setState({ isTreeFollowing: false });
    });
    await act(async () => selectTile(0));
    expect(rows()).toHaveLength(2);
    await act(async () => usePreferences.setState({ isTreeFollowing: true }));
    await fold('open');
  });

  it('the camera of the selected tile is shown in the list by its key, and the search that hides it ends', async () => {
    await place();
    await page.type('input[type=search]', 'south');
    await act(async () => (document.activeElement as HTMLElement | null)?.blur());
    const stop = provideActions(camerasActions.runs);
    await press('Shift+T');
    await vi.waitUntil(() => document.activeElement?.getAttribute('role') === 'tree', PATIENT);
    stop();
    expect(page.find('.tr.foc').textContent).toContain('North gate');
    expect((page.find('input[type=search]') as HTMLInputElement).value).toBe('');
  });
});

describe('the words of the panel', () => {
  it('the panel names a query without a match, and clears it on request', async () => {
    await page.type('input', 'dock 9');
    expect(page.find('.no-match').textContent).toContain('No camera matches "dock 9".');
    await page.click('.no-match button');
    expect(rows()).toHaveLength(7);
  });

  it('the panel counts cameras by state, with the age of the reading', async () => {
    expect(page.find('.foot').textContent).toContain('4 cameras');
    expect([...page.element.querySelectorAll('.foot .cl')].map((count) => count.getAttribute('title'))).toEqual([
      'Online',
      'Offline',
      'Frozen in the cloud',
    ]);
  });

  it('the panel shows a newcomer the first steps, and starts the simulated clouds', async () => {
    await act(async () => {
      usePreferences.setState({
        info: {
          version: '1',
          host: 'browser',
          platform: 'linux',
          systemLocale: 'en-US',
          isDemoAvailable: true,
          isDemoRunning: false,
          startedAtMs: 0,
          restored: [],
        },
      });
      useAccounts.setState({ accounts: [] });
      useDirectory.setState(useDirectory.getInitialState());
    });
    await vi.waitUntil(
      () => page.element.textContent.includes('The cameras of your cloud accounts appear here.'),
      PATIENT,
    );
    expect(page.element.querySelector('.empty .btn'), 'the empty wall beside it has the buttons').toBeNull();
    await act(async () => useWalls.setState({ walls: [], currentId: null }));
    await vi.waitUntil(() => page.element.querySelector('.empty .btn:last-of-type') !== null, PATIENT);
    await page.click('.empty .btn:last-of-type');
    expect(page.find('.empty .btn:last-of-type').textContent).toBe('Starting the simulated clouds');
  });
});

it('no camera of an account whose reading failed stays green, in its row and in the counts', async () => {
  const green = () => page.element.querySelectorAll('.tr.cam .st-live').length;
  expect(green()).toBeGreaterThan(0);
  const error = { code: 'cloud.unavailable', params: {}, retryable: true, action: 'wait', vendor: null } as const;
  const { accountId } = campus();
  await act(async () => useDirectory.setState({ failures: { [accountId]: { sinceMs: NOON_MS, error } } }));
  expect(green()).toBe(0);
  expect(page.find('.foot').textContent).toContain('Online0');
  await act(async () => useDirectory.setState({ failures: {} }));
  expect(green()).toBeGreaterThan(0);
});

describe('missing cameras', () => {
  const refreshed: unknown[] = [];
  beforeEach(async () => {
    refreshed.length = 0;
    installMain({
      'directory.refresh': (input) => {
        refreshed.push(input);
        return new Promise(() => undefined);
      },
    });
    const part = campus();
    const channels = part.channels.map((one, i) => (i < 2 ? { ...one, missingSinceMs: NOON_MS } : one));
    const { accountId, revision } = part;
    const state = { accountId, revision, loaded: 4, total: 4, asOfMs: NOON_MS, error: null, phase: 'ready' } as const;
    await act(async () => {
      useDirectory.setState({ view: viewOf({ ...part, channels }), states: { [accountId]: state } });
    });
    await vi.waitUntil(() => page.element.querySelector('.unlisted') !== null, PATIENT);
  });

  it('cameras that are not in the last answer of their cloud carry a sign and the time in words, and their names are still there', () => {
    const marked = [...page.element.querySelectorAll('.tr')].filter((row) => row.querySelector('.unlisted') !== null);
    expect(marked).toHaveLength(2);
    for (const row of marked) {
      expect(row.querySelector('.st-unknown')?.getAttribute('aria-label')).toBe(
        'Not in the last answer of the cloud, since 12:05',
      );
      expect(row.textContent).toMatch(/\d{3}.+not listed 12:05$/);
    }
  });

  it('cameras that are not in the last answer of their cloud are counted apart from those that are online or offline', () => {
    const foot = page.find('.foot').textContent ?? '';
    expect(foot).toContain('4 cameras, as of 12:05:00');
    expect(foot).toContain('2 not in the last answer');
  });

  it('cameras that are not in the last answer of their cloud are reported once for the account, with a way to read again', async () => {
    const line = page.find('.reading.missing');
    expect(line.querySelector('[role=status]')?.textContent).toBe(
      'Campus: 2 cameras are not in the last answerSince 12:05. They stay here until a second reading confirms that they are gone.',
    );
    await act(async () => line.querySelector('button')?.click());
    expect(refreshed).toEqual([{ accountId: 'a1' }]);
  });

  it('cameras that are not in the last answer of their cloud do not pass for online in the filter', async () => {
    const trees = await buildTrees(useDirectory.getState().view, useAccounts.getState().accounts);
    const filter = { ...NO_FILTER, states: ['online'] } as const;
    const names = visibleRows(trees, { terms: [], filter, closed: new Set() }).flatMap((row) =>
      row.kind === 'camera' ? [row.channel.missingSinceMs] : [],
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((sinceMs) => sinceMs === undefined)).toBe(true);
  });
});
