/**
 * Presets over chapter 15, for HoloSens cameras only. A new preset of a directly joined camera needs a number, one of a
 * camera behind a recorder must have none (15.2); the sample leaves the number out for both.
 */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { PresetLimits } from '../../../../preload/domain/ptz/presets.ts';
import { AppError } from '../../../errors.ts';
import type { ListedPreset, PresetPort } from '../../../ports/presets.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { HOLOSENS_NAMES, holosensIdsOf, MAX_HOLOSENS_PRESET } from './holosens.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

const LIMITS: PresetLimits = {
  ...HOLOSENS_NAMES,
  maxIndex: MAX_HOLOSENS_PRESET,
  names: 'cloud',
  index: 'cloud',
  renamingMoves: true,
  hasPictures: true,
};
/** Devices that other cameras hang on, as `getDevice` calls them. */
const RECORDERS: ReadonlySet<string | undefined> = new Set(['NVR', 'MEdge']);

export class IvmPresets implements PresetPort {
  readonly limits = LIMITS;
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(client: VendorClient<HuaweiIvmOperations>) {
    this.#client = client;
  }

  async list(channelId: ChannelId, signal: AbortSignal): ReturnType<PresetPort['list']> {
    const { data } = await this.#client.call('listPresetPositions', idsOf(channelId), signal);
    const rows = data.preset_positions;
    if (rows === undefined) throw this.#bad('preset_positions is missing');
    const presets = rows.flatMap((row): ListedPreset[] => {
      const { preset_index: index, preset_name: name, jpg_base64: text } = row;
      if (!isIndex(index)) return [];
      return [{ index, name: name || null, picture: text ? Buffer.from(text, 'base64') : null }];
    });
    return { presets, unreadable: rows.length - presets.length };
  }

  async add(
    { channelId, index, name }: { readonly channelId: ChannelId; readonly index: number; readonly name: string },
    signal: AbortSignal,
  ): Promise<number> {
    const ids = idsOf(channelId);
    const { data: device } = await this.#client.call('getDevice', { device_id: ids.device_id }, signal);
    const isDirect = !RECORDERS.has(device.device_type);
    const params = { ...ids, preset_name: name, ...(isDirect ? { index } : {}) };
    const { data } = await this.#client.call('addPresetPosition', params, signal);
    if (isIndex(data.preset_index)) return data.preset_index;
    throw this.#bad('preset_index is missing');
  }

  /** Takes a new picture and, which the document leaves open, perhaps the present view (15.4). */
  async update(
    { channelId, index, name }: { readonly channelId: ChannelId; readonly index: number; readonly name: string },
    signal: AbortSignal,
  ): Promise<void> {
    const params = { ...idsOf(channelId), preset_index: index, preset_name: name };
    await this.#client.call('updatePresetPosition', params, signal);
  }

  async delete(
    { channelId, index }: { readonly channelId: ChannelId; readonly index: number },
    signal: AbortSignal,
  ): Promise<void> {
    await this.#client.call('deletePresetPosition', { ...idsOf(channelId), preset_index: index }, signal);
  }

  async goTo({ channelId, index, control }: Parameters<PresetPort['goTo']>[0], signal: AbortSignal): Promise<void> {
    const params = { ...idsOf(channelId), preset_index: index, control_token: control?.reveal() ?? '' };
    await this.#client.call('moveToPresetPosition', params, signal);
  }

  #bad(detail: string): AppError {
    const { host } = this.#client;
    return new AppError('network.bad-answer', 'an answer about presets without them', { params: { host, detail } });
  }
}

const idsOf = (channelId: ChannelId) => holosensIdsOf(channelId, 'presets');

const isIndex = (index: number | undefined): index is number =>
  index !== undefined && Number.isInteger(index) && index >= 1 && index <= LIMITS.maxIndex;
