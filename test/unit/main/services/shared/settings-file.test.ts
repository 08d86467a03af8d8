import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AccountStore } from '../../../../../main/services/accounts/account-store.ts';
import type { Emit } from '../../../../../main/services/shared/emit.ts';
import { PreferencesService } from '../../../../../main/services/client/preferences.ts';
import { SettingsFile } from '../../../../../main/services/shared/settings-file.ts';
import { loadElectronStore } from '../../../../../main/hosts/electron/electron-settings.ts';
import { openConf, type OpenSettings } from '../../../../../main/settings-engine.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { stubElectron } from '../../hosts/electron/electron-stub.ts';
import { storedAccount } from '../../../preload/domain/accounts/account-sample.ts';
import { testFolder } from '../folder.ts';

const openPreferences = (dir: string, emit: Emit = () => {}): PreferencesService => new PreferencesService(dir, emit);

const electron = await stubElectron();
const ENGINES: readonly (readonly [name: string, open: OpenSettings])[] = [
  ['conf', openConf],
  ['electron-store', await loadElectronStore(electron)],
];
electron.deregister();

describe.each(ENGINES)('SettingsFile on %s', (_engine, openSettings) => {
  const schema = z.object({ size: z.number() });
  const base = { name: 'settings', version: 1, schema, defaults: { size: 1 } };
  const open = (dir: string) => new SettingsFile({ ...base, dir, open: openSettings });

  it.each(ENGINES)(
    'a settings file reads and replaces a file of %s, and writes the same bytes',
    (_other, openOther) => {
      const [dir, otherDir] = [testFolder(), testFolder()];
      new SettingsFile({ ...base, dir, open: openOther }).set({ size: 7 });
      const file = open(dir);
      expect([file.get(), file.restored]).toEqual([{ size: 7 }, null]);
      file.set({ size: 8 });
      new SettingsFile({ ...base, dir: otherDir, open: openOther }).set({ size: 8 });
      for (const name of ['settings.json', 'settings.backup.json']) {
        expect(readFileSync(join(dir, name))).toEqual(readFileSync(join(otherDir, name)));
        expect(statSync(join(dir, name)).mode & 0o777).toBe(statSync(join(otherDir, name)).mode & 0o777);
      }
    },
  );

  it('a settings file has the stored values, readable by its owner only', () => {
    const dir = testFolder();
    open(dir).set({ size: 7 });
    expect(open(dir).get()).toEqual({ size: 7 });
    expect(statSync(join(dir, 'settings.json')).mode & 0o077).toBe(0);
  });

  // @promise security.settings-version: The client starts on defaults whatever version a broken settings file claims.
  // @promise failures.lost-layout: A damaged file of settings is set aside for its backup, and a wall is the same wall
  // after a restart, with its versions.
  it.each([
    ['text that is no JSON', '{"version":1,"content":{"si', 'backup'],
    ['a content of another shape', '{"version":1,"content":{"size":"big"}}', 'backup'],
    ['a version from the future', '{"version":99,"content":{"size":3}}', 'newer'],
    ['a version that counts from nowhere', '{"version":-1e300,"content":{"size":3}}', 'backup'],
    ['a version beyond every number', '{"version":1e300,"content":{"size":3}}', 'backup'],
    ['a version between two', '{"version":0.5,"content":{"size":3}}', 'backup'],
    ['nothing at all', '', 'backup'],
  ])('a settings file sets a file with %s aside and takes the backup', (_, text, kind) => {
    const dir = testFolder();
    open(dir).set({ size: 7 });
    writeFileSync(join(dir, 'settings.json'), text);
    const file = open(dir);
    expect(file.restored).toMatchObject({ file: 'settings.json', kind });
    expect(file.get()).toEqual({ size: 7 });
    const aside = file.restored?.keptAs ?? '';
    expect(readFileSync(join(dir, aside), 'utf8')).toBe(text);
    expect(open(dir).restored).toBeNull();
  });

  // @promise failures.lost-layout
  it('a settings file starts on defaults when the backup is bad too', () => {
    const dir = testFolder();
    open(dir).set({ size: 7 });
    for (const name of ['settings.json', 'settings.backup.json']) writeFileSync(join(dir, name), '][');
    expect(open(dir).get()).toEqual({ size: 1 });
  });

  // @promise failures.lost-layout
  it('a settings file takes the backup when the file is gone', () => {
    const dir = testFolder();
    open(dir).set({ size: 7 });
    rmSync(join(dir, 'settings.json'));
    expect(open(dir).get()).toEqual({ size: 7 });
  });

  it('a settings file brings an old version up to date', () => {
    const dir = testFolder();
    open(dir).set({ size: 7 });
    const migrated = new SettingsFile({
      name: 'settings',
      dir,
      open: openSettings,
      version: 2,
      defaults: { sizePx: 0 },
      schema: z.object({ sizePx: z.number() }),
      migrate: { 1: (content) => ({ sizePx: (content as { size: number }).size }) },
    });
    expect(migrated.get()).toEqual({ sizePx: 7 });
  });
});

// @promise security.store-channel: electron-store has no channel by which a page can ask for the data folder.
it('no page can ask electron-store for the data folder', () => {
  const [, [, openSettings]] = ENGINES as [unknown, (typeof ENGINES)[number]];
  openSettings({ dir: testFolder(), name: 'settings' });
  expect(electron.ipcMain.eventNames()).toEqual([]);
});

describe('PreferencesService', () => {
  it('a change of preferences changes the named ones, and leaves the rest over a restart', () => {
    const dir = testFolder();
    const before = openPreferences(dir).get();
    openPreferences(dir).set({ locale: 'zh-CN', sidePanelWidthPx: undefined });
    expect(openPreferences(dir).get()).toEqual({ ...before, locale: 'zh-CN' });
  });

  it('every window is informed of changed preferences, whole', () => {
    const told: unknown[] = [];
    const preferences = openPreferences(testFolder(), (name, payload) => void told.push([name, payload]));
    preferences.set({ textPercent: 125, shortcuts: { 'wall.mute': ['Q'] } });
    expect(told).toEqual([['app.preferences-changed', preferences.get()]]);
    expect(preferences.get()).toMatchObject({ textPercent: 125, shortcuts: { 'wall.mute': ['Q'] } });
  });

  it('the preferences have how long alarms stay on their tiles, also until they are acknowledged, and whether the list shows previews', () => {
    const dir = testFolder();
    expect(openPreferences(dir).get()).toMatchObject({ alarmHoldSec: 20, isPreviewOn: true });
    openPreferences(dir).set({ alarmHoldSec: null, isPreviewOn: false });
    expect(openPreferences(dir).get()).toMatchObject({ alarmHoldSec: null, isPreviewOn: false });
  });

  it('the preferences have the zone of the times of playback', () => {
    const dir = testFolder();
    expect(openPreferences(dir).get().playbackZone).toBe('operator');
    openPreferences(dir).set({ playbackZone: 'cameras', camerasZone: 'Asia/Tokyo' });
    expect(openPreferences(dir).get()).toMatchObject({ playbackZone: 'cameras', camerasZone: 'Asia/Tokyo' });
  });

  it('a file of preferences without a newer preference has the default of that preference', () => {
    const dir = testFolder();
    const content = { locale: 'zh-CN', sidePanelWidthPx: 300, isSidePanelOpen: false, isStatisticsShown: true };
    writeFileSync(join(dir, 'preferences.json'), JSON.stringify({ version: 1, content }));
    const preferences = openPreferences(dir);
    expect(preferences.restored).toBeNull();
    const defaults = openPreferences(testFolder()).get();
    expect(preferences.get()).toEqual({ ...defaults, ...content });
  });
});

describe('AccountStore', () => {
  const account = storedAccount({ fields: { userId: '1' }, persistence: 'keychain' });

  it('accounts are stored over a restart, and those of the simulated clouds are not', () => {
    const dir = testFolder();
    const accountStore = new AccountStore(dir);
    accountStore.put(account, false);
    accountStore.put({ ...account, id: asAccountId('demo') }, true);
    expect(accountStore.list()).toHaveLength(2);
    expect(new AccountStore(dir).list()).toEqual([account]);
  });

  // @promise failures.lost-layout
  it('a corrupt file loses no account', () => {
    const dir = testFolder();
    new AccountStore(dir).put(account, false);
    writeFileSync(join(dir, 'accounts.json'), 'corrupt');
    const accountStore = new AccountStore(dir);
    expect(accountStore.restored?.file).toBe('accounts.json');
    expect(accountStore.list()).toEqual([account]);
  });
});
