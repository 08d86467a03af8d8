/** Stored views of PTZ cameras. Nothing here takes a lock or keeps a pace: services/ptz does. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { PresetLimits } from '../../preload/domain/ptz/presets.ts';
import type { Secret } from '../secret.ts';

export interface ListedPreset {
  readonly index: number;
  /** As the cloud has it; null without a name. */
  readonly name: string | null;
  /** As it came: neither its form nor its size is checked. Null without a picture. */
  readonly picture: Uint8Array | null;
}

interface PresetRef {
  readonly channelId: ChannelId;
  readonly index: number;
}

export interface PresetPort {
  readonly limits: PresetLimits;
  /**
   * @returns the presets, and how many rows named none. @throws {AppError} `network.bad-answer` for an answer without a list,
   *   and what the cloud refused.
   */
  list(
    channelId: ChannelId,
    signal: AbortSignal,
  ): Promise<{ readonly presets: readonly ListedPreset[]; readonly unreadable: number }>;
  /**
   * Stores the present view. The cloud may have done it although this fails with `network.*`.
   *
   * @param preset its `index` is the lowest that no preset has; where the cloud gives numbers itself, it is not sent.
   * @returns the number of the preset.
   */
  add(preset: PresetRef & { readonly name: string }, signal: AbortSignal): Promise<number>;
  /** Stores the present view in place of the one before, under this name; a cloud without names ignores the name. */
  update(preset: PresetRef & { readonly name: string }, signal: AbortSignal): Promise<void>;
  delete(preset: PresetRef, signal: AbortSignal): Promise<void>;
  /** Begins to move the camera there; it comes to rest by itself, and no cloud reports when. */
  goTo(preset: PresetRef & { readonly control: Secret | null }, signal: AbortSignal): Promise<void>;
}
