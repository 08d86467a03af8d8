/**
 * The pictures of the presets that were listed last, for a page that asks for those in sight. In memory only, by a bound over
 * all cameras; they go with their account.
 */
import { createHash } from 'node:crypto';
import { channelRefOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { isCloudPicture, pictureAddress } from '../shared/cloud-picture.ts';

/** 512 previews of 48 kB. */
const MAX_BYTES = 24 * 1024 * 1024;

type Pictures = ReadonlyMap<string, Uint8Array>;

/** Names the bytes, so that the page asks again only for a picture that differs. */
const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

export class PresetPictures {
  readonly #of = new Map<ChannelId, Pictures>();

  /** Takes the place of the pictures that the camera had. @returns the name of each picture, null for bytes that are none. */
  keep(channelId: ChannelId, all: readonly (Uint8Array | null)[]): (string | null)[] {
    const kept = new Map<string, Uint8Array>();
    const names = all.map((bytes) => {
      if (bytes === null || !isCloudPicture(bytes)) return null;
      const name = nameOf(bytes);
      kept.set(name, bytes);
      return name;
    });
    this.#of.delete(channelId);
    this.#of.set(channelId, kept);
    this.#shrink();
    return names;
  }

  /** The `data:` address of a picture; null for one that is not kept any more. */
  read(channelId: ChannelId, name: string): string | null {
    const bytes = this.#of.get(channelId)?.get(name);
    return bytes === undefined ? null : pictureAddress(bytes);
  }

  forget(accountId: AccountId): void {
    for (const channelId of this.#of.keys()) {
      if (channelRefOf(channelId).accountId === accountId) this.#of.delete(channelId);
    }
  }

  clear(): void {
    this.#of.clear();
  }

  /** The pictures that were listed last stay, whatever they weigh: one answer of a cloud is bounded. */
  #shrink(): void {
    const sizes = [...this.#of].map(
      ([id, of]) => [id, [...of.values()].reduce((sum, { length }) => sum + length, 0)] as const,
    );
    let total = sizes.reduce((sum, [, size]) => sum + size, 0);
    for (const [id, size] of sizes.slice(0, -1)) {
      if (total <= MAX_BYTES) return;
      this.#of.delete(id);
      total -= size;
    }
  }
}
