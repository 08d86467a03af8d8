/** How operators turned the pictures of cameras: kept over restarts and the same on every wall. */
import { cameraLooks, MAX_LOOKS, type CameraLook } from '../../../preload/contract/looks.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import type { Emit } from '../shared/emit.ts';
import type { Adopted, CameraRefs } from '../shared/camera-refs.ts';
import { SettingsFile } from '../shared/settings-file.ts';

interface Stored {
  readonly looks: readonly CameraLook[];
}

const isPlain = ({ turn, isMirrored }: CameraLook): boolean => turn === 0 && !isMirrored;

interface LooksOptions {
  readonly dataDir: string;
  readonly openSettings?: OpenSettings | undefined;
  readonly emit: Emit;
}

export class CameraLooksService implements CameraRefs {
  readonly #file: SettingsFile<Stored>;
  readonly #emit: Emit;

  constructor({ dataDir: dir, emit, openSettings: open }: LooksOptions) {
    this.#emit = emit;
    const defaults: Stored = { looks: [] };
    this.#file = new SettingsFile<Stored>({ name: 'looks', dir, open, version: 1, schema: cameraLooks, defaults });
  }

  get restored(): Restoration | null {
    return this.#file.restored;
  }

  list(): readonly CameraLook[] {
    return this.#file.get().looks;
  }

  /**
   * An unchanged picture needs no entry, so its entry is deleted. Informs every window. @throws {AppError}
   * `storage.write-failed`.
   */
  set(look: CameraLook): void {
    const others = this.list().filter(({ channelId }) => channelId !== look.channelId);
    this.#keep(isPlain(look) ? others : [...others, look]);
  }

  cameraIds(): readonly ChannelId[] {
    return this.list().map(({ channelId }) => channelId);
  }

  /** @throws {AppError} `storage.write-failed`. */
  replaceCameras({ cameras: adopted }: Adopted): void {
    const looks = this.list();
    if (!looks.some(({ channelId }) => adopted.has(channelId))) return;
    const byCamera = new Map(looks.map((look) => [adopted.get(look.channelId) ?? look.channelId, look]));
    this.#keep([...byCamera].map(([channelId, look]) => ({ ...look, channelId })));
  }

  #keep(looks: readonly CameraLook[]): void {
    this.#file.set({ looks: looks.slice(-MAX_LOOKS) });
    this.#emit('looks.changed', { looks: [...this.list()] });
  }
}
