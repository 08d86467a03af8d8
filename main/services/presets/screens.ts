import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [
  { capability: 'presets', port: 'presets' },
  { capability: 'cruise-tracks', port: 'cruises' },
];
