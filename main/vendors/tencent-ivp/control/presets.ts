/** Ten presets for each camera, without pictures, without an operation for names, and without a lock. */
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { MAX_PRESET_NAME_CHARS, type PresetLimits } from '../../../../preload/domain/ptz/presets.ts';
import { AppError } from '../../../errors.ts';
import type { ListedPreset, PresetPort } from '../../../ports/presets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const LIMITS: PresetLimits = {
  maxIndex: 10,
  names: 'desk',
  maxNameChars: MAX_PRESET_NAME_CHARS,
  namePattern: null,
  index: 'operator',
  renamingMoves: false,
  hasPictures: false,
};

interface Ref {
  readonly channelId: ChannelId;
  readonly index: number;
}

export class IvpPresets implements PresetPort {
  readonly limits = LIMITS;
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(client: VendorClient<TencentIvpOperations>) {
    this.#client = client;
  }

  async list(channelId: ChannelId, signal: AbortSignal): ReturnType<PresetPort['list']> {
    const { channelNativeId: ChannelId } = channelRefOf(channelId);
    const { data } = await this.#client.call('listPresets', { ChannelId }, signal);
    const rows = data.Data;
    if (!rows) {
      const params = { host: this.#client.host, detail: 'Data is missing' };
      throw new AppError('network.bad-answer', 'an answer about presets without them', { params });
    }
    const presets = rows.flatMap(({ Index: index, Name: name }): ListedPreset[] => {
      if (index === undefined || !Number.isInteger(index) || index < 1 || index > LIMITS.maxIndex) return [];
      // A preset that nobody named has its number for a name, as in the sample.
      return [{ index, name: name && name !== String(index) ? name : null, picture: null }];
    });
    return { presets, unreadable: rows.length - presets.length };
  }

  async add(preset: Ref, signal: AbortSignal): Promise<number> {
    await this.#operate('set', preset, signal);
    return preset.index;
  }

  async update(preset: Ref, signal: AbortSignal): Promise<void> {
    await this.#operate('set', preset, signal);
  }

  async delete(preset: Ref, signal: AbortSignal): Promise<void> {
    await this.#operate('del', preset, signal);
  }

  async goTo(preset: Ref, signal: AbortSignal): Promise<void> {
    await this.#operate('goto', preset, signal);
  }

  async #operate(Cmd: 'set' | 'del' | 'goto', { channelId, index }: Ref, signal: AbortSignal): Promise<void> {
    const { channelNativeId: ChannelId } = channelRefOf(channelId);
    await this.#client.call('operatePreset', { ChannelId, Cmd, Index: index }, signal);
  }
}
