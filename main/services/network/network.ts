/**
 * The proxies and the trusted authorities on the way to the clouds: opened before the first call, shared by all
 * threads.
 */
import type { NetworkView } from '../../../preload/contract/network.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import { systemAuthorities } from '../../authorities.ts';
import type { Host } from '../../host.ts';
import type { SecretStore } from '../../keychain/secret-store.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import { trustInAllThreads } from '../../thread-network.ts';
import { setWays, type FindWay } from '../../ways.ts';
import type { SettingsFile } from '../shared/settings-file.ts';
import { openNetworkSettings, type NetworkSettings } from './network-settings.ts';
import { trustable } from './own-authorities.ts';
import { ProxySignIn } from './proxy-sign-in.ts';
import { findWayBy } from './ways.ts';

interface NetworkOptions {
  readonly dataDir: string;
  readonly openSettings?: OpenSettings | undefined;
  readonly host: Pick<Host, 'resolveProxy'>;
  /** Null where the client runs without one. */
  readonly keychain: SecretStore | null;
}

export class Network {
  readonly settings: SettingsFile<NetworkSettings>;
  readonly signIn: ProxySignIn;
  readonly #waysBefore: FindWay;
  /**
   * Null until the first connection asks for its way, because the start of the client does not wait for the system's
   * authorities; null again after a failure, so that the next connection tries again.
   */
  #trusting: Promise<void> | null = null;

  /** Applies the stored settings. @throws {AppError} `storage.write-failed`: there is no folder to write to. */
  constructor({ dataDir, openSettings, host, keychain }: NetworkOptions) {
    this.settings = openNetworkSettings(dataDir, openSettings);
    this.signIn = new ProxySignIn(keychain);
    const find = findWayBy({ proxy: () => this.settings.get().proxy, signIn: this.signIn, host });
    this.#waysBefore = setWays(async (url) => {
      await this.#trusted();
      return await find(url);
    });
  }

  async #trusted(): Promise<void> {
    this.#trusting ??= this.trust();
    try {
      await this.#trusting;
    } catch (error) {
      this.#trusting = null;
      throw error;
    }
  }

  get restored(): Restoration | null {
    return this.settings.restored;
  }

  /** Trusts the authorities of the system and those of the list, and no others besides those that come with Node. */
  async trust(): Promise<void> {
    const ofSystem = await systemAuthorities();
    trustInAllThreads([...ofSystem, ...trustable(this.settings.get())]);
  }

  /** The settings as windows may see them: without certificates as a whole, user and password. */
  async view(): Promise<NetworkView> {
    const { authorities, proxy } = this.settings.get();
    return {
      proxy,
      signIn: (await this.signIn.read())?.proxy ?? null,
      isSignInKept: this.signIn.isKept,
      systemAuthorities: (await systemAuthorities()).length,
      authorities: authorities.map(({ pem: _, ...shown }) => shown),
    };
  }

  dispose(): void {
    setWays(this.#waysBefore);
  }
}
