/** Presets, the stored views of PTZ cameras, and cruise tracks, which visit presets in order. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { PresetNameTable } from '../../db/presets/names.ts';
import type { PtzArea } from '../ptz/area.ts';
import { cruiseHandlers, type CruiseRequests } from './cruise-handlers.ts';
import { CruisesService } from './cruises.ts';
import { presetHandlers, type PresetRequests } from './handlers.ts';
import { PresetsService } from './presets.ts';
import { screens } from './screens.ts';

export { presetSteps } from '../../db/presets/steps.ts';

interface Others {
  readonly ptz: Pick<PtzArea, 'service'>;
}

export function createPresets(
  { db, sessions, emit }: ClientCore,
  { ptz }: Others,
): Area<PresetRequests | CruiseRequests> {
  const presets = new PresetsService({ sessions, emit, names: new PresetNameTable(db), ptz: ptz.service });
  const cruises = new CruisesService({ sessions, emit, ptz: ptz.service });
  return {
    handlers: { ...presetHandlers(presets), ...cruiseHandlers(cruises) },
    cameraRefs: [presets],
    screens,
    onAccount: (id, what) => {
      if (what === 'disabled' || what === 'removed') presets.onAccountGone(id);
    },
    dispose: () => {
      presets.dispose();
      cruises.dispose();
    },
  };
}
