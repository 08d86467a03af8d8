import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [{ capability: 'ptz', port: 'ptz' }];
