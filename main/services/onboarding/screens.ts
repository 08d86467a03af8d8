import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { Screen } from '../../ports/screens.ts';

export const screens: readonly Screen[] = [
  { capability: 'onboarding', port: 'onboarding' },
  { capability: 'bulk-import', port: 'workbooks' },
  // Many cameras at once, from a table.
  { capability: 'bulk-import', port: 'onboarding', vendors: new Set<VendorId>(['huawei-ivm']) },
];
