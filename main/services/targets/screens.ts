import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [{ capability: 'target-libraries', port: 'targets' }];
