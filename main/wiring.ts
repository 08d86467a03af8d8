/** Carries the events of the core and of the host to the areas, in the order of their list. */
import type { AccountId } from '../preload/domain/ids.ts';
import type { Area } from './area.ts';
import type { ClientCore } from './core.ts';
import { log } from './log.ts';
import type { RevokedHost } from './ports/media-trust.ts';
import type { Screen } from './ports/screens.ts';
import type { AccountChange } from './services/accounts/accounts.ts';
import type { CameraRefs } from './services/shared/camera-refs.ts';

interface Sources {
  readonly accounts: {
    /** Calls the listener after anything happened to an account. */
    readonly service: { onChanged(listener: (id: AccountId, what: AccountChange) => void): unknown };
    /** Sets the screens, by which the table of capabilities says what this client offers. */
    setScreens(screens: readonly Screen[]): void;
    /** Calls the listener after a host of media was allowed or revoked. */
    followMediaHosts(listener: (id: AccountId, revoked: RevokedHost | null) => void): unknown;
  };
  readonly cameras: {
    /** Calls the listener after the list of cameras of an account changed. */
    readonly directory: { onChanged(listener: () => void): unknown };
    /** Gives cameras of accounts that came back to everything that names them. */
    readonly adoption: { follow(refs: readonly CameraRefs[]): void };
    /** Gives the places of a camera to the one that takes over. */
    readonly replacement: { follow(places: readonly CameraRefs[]): void };
  };
}

/**
 * Calls a hook of each area in the order of their list. An area that fails does not keep the others from hearing: a stream
 * or a camera of another area must be released all the same. The failure is written to the log.
 *
 * @param what names the event in the log; a constant.
 */
export function tellEach(areas: readonly Area[], what: string, call: (area: Area) => unknown): void {
  for (const area of areas) {
    try {
      call(area);
    } catch (error) {
      log.error('an area failed at an event', { what, error });
    }
  }
}

/** From now on, passes events of accounts, lists of cameras and the keychain to the areas. */
export function wire({ vault, emit }: ClientCore, areas: readonly Area[], { accounts, cameras }: Sources): void {
  const { directory, adoption, replacement } = cameras;
  accounts.setScreens(areas.flatMap(({ screens }) => screens ?? []));
  replacement.follow(areas.flatMap(({ cameraPlaces }) => cameraPlaces ?? []));
  adoption.follow(areas.flatMap(({ cameraRefs }) => cameraRefs ?? []));
  directory.onChanged(() => tellEach(areas, 'the cameras changed', (area) => area.onDirectory?.()));
  accounts.service.onChanged((id, what) => tellEach(areas, 'an account changed', (area) => area.onAccount?.(id, what)));
  accounts.followMediaHosts((id, revoked) => {
    tellEach(areas, 'the hosts of media of an account changed', (area) => area.onMediaHosts?.(id, revoked));
  });
  let wasReady = vault.snapshot().state === 'ready';
  vault.onChanged(() => {
    const status = vault.snapshot();
    emit('vault.changed', status);
    const isUnlocked = !wasReady && status.state === 'ready';
    wasReady = status.state === 'ready';
    if (isUnlocked) tellEach(areas, 'the keychain is ready', (area) => area.onUnlocked?.());
  });
}

interface Network {
  readonly watchNetwork: (onChanged: () => void) => () => void;
}

/** After sleep and on another network the old connections are dead, but no socket has reported an error yet. */
export function followNetwork(core: ClientCore, areas: readonly Area[], { watchNetwork }: Network): void {
  const { host, emit, sessions, closers } = core;
  const reconnect = async (): Promise<void> => {
    emit('system.resumed', { atMs: Date.now() });
    await sessions.forgetAll();
    tellEach(areas, 'all sessions were closed', (area) => area.onReconnect?.());
  };
  closers.push(
    host.onResumed(() => {
      log.info('resumed');
      void reconnect().then(() => tellEach(areas, 'the computer woke', (area) => area.onResumed?.()));
    }),
  );
  closers.push(watchNetwork(() => void reconnect()));
}
