// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { asAccountId, asWallId, type ChannelId } from '../../../../preload/domain/ids.ts';
import { cameraLink } from '../../../../preload/domain/links.ts';
import { AREAS } from '../../../../renderer/app/areas.ts';
import { useConsole } from '../../../../renderer/features/console/model/console.ts';
import { Commands, WIDER, type CommandSources } from '../../../../renderer/shell/commands.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import type { Area } from '../../../../renderer/state/actions/area.ts';
import { inOrder } from '../../../../renderer/state/actions/in-order.ts';
import { useAccounts } from '../../../../renderer/state/accounts/accounts.ts';
import type { DirectoryView } from '../../../../renderer/state/cameras/directory-merge.ts';
import { useDirectory } from '../../../../renderer/state/cameras/directory.ts';
import { useNavigation } from '../../../../renderer/state/page/navigation.ts';
import { usePreferences } from '../../../../renderer/state/page/preferences.ts';
import { provideActions } from '../../../../renderer/state/actions/shortcut-actions.ts';
import { normalise } from '../../../../renderer/state/walls/wall-updates.ts';
import { useWalls } from '../../../../renderer/state/walls/walls.ts';
import { account, camera, campus, group, large, viewOf } from '../features/cameras/directory-sample.ts';
import { installMain } from '../page.tsx';
import { loadAllTexts } from '../../../area-texts.ts';

await loadAllTexts();

const areas: readonly Area[] = AREAS;
const allSources = inOrder(areas.map(({ palette }) => palette ?? []));

interface Given extends Partial<CommandSources> {
  readonly view?: DirectoryView;
}

function commandsWith({ view = viewOf(campus()), ...sources }: Given = {}): Commands {
  const [t, otherText] = [textIn('en-US'), textIn('zh-CN')];
  useDirectory.setState({ view });
  return new Commands({ t, otherText, sources: allSources, recent: [], ...sources });
}

beforeEach(() => {
  installMain({});
  usePreferences.setState({ shortcuts: {} });
  const empty = { tiles: [], aspects: [], isLocked: false, revision: 0, layout: 4 as const };
  const walls = ['Night shift', '白班'].map((name, i) => normalise({ ...empty, id: asWallId(`w${i}`), name }));
  useWalls.setState({ ...useWalls.getInitialState(), walls, currentId: asWallId('w0') });
});

// @promise comfort.palette: The palette finds cameras, walls, groups, actions and operations.
it('the palette finds cameras, walls, groups, actions and operations', () => {
  const operation = {
    group: 'device',
    effect: 'read',
    change: null,
    method: 'GET',
    path: '/',
    isDeprecated: false,
    isSensitive: false,
    file: 'none',
  } as const;
  const operations = [{ ...operation, id: 'listDevices', titleZh: '查询设备列表', titleEn: 'List devices' }];
  const catalogues = { 'huawei-ivm': { operations, load: { status: 'ready' as const } } };
  useConsole.setState({ catalogues });
  const commands = commandsWith();
  const first = (query: string): string | undefined => commands.find(query).commands[0]?.id.split(':')[0];
  expect(first('131')).toBe('camera');
  expect(first('night')).toBe('wall');
  expect(first('设备列表')).toBe('operation');
  expect(commands.find('full screen').commands[0]?.id).toBe('action:wall.fullScreen');
});

it('the palette opens a pasted link, or names its fault', () => {
  const named = (query: string): readonly string[] =>
    commandsWith()
      .find(query)
      .commands.map(({ name }) => name);
  expect(named('Night shift lanner://wall/w0')).toEqual(['Night shift']);
  expect(named(`7 Gate${cameraLink(campus().channels[0]?.id as ChannelId)}`)[0]).toMatch(/^\d+ /);
  expect(named('lanner://wall/gone')).toEqual(['Wall that is not on this client']);
  expect(named('lanner://wall/w0?token=1')).toEqual(['This link cannot be opened: it holds more than a link has']);
});

it('the palette finds Chinese names by their initials, and actions by either language', () => {
  const commands = commandsWith();
  expect(commands.find('yhq').commands[0]?.name).toBe('131 运河桥');
  expect(commands.find('bb').commands[0]?.name).toBe('白班');
  expect(commands.find('全屏').commands[0]?.id).toBe('action:wall.fullScreen');
});

it('the palette finds a group before its cameras, and a camera by its number before both', () => {
  const names = (query: string): readonly string[] =>
    commandsWith()
      .find(query)
      .commands.map(({ name }) => name);
  expect(names('gate').slice(0, 3)).toEqual(['Gates', '101 North gate', '102 South gate']);
  expect(names('101')[0]).toBe('101 North gate');
});

it('the palette shows cloud, group and state of a camera', () => {
  useAccounts.setState({ accounts: [account('a1', 'IVM north')] });
  const [, , south] = commandsWith().find('gate').commands;
  expect([south?.name, south?.where?.(), south?.state?.().words]).toEqual([
    '102 South gate',
    'IVM north › Riverside campus › Gates',
    'Offline',
  ]);
});

it('the palette counts all matches, and shows more when the operator asks for more', () => {
  const commands = commandsWith({ view: viewOf(large(200)) });
  const [first, more] = [commands.find('camera 1'), commands.find('camera 1', WIDER)];
  expect([first.commands.length < 50, first.total > 100, first.total]).toEqual([true, true, more.total]);
  expect(more.commands.length).toBeGreaterThan(first.commands.length * 3);
});

// @promise comfort.typing-error: The palette forgives one typing error when nothing matches exactly.
it('the palette forgives one typing error when nothing matches exactly, and reports it', () => {
  const found = (query: string): readonly unknown[] => {
    const { commands, isNear } = commandsWith().find(query);
    return [commands[0]?.name, isNear];
  };
  expect(found('nroth')).toEqual(['101 North gate', true]);
  expect(found('north')).toEqual(['101 North gate', false]);
  expect(found('full sceren')).toEqual(['Full screen', true]);
  expect(found('qqqqqq')).toEqual([undefined, true]);
});

it('the palette shows the key of an action, also a key that the operator chose', () => {
  const keyOf = (): string | undefined => commandsWith().find('full screen').commands[0]?.keys;
  expect(keyOf()).toBe('F');
  usePreferences.setState({ shortcuts: { 'wall.fullScreen': ['Mod+Shift+F'] } });
  expect(keyOf()).toBe('Ctrl Shift F');
});

it('the palette lists recent commands first, and before them only the camera whose number was typed', () => {
  const recent = ['action:wall.lock', 'wall:w1'];
  expect(
    commandsWith({ recent })
      .find('')
      .commands.map(({ id }) => id)
      .slice(0, 3),
  ).toEqual([...recent, 'wall:w0']);
  const layouts = commandsWith({ recent: ['action:wall.layout64'] }).find('layout').commands;
  expect(layouts[0]?.id).toBe('action:wall.layout64');
  expect(commandsWith({ recent: ['action:wall.layout10'] }).find('10').commands[0]?.id).not.toMatch(/^camera/);
});

it('the palette leaves out recent commands that are gone', () => {
  expect(
    commandsWith({ recent: ['wall:gone', 'camera:gone'] })
      .find('')
      .commands.map(({ id }) => id),
  ).not.toContain('wall:gone');
});

it('the palette opens the screen of an action before it runs', () => {
  const seen: string[] = [];
  const stop = provideActions({ 'wall.lock': () => void seen.push(useNavigation.getState().screen) });
  useNavigation.setState({ screen: 'clouds' });
  commandsWith().find('lock or unlock the wall').commands[0]?.run?.();
  stop();
  expect(seen).toEqual(['live']);
});

it('the palette compares only prepared lines for a key stroke over 20,000 cameras', () => {
  const accountId = asAccountId('a');
  const channels = Array.from({ length: 20_000 }, (_, i) => camera(accountId, i + 1, `东门岗亭 ${i}`, 'g'));
  const view = viewOf({ accountId, revision: 1, groups: [group(accountId, 'g', 'North')], channels });
  const commands = commandsWith({ view });
  commands.find('a');
  let reads = 0;
  const counted = new Proxy(channels[0] as object, {
    get: (of, key) => ((reads += 1), Reflect.get(of, key) as unknown),
  });
  (channels as unknown[])[0] = counted;
  commands.find('dmgt 19999');
  expect(commands.find('dmgt').commands.length).toBeLessThanOrEqual(40);
  expect(reads).toBeLessThan(20);
});
