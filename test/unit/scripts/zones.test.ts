/** Every import rule of the house is proved by a file that breaks it and must be refused. */
import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** [file that sins, what it imports, words of the refusal] */
const sins: readonly (readonly [file: string, source: string, message: string])[] = [
  ['preload/domain/bad.ts', '../contract/shared.ts', 'The domain imports nothing of ours'],
  ['preload/domain/bad.ts', 'node:fs', 'neither Node nor DOM'],
  ['preload/contract/bad.ts', '../../main/log.ts', 'The contract imports the domain only'],
  ['preload/bad.ts', '../main/log.ts', 'The preload sees the contract and the domain only'],
  ['preload/bad.ts', './contract/contract.ts', 'channel names and types only'],
  ['preload/bad.ts', 'zod', 'The preload is small'],
  ['main/vendors/core/bad.ts', '../../media/messages/types.ts', 'A vendor knows the domain'],
  ['main/ports/bad.ts', '../vendors/core/client/dialect.ts', 'A port knows the domain'],
  ['main/ports/bad.ts', '../log.ts', 'A port knows the domain'],
  ['main/vendors/core/contract/bad.ts', '../client/batch/batch.ts', 'The contract knows neither'],
  ['main/vendors/core/contract/bad.ts', '../http/exchange.ts', 'The contract knows neither'],
  ['main/vendors/core/http/bad.ts', '../client/client.ts', 'An exchange knows no client'],
  ['main/vendors/core/bad.ts', '../registry.ts', 'The core knows no vendor'],
  ['main/vendors/huawei-vis/bad.ts', '../huawei-ivm/wire/dialect.ts', 'Vendors do not know each other'],
  ['main/vendors/huawei-ivm/bad.ts', '../aliyun/errors.ts', 'Vendors do not know each other'],
  ['main/vendors/aliyun/bad.ts', '../aliyun-vcs/overrides.ts', 'What two clouds share knows neither'],
  ['main/media/bad.ts', '../host.ts', 'The gateway stands alone'],
  ['main/media/formats/flv/bad.ts', '../../past/ring.ts', 'media/formats imports shared, nothing else'],
  ['main/media/formats/bad.ts', 'node:net', 'Formats turn bytes into bytes'],
  ['main/media/formats/bad.ts', 'electron', 'Only main/hosts/electron imports electron'],
  ['main/media/shared/bad.ts', '../messages/types.ts', 'media/shared imports nothing else'],
  ['main/media/past/bad.ts', '../upstream/http-open.ts', 'media/past imports formats, shared, nothing else'],
  ['main/media/upstream/bad.ts', '../messages/types.ts', 'media/upstream imports past, formats, shared, nothing else'],
  ['main/media/messages/bad.ts', '../gateway/gateway.ts', 'media/messages imports upstream, shared, nothing else'],
  ['main/media/record/bad.ts', '../worker/viewer.ts', 'media/record imports messages'],
  [
    'main/media/gateway/bad.ts',
    '../worker/viewer.ts',
    'media/gateway imports messages, upstream, shared, nothing else',
  ],
  ['main/media/worker/bad.ts', '../gateway/gateway.ts', 'media/worker imports record'],
  ['main/services/live/bad.ts', '../../media/worker/viewer.ts', 'knows the gateway and its messages only'],
  ['main/db/bad.ts', '../host.ts', 'Repositories know tables'],
  ['main/db/walls/bad.ts', '../cameras/sites.ts', 'are opened by services/<area> alone'],
  ['main/db/walls/bad.ts', '../schema.ts', 'are opened by services/<area> alone'],
  ['main/services/walls/bad.ts', '../../db/cameras/sites.ts', 'are opened by services/<area> alone'],
  ['main/services/shared/bad.ts', '../../db/walls/walls.ts', 'are opened by services/<area> alone'],
  ['main/core.ts', './db/walls/walls.ts', 'are opened by services/<area> alone'],
  ['main/log.ts', './host.ts', 'The ground of main imports the domain and the ground'],
  ['main/errors.ts', '../preload/contract/result.ts', 'The ground of main imports the domain and the ground'],
  ['main/secret.ts', './services/shared/emit.ts', 'The ground of main imports the domain and the ground'],
  ['main/keychain/bad.ts', '../host.ts', 'The vault stands alone'],
  ['main/services/bad.ts', '../ipc/door.ts', 'Services do not know how they are called'],
  ['main/services/bad.ts', '../hosts/browser/entry.ts', 'Services know the Host interface'],
  ['main/ipc/bad.ts', '../media/messages/types.ts', 'The door knows the host and the contract only'],
  ['main/ipc/bad.ts', '../ports/session.ts', 'The door knows the host and the contract only'],
  ['main/ipc/bad.ts', '../vendors/registry.ts', 'The door knows the host and the contract only'],
  ['main/ipc/bad.ts', '../hosts/browser/entry.ts', 'The door knows the host and the contract only'],
  ['main/ipc/bad.ts', '../services/live/live.ts', 'The door knows the host and the contract only'],
  ['main/services/accounts/bad.ts', '../cameras/directory.ts', 'services/accounts imports shared of the services'],
  ['main/services/shared/bad.ts', '../accounts/accounts.ts', 'services/shared imports shared of the services'],
  ['main/services/live/bad.ts', '../ptz/ptz.ts', 'services/live imports accounts, shared of the services'],
  ['main/services/live/handlers.ts', '../accounts/accounts.ts', 'Handlers call their own area only'],
  ['main/services/live/handlers.ts', '../../media/messages/types.ts', 'Handlers call their own area only'],
  ['main/hosts/browser/bad.ts', '../../services/shared/emit.ts', 'A host knows the app'],
  ['main/hosts/bad.ts', '../ports/session.ts', 'A host knows the app'],
  ['main/hosts/bad.ts', '../vendors/registry.ts', 'A host knows the app'],
  ['main/hosts/bad.ts', '../ipc/door.ts', 'A host carries calls'],
  ['main/core.ts', './hosts/command-line.ts', 'Main knows the Host interface'],
  ['main/hosts/browser/bad.ts', '../electron/parts.ts', 'The two hosts do not know each other'],
  ['main/hosts/electron/bad.ts', '../browser/pages/same.ts', 'The two hosts do not know each other'],
  ['main/hosts/browser/process/bad.ts', '../windows/app-windows.ts', 'hosts/browser/process imports no other room'],
  ['main/hosts/browser/pages/bad.ts', '../dialogs/dialogs.ts', 'hosts/browser/pages imports no other room'],
  [
    'main/hosts/browser/windows/bad.ts',
    '../dialogs/dialogs.ts',
    'hosts/browser/windows imports process, no other room',
  ],
  ['main/hosts/electron/bad.ts', 'react', 'Main has no screen'],
  ['preload/browser-bridge.ts', 'electron', 'Only main/hosts/electron imports electron'],
  ['preload/domain/bad.ts', 'electron', 'Only main/hosts/electron imports electron'],
  ['renderer/media/bad.ts', 'electron', 'Only main/hosts/electron imports electron'],
  ['renderer/bad.tsx', 'electron', 'Only main/hosts/electron imports electron'],
  ['renderer/state/bad.ts', '../features/live/live-stage.tsx', 'State knows no feature'],
  ['renderer/state/bad.ts', '../app/start.ts', 'State does not know what starts the page'],
  ['renderer/state/page/bad.ts', '../actions/shortcuts.ts', 'state/page imports no other state'],
  ['renderer/state/actions/bad.ts', '../walls/walls.ts', 'state/actions imports page, no other state'],
  ['renderer/state/accounts/bad.ts', '../cameras/sites.ts', 'state/accounts imports page, no other state'],
  ['renderer/state/cameras/bad.ts', '../walls/walls.ts', 'state/cameras imports accounts, page, no other state'],
  ['renderer/state/walls/bad.ts', '../windows/window.ts', 'state/walls imports cameras, actions, page, no other state'],
  ['renderer/state/sequences/bad.ts', '../windows/window.ts', 'state/sequences imports walls'],
  ['renderer/state/windows/bad.ts', '../players/players.ts', 'state/windows imports sequences'],
  ['renderer/state/players/bad.ts', '../windows/window.ts', 'state/players imports sequences'],
  ['renderer/state/players/bad.ts', '../../media/pool/player-pool.ts', 'State takes types of the players only'],
  ['renderer/media/bad.ts', '../state/players/players.ts', 'Players know the page and nothing around them'],
  ['renderer/media/bad.ts', '../i18n/i18n.ts', 'Players know the page and nothing around them'],
  ['renderer/i18n/bad.ts', '../state/walls/walls.ts', 'Texts know nothing of the page'],
  ['renderer/page/bad.ts', '../state/walls/walls.ts', 'knows none of them'],
  ['renderer/features/live/bad.ts', '../../shell/commands.ts', 'A feature does not know the shell'],
  ['renderer/shell/bad.ts', '../features/live/live-stage.tsx', 'The shell knows no feature'],
  ['renderer/shell/bad.ts', '../state/walls/walls.ts', 'The shell knows no state of an area'],
  ['renderer/shell/bad.ts', '../media/pool/load-limits.ts', 'The shell knows no player'],
  ['renderer/state/bad.ts', '../shell/commands.ts', 'State knows no feature'],
  ['main/services/bad.ts', 'electron', 'Only main/hosts/electron imports electron'],
  ['main/bad.ts', 'electron-store', 'Only main/hosts/electron imports electron'],
  ['main/services/bad.ts', 'react', 'Main has no screen'],
  ['main/bad.ts', '../test/simulator/simulator.ts', 'Nobody imports test'],
  ['main/bad.ts', '../scripts/lib.ts', 'The product does not import tools'],
  ['main/bad.ts', '../renderer/page/bridge.ts', 'Main never imports the renderer'],
  ['renderer/bad.ts', '../main/log.ts', 'The renderer never imports main'],
  ['renderer/bad.ts', '../test/simulator/simulator.ts', 'Nobody imports test'],
  ['renderer/bad.ts', 'zod', 'Not in the renderer'],
  ['renderer/bad.ts', 'node:fs', 'The renderer has no Node'],
  ['renderer/bad.ts', '../preload/contract/contract.ts', 'types of the contract only'],
  ['renderer/features/clouds/bad.ts', '../live/live-stage.tsx', 'A feature never imports another feature'],
  ['renderer/ui/bad.ts', '../state/walls/walls.ts', 'renderer/ui knows no store'],
  [
    'renderer/contract-form/bad.ts',
    '../features/console/model/console.ts',
    'The form of an operation knows no feature',
  ],
  ['renderer/media/bad.ts', '../features/live/live-stage.tsx', 'Players live outside React'],
  ['renderer/media/bad.ts', 'react', 'Players live outside React'],
  ['test/simulator/bad.ts', '../../main/log.ts', 'shares no code with the product'],
  ['test/simulator/bad.ts', '../../preload/domain/time.ts', 'shares no code with the product'],
];

async function messagesFor(
  file: string,
  code: string,
  config: 'layerConfig' | 'sizeConfig' | 'idsConfig' | 'testNamesConfig' = 'layerConfig',
): Promise<readonly string[]> {
  const configs = (await import('../../../scripts/eslint.config.js')) as Record<typeof config, object | object[]>;
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [configs[config]].flat() });
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return result?.messages.map((m) => m.message) ?? [];
}

describe('the layers', () => {
  it.each(sins)('%s may not import %s', async (file, source, words) => {
    const messages = await messagesFor(file, `import * as it from '${source}';\nexport const used = it;\n`);
    expect(messages.join('\n')).toContain(words);
  });

  it.each([
    ['renderer/features', ['live/live-stage.tsx', 'walls/camera-pick.tsx'], 'A feature never imports another feature'],
    ['main/services', ['console/console.ts', 'automation/demo.ts'], 'of the services, and nothing else'],
    [
      'main/vendors',
      ['huawei-ivm/wire/dialect.ts', 'huawei-vis/wire/dialect.ts'],
      'do not know|knows no vendor|knows neither',
    ],
  ] as const)('the layers apply to every folder in %s, also to a new one', async (folder, files, words) => {
    const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const other = files.find((file) => !file.startsWith(`${name}/`)) ?? '';
      const messages = await messagesFor(`${folder}/${name}/bad.ts`, `export * from '../${other}';\n`);
      expect(messages.join('\n'), name).toMatch(new RegExp(words));
    }
  });

  it('the layers let a new area of main import the shared services only', async () => {
    const { serviceZones } = await import('../../../scripts/eslint-zones.js');
    const { layerConfig } = (await import('../../../scripts/eslint.config.js')) as { layerConfig: object[] };
    const rules = { 'import-x/no-restricted-paths': ['error', { basePath: root, zones: serviceZones(['example']) }] };
    const overrideConfig: object[] = [...layerConfig, { files: ['**/*.ts'], rules }];
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig });
    const importing = async (file: string): Promise<string> => {
      const code = `import * as it from '${file}';\nexport const used = it;\n`;
      const [result] = await eslint.lintText(code, { filePath: path.join(root, 'main/services/example/bad.ts') });
      return result?.messages.map((m) => m.message).join('\n') ?? '';
    };
    expect(await importing('../accounts/accounts.ts')).toContain(
      'services/example imports shared of the services, and nothing else',
    );
    expect(await importing('../shared/emit.ts')).toBe('');
  });

  it('the layers refuse a row of a room that is not there, because the row would open nothing', async () => {
    const { roomZones } = await import('../../../scripts/eslint-zones.js');
    const rules = { rows: { gone: ['accounts'] }, shared: [], says: () => '' };
    expect(() => roomZones('main/services', rules)).toThrow('there is no room main/services/gone');
  });

  it('the layers let the renderer use a type of the contract', async () => {
    const code = "import type { LannerApi } from '../preload/contract/contract.ts';\nexport type A = LannerApi;\n";
    expect(await messagesFor('renderer/good.ts', code)).toEqual([]);
  });

  it.each([
    ['import type { SlotKey }', 'pool/player-pool.ts', 'SlotKey'],
    ['import { slotOf }', 'slot-key.ts', 'typeof slotOf'],
  ])('the layers let the state of the page use %s of the players', async (names, file, type) => {
    const code = `${names} from '../../media/${file}';\nexport type A = ${type};\n`;
    expect(await messagesFor('renderer/state/players/good.ts', code)).toEqual([]);
  });

  it.each(['main/vendors/core/good.ts', 'main/media/good.ts'])(
    'the layers let %s use the rule for addresses',
    async (file) => {
      const up = file.startsWith('main/media') ? '..' : '../..';
      const code = `import { isForbiddenAddress } from '${up}/addresses.ts';\nexport const e = isForbiddenAddress;\n`;
      expect(await messagesFor(file, code)).toEqual([]);
    },
  );

  it('the layers let a vendor use the core and the domain', async () => {
    const code = "import { AppError } from '../../errors.ts';\nexport const e = AppError;\n";
    expect(await messagesFor('main/vendors/huawei-ivm/good.ts', code)).toEqual([]);
  });
});

describe('the length of a function', () => {
  const body = (lines: number): string => 'let n = 0;\n'.repeat(lines);
  const lengthMessages = (file: string, code: string) => messagesFor(file, code, 'sizeConfig');

  it.each([
    'main/services/bad.ts',
    'renderer/ui/bad.tsx',
    'scripts/bad.ts',
    'test/e2e/bad.ts',
    'test/simulator/bad.ts',
  ])('the length of a function is at most 80 lines in %s', async (file) => {
    expect(await lengthMessages(file, `export function good() {\n${body(78)}}\n`)).toEqual([]);
    const messages = await lengthMessages(file, `export function bad() {\n${body(79)}}\n`);
    expect(messages.join('\n')).toContain('too many lines (81)');
  });

  it.each(['describe', 'describe.each([1])', 'describe.runIf(true)'])(
    'the length of a function has no limit for the body of %s, and has one for each test in the body',
    async (name) => {
      const tests = `it('one', () => {\n${body(70)}});\n`.repeat(2);
      expect(await lengthMessages('test/unit/good.test.ts', `${name}('a', () => {\n${tests}});\n`)).toEqual([]);
      const long = `${name}('a', () => {\nit('one', () => {\n${body(90)}});\n});\n`;
      expect(await lengthMessages('test/unit/bad.test.ts', long)).toHaveLength(1);
    },
  );
});

describe('ids are opaque', () => {
  // With types only a file that exists can be checked: these two stand for every other file of the page and of main.
  const apart = (code: string, file = 'renderer/app/app.tsx'): Promise<readonly string[]> => {
    const ids = path.posix.relative(path.posix.dirname(file), 'preload/domain/ids.ts');
    return messagesFor(file, `import type { ChannelId, OrgNodeId } from '${ids}';\n${code}`, 'idsConfig');
  };

  it.each([
    ["export const accountOf = (id: ChannelId): string => id.slice(0, id.indexOf(':'));"],
    ['export const isOf = (id: ChannelId, account: string): boolean => id.startsWith(`${account}:`);'],
    ["export const deviceOf = (id: ChannelId | null): string => id?.split('/')[0] ?? '';"],
    ['export const isGroup = (id: ChannelId | OrgNodeId): boolean => /^[^~]+~/.test(id);'],
    ["export const isGroup = (key: string): boolean => key.includes('~');"],
    ["export const copyOf = (key: string): string => key.slice(key.lastIndexOf('~') + 1);"],
  ])('code that takes an id apart outside the file that makes ids is refused: %s', async (code) => {
    expect((await apart(code)).join('\n')).toContain('taken apart in preload/domain/ids.ts only');
  });

  it('main takes no id apart', async () => {
    const code = "export const accountOf = (id: ChannelId): string => id.split(':')[0] ?? '';";
    expect((await apart(code, 'main/app.ts')).join('\n')).toContain('taken apart in preload/domain/ids.ts only');
  });

  it('other texts may be searched, and ids may be compared and joined', async () => {
    const code = `export const path = (id: ChannelId, text: string) => [text.split('/'), \`\${id}|\${text}\`, text.includes(id), id === text];`;
    expect(await apart(code)).toEqual([]);
  });
});

describe('the names of tests', () => {
  const messages = (code: string) => messagesFor('test/unit/bad.test.ts', code, 'testNamesConfig');

  it.each([
    "it('are refused when they are unknown', () => {});",
    "it.each([1, 2])('is refused with %s', () => {});",
    "it.runIf(true)('that never ends is cut at the limit', () => {});",
    'it(`may not be ${word}`, () => {});',
    'it.each`a${1}`("can be cancelled", () => {});',
  ])('a test name without a subject is refused: %s', async (code) => {
    expect((await messages(code)).join('\n')).toContain('a sentence with a subject of its own');
  });

  it.each([
    "it('play URLs are refused when they are unknown', () => {});",
    "it('keeps one connection', () => {});",
    "it.each([1])('%s is refused', () => {});",
    "it('that the cloud answers is not assumed', () => {});",
    "isGood('may be anything');",
  ])('a test name with a subject of its own is taken: %s', async (code) => {
    expect(await messages(code)).toEqual([]);
  });
});
