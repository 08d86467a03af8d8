/** Stores the operator's preferences for the client itself. */
import { z } from 'zod';
import { preferences as schema, type Preferences } from '../../../preload/contract/app.ts';
import { DEFAULT_PREFERENCES } from '../../../preload/domain/preferences.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import type { Emit } from '../shared/emit.ts';
import { SettingsFile } from '../shared/settings-file.ts';

/** Files of earlier versions lack what came later. */
const stored = z.preprocess(
  (content) => (typeof content === 'object' && content !== null ? { ...DEFAULT_PREFERENCES, ...content } : content),
  schema,
);

export class PreferencesService {
  readonly #file: SettingsFile<Preferences>;
  readonly #emit: Emit;

  constructor(dataDir: string, emit: Emit, open?: OpenSettings) {
    this.#emit = emit;
    this.#file = new SettingsFile({
      name: 'preferences',
      dir: dataDir,
      open,
      version: 1,
      schema: stored,
      defaults: DEFAULT_PREFERENCES,
    });
  }

  get restored(): Restoration | null {
    return this.#file.restored;
  }

  get(): Preferences {
    return this.#file.get();
  }

  /** Changes what `change` names and informs every window. @throws {AppError} `storage.write-failed`. */
  set(change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.#file.set(schema.parse({ ...this.#file.get(), ...given }));
    const now = this.#file.get();
    this.#emit('app.preferences-changed', now);
    return now;
  }
}
