/** Where clips go in tests: a folder of the test, as if the user had never chosen another. */
import { CaptureSettingsService } from '../../../../../main/services/clips/capture-settings.ts';

/** @param chosen what the user answers to the dialog. */
export function captureSettings(dir: string, chosen: string | null = null): CaptureSettingsService {
  return new CaptureSettingsService({
    dataDir: dir,
    home: dir,
    canReveal: false,
    emit: () => {},
    chooseFolder: () => Promise.resolve(chosen),
    locale: () => 'en-US',
  });
}
