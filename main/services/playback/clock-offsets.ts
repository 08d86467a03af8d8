/** By how much the clocks of cameras are ahead, set by eye: kept over restarts and the same in every window. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { MAX_CLOCK_OFFSETS, type ClockOffset } from '../../../preload/domain/recording/playback.ts';
import type { ClockOffsetTable } from '../../db/playback/clock-offsets.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import type { Emit } from '../shared/emit.ts';

interface ClockOffsetsOptions {
  readonly table: ClockOffsetTable;
  readonly emit: Emit;
}

export class ClockOffsets implements CameraRefs {
  readonly #table: ClockOffsetTable;
  readonly #emit: Emit;

  constructor({ table, emit }: ClockOffsetsOptions) {
    this.#table = table;
    this.#emit = emit;
  }

  /** A camera without an entry has no offset: nobody set one. */
  list(): readonly ClockOffset[] {
    return this.#table.all();
  }

  /** @param offsetMs null removes the offset. Informs every window. */
  set(channelId: ChannelId, offsetMs: number | null): void {
    if (offsetMs === null) this.#table.forget(channelId);
    else this.#table.save({ channelId, offsetMs }, MAX_CLOCK_OFFSETS);
    this.#tell();
  }

  /** @see CameraRefs */
  cameraIds(): readonly ChannelId[] {
    return this.list().map(({ channelId }) => channelId);
  }

  /** @see CameraRefs */
  replaceCameras({ cameras }: Adopted): void {
    const known = this.cameraIds().filter((id) => cameras.has(id));
    for (const id of known) this.#table.rename(id, cameras.get(id) ?? id);
    if (known.length > 0) this.#tell();
  }

  #tell(): void {
    this.#emit('playback.offsets-changed', { offsets: [...this.list()] });
  }
}
