/** Playback sessions of recordings on devices: opened by a URL, steered by `controlLocalPlayback`, ended by `stop`. */
import { randomUUID } from 'node:crypto';
import type { PlaybackControl } from '../../media/types.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Channel, Device } from './estate.ts';
import type { Profile } from './media-urls.ts';

export interface LocalSession {
  readonly id: string;
  readonly channel: Channel;
  readonly profile: Profile;
  readonly fromMs: number;
  readonly toMs: number;
  readonly control: PlaybackControl;
  lastUsedAtMs: number;
}

/**
 * A session that is neither opened nor steered for this long is forgotten. The document says nothing; the number is
 * ours.
 */
const IDLE_MS = 3_600_000;
/** A session without a viewer keeps its device busy for so long. Ours, too. */
const AWAITED_MS = 10_000;

export class LocalSessions {
  readonly #sessions = new Map<string, LocalSession>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(channel: Channel, profile: Profile, fromMs: number, toMs: number): LocalSession {
    const nowMs = this.#clock.nowMs();
    for (const one of this.#sessions.values()) if (one.lastUsedAtMs + IDLE_MS < nowMs) this.#sessions.delete(one.id);
    const control: PlaybackControl = { isPaused: false, isStopped: false, scale: 1, seekMs: null, isWatched: false };
    const session = { id: randomUUID(), channel, profile, fromMs, toMs, control, lastUsedAtMs: nowMs };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** Null for a session that is unknown, stopped or forgotten. Counts as a use. */
  open(id: string): LocalSession | null {
    const session = this.#sessions.get(id);
    if (session === undefined || session.control.isStopped) return null;
    session.lastUsedAtMs = this.#clock.nowMs();
    return session;
  }

  /** Sessions that keep a device busy: somebody watches, or may still come. */
  busyOn(device: Device): readonly LocalSession[] {
    const sinceMs = this.#clock.nowMs() - AWAITED_MS;
    return [...this.#sessions.values()].filter(
      (one) => one.channel.device === device && (one.control.isWatched || one.lastUsedAtMs > sinceMs),
    );
  }

  stop(session: LocalSession): void {
    session.control.isStopped = true;
    this.#sessions.delete(session.id);
  }

  get count(): number {
    return this.#sessions.size;
  }
}
