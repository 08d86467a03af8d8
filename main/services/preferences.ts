/** What the operator chose about the client itself. */
import { preferences as schema, type Preferences } from '../../preload/contract/app.ts';
import { SettingsFile } from './settings-file.ts';

const DEFAULTS: Preferences = {
  locale: null,
  sidePanelWidthPx: 264,
  isSidePanelOpen: true,
  isStatisticsShown: false,
  cameraView: 'both',
  textPercent: 100,
  motion: 'system',
  shortcuts: {},
  protectedCameras: [],
  recentCommands: [],
};

/** Files of earlier versions lack what came later. */
const stored = schema.extend({
  cameraView: schema.shape.cameraView.default(DEFAULTS.cameraView),
  textPercent: schema.shape.textPercent.default(DEFAULTS.textPercent),
  motion: schema.shape.motion.default(DEFAULTS.motion),
  shortcuts: schema.shape.shortcuts.default(DEFAULTS.shortcuts),
  protectedCameras: schema.shape.protectedCameras.default(DEFAULTS.protectedCameras),
  recentCommands: schema.shape.recentCommands.default(DEFAULTS.recentCommands),
});

export class PreferencesService {
  readonly #file: SettingsFile<Preferences>;

  constructor(dataDir: string) {
    this.#file = new SettingsFile({
      name: 'preferences',
      dir: dataDir,
      version: 1,
      schema: stored,
      defaults: DEFAULTS,
    });
  }

  get restored(): string | null {
    return this.#file.restored;
  }

  get(): Preferences {
    return this.#file.get();
  }

  /** Changes what `change` names. @throws {AppError} `storage.write-failed`. */
  set(change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.#file.set(schema.parse({ ...this.#file.get(), ...given }));
    return this.#file.get();
  }
}
