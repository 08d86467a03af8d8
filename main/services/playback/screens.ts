import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [
  { capability: 'cloud-playback', port: 'playback' },
  { capability: 'device-playback', port: 'playback' },
];
