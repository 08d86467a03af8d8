/** Presets: stored views of PTZ cameras. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { PresetNameTable } from '../../db/presets/names.ts';
import type { PtzArea } from '../ptz/area.ts';
import { presetHandlers, type PresetRequests } from './handlers.ts';
import { PresetsService } from './presets.ts';

export { presetSteps } from '../../db/presets/steps.ts';

interface Others {
  readonly ptz: Pick<PtzArea, 'service'>;
}

export function createPresets({ db, sessions, emit }: ClientCore, { ptz }: Others): Area<PresetRequests> {
  const presets = new PresetsService({ sessions, emit, names: new PresetNameTable(db), ptz: ptz.service });
  return {
    handlers: presetHandlers(presets),
    cameraRefs: [presets],
    onAccount: (id, what) => {
      if (what === 'disabled' || what === 'removed') presets.onAccountGone(id);
    },
    dispose: () => presets.dispose(),
  };
}
