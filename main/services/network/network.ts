/** What the client trusts on its way to the clouds: opened before the first call, shared by all threads. */
import type { NetworkView } from '../../../preload/contract/network.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import { systemAuthorities } from '../../authorities.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import { trustInAllThreads } from '../../thread-network.ts';
import type { SettingsFile } from '../shared/settings-file.ts';
import { openNetworkSettings, type NetworkSettings } from './network-settings.ts';
import { trustable } from './own-authorities.ts';

export class Network {
  readonly settings: SettingsFile<NetworkSettings>;

  /** Trusts what was stored. @throws {AppError} `storage.write-failed`: there is no folder to write to. */
  constructor(dataDir: string, open?: OpenSettings) {
    this.settings = openNetworkSettings(dataDir, open);
    this.trust();
  }

  get restored(): Restoration | null {
    return this.settings.restored;
  }

  /** Trusts the authorities of the system and those of the list, and no others besides those that come with Node. */
  trust(): void {
    trustInAllThreads([...systemAuthorities(), ...trustable(this.settings.get())]);
  }

  /** What windows may see: no certificate whole. */
  view(): NetworkView {
    const { authorities } = this.settings.get();
    return {
      systemAuthorities: systemAuthorities().length,
      authorities: authorities.map(({ pem: _, ...shown }) => shown),
    };
  }
}
