/** Pictures of targets that were read lately, in memory only, by a bound over all accounts; they go with their account. */
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { TargetPlace } from '../../ports/targets.ts';
import { isCloudPicture, pictureAddress } from '../shared/cloud-picture.ts';

/** 800 pictures of 30 kB. */
const MAX_BYTES = 24 * 1024 * 1024;

interface Kept {
  readonly place: TargetPlace;
  readonly bytes: Uint8Array;
}

const keyOf = ({ deviceId, groupId }: TargetPlace, targetId: string): string => `${deviceId} ${groupId} ${targetId}`;

export class TargetPictures {
  /** The picture that was used longest ago comes first. */
  readonly #kept = new Map<string, Kept>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes the place of the picture that the target had. What cannot be shown is not kept. */
  keep(place: TargetPlace, targetId: string, bytes: Uint8Array): void {
    this.drop(place, targetId);
    if (!isCloudPicture(bytes) || bytes.length > this.#maxBytes) return;
    this.#kept.set(keyOf(place, targetId), { place, bytes });
    this.#bytes += bytes.length;
    for (const [key, { bytes: oldest }] of this.#kept) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#kept.delete(key);
      this.#bytes -= oldest.length;
    }
  }

  /** The `data:` address; null for a picture that is not kept. */
  read(place: TargetPlace, targetId: string): string | null {
    const key = keyOf(place, targetId);
    const kept = this.#kept.get(key);
    if (kept === undefined) return null;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return pictureAddress(kept.bytes);
  }

  drop(place: TargetPlace, targetId: string): void {
    const key = keyOf(place, targetId);
    this.#bytes -= this.#kept.get(key)?.bytes.length ?? 0;
    this.#kept.delete(key);
  }

  forget(accountId: AccountId): void {
    for (const [key, { place, bytes }] of this.#kept) {
      if (accountOf(place.deviceId) !== accountId) continue;
      this.#kept.delete(key);
      this.#bytes -= bytes.length;
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}
