/** A sequence as main stores it. */
import { asSequenceId } from '../../../../preload/domain/ids.ts';
import { DEFAULT_DWELL_SEC, type Sequence } from '../../../../preload/domain/sequences.ts';

/** A sequence of cameras without a step. */
export const GATES: Sequence = {
  id: asSequenceId('gates'),
  name: 'Gates',
  kind: 'cameras',
  dwellSec: DEFAULT_DWELL_SEC,
  offline: 'skip',
  steps: [],
  revision: 1,
};
