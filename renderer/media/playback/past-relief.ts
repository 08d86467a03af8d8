/**
 * Lets the cameras of playback give way when this computer cannot play all of them: by the governor of the live wall. The
 * selected camera never gives way, and one that is selected has its full stream back at once.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { GovernedEntry, PoolGovernor } from '../pool/pool-governor.ts';
import { slotNamed } from '../slot-key.ts';
import type { GovernedPast } from './governed-past.ts';

const LOOK_EVERY_MS = 2_000;

interface Entry extends GovernedEntry {
  readonly slot: GovernedPast;
}

interface ReliefOptions {
  readonly governor: PoolGovernor;
  /** The operator works with the camera, or it cannot be opened a second time: it never gives way. */
  readonly isProtected: (id: ChannelId) => boolean;
}

export class PastRelief {
  readonly #options: ReliefOptions;
  readonly #entries = new Map<ChannelId, Entry>();
  #selectedId: ChannelId | null = null;
  #lookedAtMs = 0;

  constructor(options: ReliefOptions) {
    this.#options = options;
  }

  /** @returns takes the camera away; its player stays as it is. */
  add(id: ChannelId, slot: GovernedPast): () => void {
    const isProtected = (): boolean => id === this.#selectedId || slot.isLeftAlone || this.#options.isProtected(id);
    const entry: Entry = {
      key: slotNamed(id, 'past'),
      slot,
      get isProtected() {
        return isProtected();
      },
    };
    this.#entries.set(id, entry);
    return () => {
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
    };
  }

  /** The camera that was selected before makes room, if there is too little for both. */
  select(id: ChannelId | null, nowMs: number): void {
    const before = this.#selectedId === null ? undefined : this.#entries.get(this.#selectedId);
    const now = id === null ? undefined : this.#entries.get(id);
    this.#selectedId = id;
    const { governor } = this.#options;
    const wasGivingWay = governor.isGivingWay;
    if (now !== undefined) governor.release(now);
    if (before !== undefined && before !== now && wasGivingWay) governor.admit(before, this.#entries.values(), nowMs);
  }

  /** Called with every tick of the clock. @param rate of the clock. @param nowMs epoch ms. */
  tick(rate: number, nowMs: number): void {
    for (const { slot } of this.#entries.values()) slot.tick(rate, nowMs);
    // A clock that was set back must not end the looks.
    if (Math.abs(nowMs - this.#lookedAtMs) < LOOK_EVERY_MS) return;
    this.#lookedAtMs = nowMs;
    for (const { slot } of this.#entries.values()) slot.measure(nowMs);
    this.#options.governor.update(this.#entries.values(), nowMs);
  }
}
