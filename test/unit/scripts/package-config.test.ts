/** The installers: electron-builder.yml as electron-builder itself reads it, the entitlements, and the fuses on a program. */
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LINK_SCHEME } from '../../../preload/domain/links.ts';
import { PAGE_SCHEME } from '../../../main/hosts/electron/parts.ts';
import { weakSwitchIn } from '../../../main/hosts/electron/weak-switches.ts';
import { afterPack } from '../../../scripts/fuses.ts';
import { root } from '../../../scripts/lib.ts';

/** The part of electron-builder that reads and checks its file. It is CommonJS and has no entry point of its own. */
interface ConfigReader {
  getConfig(projectDir: string, file: string, extra: null): Promise<Configuration>;
  validateConfiguration(config: Configuration, log: { readonly isEnabled: boolean; add(): void }): Promise<void>;
}
const own = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const reader = own('app-builder-lib/out/util/config/config') as ConfigReader;

let config: Configuration;

beforeAll(async () => {
  config = await reader.getConfig(root, 'electron-builder.yml', null);
});

it('the installers are described in a file that electron-builder accepts', async () => {
  await reader.validateConfiguration(config, { isEnabled: false, add: () => {} });
  const odd = { ...config, perMachine: true } as Configuration;
  await expect(reader.validateConfiguration(odd, { isEnabled: false, add: () => {} })).rejects.toThrow('perMachine');
});

// @promise security.windows-folder: On Windows the client is installed where no program of a user can write.
it('the installers put the client on Windows where no program of a user can write', () => {
  expect(config.nsis).toMatchObject({ perMachine: true, oneClick: false, allowToChangeInstallationDirectory: false });
});

// @promise security.page-scheme: The installers register the scheme of links, and never the scheme of the
// page.
it('the installers register the scheme of links and never the scheme of the page', () => {
  const schemes = [config.protocols ?? []].flat().flatMap((protocol) => protocol.schemes);
  expect(schemes).toEqual([LINK_SCHEME]);
  expect(PAGE_SCHEME).not.toBe(LINK_SCHEME);
});

it('the installers start the client with no switch that the client refuses', () => {
  const args = [...(config.linux?.executableArgs ?? []), ...(config.appImage?.executableArgs ?? ['--no-sandbox'])];
  expect(weakSwitchIn(args, 'linux')).toBeNull();
});

it('the installers leave the program in an archive that is checked, with nothing but addons outside', () => {
  expect([config.asar, config.asarUnpack, config.disableAsarIntegrity]).toEqual([true, ['**/*.node'], undefined]);
});

it('the installers run the fuses before the program is signed, and nothing else sets them', () => {
  expect(config.afterPack).toBe('./scripts/fuses.ts');
  expect(config.electronFuses).toBeUndefined();
});

// @promise security.entitlements: The entitlements on macOS allow machine code of V8 and nothing else.
it.each(['entitlements', 'entitlementsInherit'] as const)(
  'the entitlements on macOS allow machine code of V8 and nothing else (%s)',
  async (key) => {
    expect(config.mac).toMatchObject({ hardenedRuntime: true });
    const file = config.mac?.[key];
    if (typeof file !== 'string') throw new Error(`mac.${key} names no file`);
    const text = await readFile(path.join(root, file), 'utf8');
    expect([...text.matchAll(/<key>([^<]*)<\/key>/g)].map(([, name]) => name)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  },
);

describe('the fuses', () => {
  let dir: string;
  const packed = { electronPlatformName: 'linux', packager: { appInfo: { productFilename: 'Lanner' } } };

  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'lanner-fuses-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** A program with `fuses` fuses, every one of them on. */
  const program = async (fuses: number): Promise<string> => {
    const file = path.join(dir, 'Lanner');
    const wire = Buffer.concat([Buffer.from([1, fuses]), Buffer.alloc(fuses, FuseState.ENABLE)]);
    await writeFile(
      file,
      Buffer.concat([Buffer.alloc(5000, 7), Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire]),
    );
    return file;
  };

  // @promise security.fuses: The fuses of the program are set one by one, and a new fuse of Electron ends the build.
  it('each fuse of the program is set: no Node, no debugger, no files from outside of the archive', async () => {
    const file = await program(9);
    await afterPack({ appOutDir: dir, ...packed });
    const wire = await getCurrentFuseWire(file);
    const on = Object.values(FuseV1Options).filter(
      (fuse): fuse is FuseV1Options => typeof fuse === 'number' && wire[fuse] === FuseState.ENABLE,
    );
    expect(on.map((fuse) => FuseV1Options[fuse])).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });

  // @promise security.fuses
  it('the fuses of a newer Electron end the build until each is decided on', async () => {
    await program(10);
    await expect(afterPack({ appOutDir: dir, ...packed })).rejects.toThrow('strictlyRequireAllFuses');
  });
});
