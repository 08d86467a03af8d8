/**
 * Sets the fuses of Electron's program while the installers are made: electron-builder.yml names this file as `afterPack`,
 * which runs before the program is signed. electron-builder's own key `electronFuses` knows neither the newest fuse nor the
 * strict mode.
 */
import { FuseV1Options, FuseVersion, flipFuses, type FuseConfig } from '@electron/fuses';
import path from 'node:path';

/**
 * Every fuse by name: with the strict mode, an Electron with a new fuse ends the build until a developer decides on it.
 */
export const FUSES: FuseConfig = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true, // as Electron ships it; the client runs no WebAssembly
};

/** The part of electron-builder's context that is used here. */
interface PackedApp {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly appInfo: { readonly productFilename: string };
    /** Linux only. */
    readonly executableName?: string;
  };
}

/** @throws {Error} when the program has a fuse that `FUSES` does not name, or no fuses at all. */
export async function afterPack({ appOutDir, electronPlatformName, packager }: PackedApp): Promise<void> {
  const { productFilename } = packager.appInfo;
  const names: Readonly<Record<string, string>> = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName ?? productFilename,
  };
  const name = names[electronPlatformName];
  if (name === undefined) throw new Error(`no fuses are set for the platform ${electronPlatformName}`);
  await flipFuses(path.join(appOutDir, name), FUSES);
}
