/** What the operator chose about the client itself. */
import { preferences as schema, type Preferences } from '../../preload/contract/app.ts';
import type { Emit } from './emit.ts';
import { SettingsFile } from './settings-file.ts';

const DEFAULTS: Preferences = {
  locale: null,
  sidePanelWidthPx: 264,
  isSidePanelOpen: true,
  isStatisticsShown: false,
  isClockShown: false,
  cameraView: 'both',
  textPercent: 100,
  motion: 'system',
  shortcuts: {},
  protectedCameras: [],
  streamChoices: [],
  alarmHoldSec: 20,
  isPreviewOn: true,
  recentCommands: [],
};

/** Files of earlier versions lack what came later. */
const stored = schema.extend({
  cameraView: schema.shape.cameraView.default(DEFAULTS.cameraView),
  textPercent: schema.shape.textPercent.default(DEFAULTS.textPercent),
  motion: schema.shape.motion.default(DEFAULTS.motion),
  shortcuts: schema.shape.shortcuts.default(DEFAULTS.shortcuts),
  protectedCameras: schema.shape.protectedCameras.default(DEFAULTS.protectedCameras),
  streamChoices: schema.shape.streamChoices.default(DEFAULTS.streamChoices),
  isClockShown: schema.shape.isClockShown.default(DEFAULTS.isClockShown),
  alarmHoldSec: schema.shape.alarmHoldSec.default(DEFAULTS.alarmHoldSec),
  isPreviewOn: schema.shape.isPreviewOn.default(DEFAULTS.isPreviewOn),
  recentCommands: schema.shape.recentCommands.default(DEFAULTS.recentCommands),
});

export class PreferencesService {
  readonly #file: SettingsFile<Preferences>;
  readonly #emit: Emit;

  constructor(dataDir: string, emit: Emit) {
    this.#emit = emit;
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

  /** Changes what `change` names and tells every window. @throws {AppError} `storage.write-failed`. */
  set(change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.#file.set(schema.parse({ ...this.#file.get(), ...given }));
    const now = this.#file.get();
    this.#emit('app.preferences-changed', now);
    return now;
  }
}
