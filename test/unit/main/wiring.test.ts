import { expect, it } from 'vitest';
import type { Area } from '../../../main/area.ts';
import type { ClientCore, Closer } from '../../../main/core.ts';
import { setLogSink } from '../../../main/log.ts';
import { notEncrypted, type RevokedHost } from '../../../main/ports/media-trust.ts';
import type { Screen } from '../../../main/ports/screens.ts';
import { followNetwork, tellEach, wire } from '../../../main/wiring.ts';
import type { AccountChange } from '../../../main/services/accounts/accounts.ts';
import type { CameraRefs } from '../../../main/services/shared/camera-refs.ts';
import { asAccountId, type AccountId } from '../../../preload/domain/ids.ts';

/** Two areas that write down which of their hooks was called. */
function twoAreas(calls: string[]): readonly Area[] {
  return ['first', 'second'].map((name) => ({
    handlers: {},
    onAccount: (id, what) => calls.push(`${name} ${what} ${id}`),
    onMediaHosts: (id, revoked) => calls.push(`${name} ${revoked?.host} of ${id}`),
    onDirectory: () => calls.push(`${name} directory`),
    onUnlocked: () => calls.push(`${name} unlocked`),
    onReconnect: () => calls.push(`${name} reconnect`),
    onResumed: () => calls.push(`${name} resumed`),
  }));
}

/** A source with one listener, which the test calls. */
function source<A extends unknown[]>() {
  let told: ((...values: A) => void) | null = null;
  const onChanged = (listener: (...values: A) => void): (() => void) => {
    told = listener;
    return () => (told = null);
  };
  return { onChanged, fire: (...values: A) => told?.(...values), isHeard: () => told !== null };
}

it('every area learns of changes to accounts, cameras and the keychain, in the order of the list of areas', () => {
  const calls: string[] = [];
  const [accounts, directory, vault] = [source<[AccountId, AccountChange]>(), source(), source()];
  let state = 'unavailable';
  const emit = (name: string): number => calls.push(name);
  const core = { vault: { ...vault, snapshot: () => ({ state }) }, emit } as unknown as ClientCore;
  const mediaHosts = source<[AccountId, RevokedHost | null]>();
  wire(core, twoAreas(calls), {
    accounts: { service: accounts, setScreens: () => {}, followMediaHosts: mediaHosts.onChanged },
    cameras: { directory, adoption: { follow: () => {} }, replacement: { follow: () => {} } },
  });
  accounts.fire(asAccountId('a'), 'removed');
  mediaHosts.fire(asAccountId('a'), { host: '10.0.0.7:80', failure: notEncrypted('10.0.0.7:80') });
  directory.fire();
  vault.fire();
  state = 'ready';
  vault.fire();
  vault.fire(); // it was ready already: nothing was unlocked
  expect(calls).toEqual([
    ...['first removed a', 'second removed a', 'first 10.0.0.7:80 of a', 'second 10.0.0.7:80 of a'],
    ...['first directory', 'second directory'],
    ...['vault.changed', 'vault.changed', 'first unlocked', 'second unlocked', 'vault.changed'],
  ]);
});

it('the client closes all sessions after sleep and on another network before any area connects again', async () => {
  const calls: string[] = [];
  const [resumed, network] = [source(), source()];
  const closers: Closer[] = [];
  const core = {
    closers,
    host: { onResumed: resumed.onChanged },
    emit: (name: string) => calls.push(name),
    sessions: { forgetAll: () => Promise.resolve().then(() => void calls.push('sessions closed')) },
  } as unknown as ClientCore;
  followNetwork(core, twoAreas(calls), { watchNetwork: network.onChanged });
  const reconnected = ['system.resumed', 'sessions closed', 'first reconnect', 'second reconnect'];
  network.fire();
  await expect.poll(() => calls).toEqual(reconnected);
  resumed.fire();
  await expect.poll(() => calls).toEqual([...reconnected, ...reconnected, 'first resumed', 'second resumed']);
  for (const close of closers) await close();
  expect([resumed.isHeard(), network.isHeard()]).toEqual([false, false]);
});

it('the other areas learn of a change although one area fails, and the log contains the failure', () => {
  const calls: string[] = [];
  const lines: string[] = [];
  const sinkBefore = setLogSink((_level, line) => lines.push(line));
  const broken: Area = {
    handlers: {},
    onWindowGone: () => {
      throw new TypeError('a mistake in this area');
    },
  };
  const other: Area = { handlers: {}, onWindowGone: (windowId) => calls.push(`released ${windowId}`) };
  tellEach([broken, other], 'a window is gone', (area) => area.onWindowGone?.('main'));
  setLogSink(sinkBefore);
  expect(calls).toEqual(['released main']);
  expect(lines.join()).toContain('a mistake in this area');
});

it('the cameras and the screens that the areas declare reach adoption and the table of capabilities without a list of areas', () => {
  const refs = (): CameraRefs => ({ cameraIds: () => [], replaceCameras: () => {} });
  const [sites, looks, example] = [refs(), refs(), refs()];
  const ptz: Screen = { capability: 'ptz', port: 'ptz' };
  const presets: Screen = { capability: 'presets', port: 'presets' };
  const areas: readonly Area[] = [
    { handlers: {}, cameraRefs: [sites, looks], screens: [ptz] },
    { handlers: {} },
    { handlers: {}, cameraRefs: [example], screens: [presets] },
  ];
  const [accounts, directory, vault] = [source<[AccountId, AccountChange]>(), source(), source()];
  const core = { vault: { ...vault, snapshot: () => ({ state: 'ready' }) } } as unknown as ClientCore;
  const followed: CameraRefs[] = [];
  const shown: Screen[] = [];
  wire(core, areas, {
    accounts: { service: accounts, setScreens: (all) => shown.push(...all), followMediaHosts: () => {} },
    cameras: { directory, adoption: { follow: (all) => followed.push(...all) }, replacement: { follow: () => {} } },
  });
  expect(followed).toEqual([sites, looks, example]);
  expect(shown).toEqual([ptz, presets]);
});
