import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [
  { capability: 'device-settings', port: 'cameraSettings' },
  { capability: 'device-settings', port: 'cameraAccess' },
];
