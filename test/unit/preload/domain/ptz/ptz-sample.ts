/** The control of a camera whose cloud moves a motor until it is stopped. */
import type { PtzFacts } from '../../../../../preload/domain/ptz/ptz.ts';

export const PTZ_FACTS: PtzFacts = { style: 'held', speedLevels: 10, hasLock: true, hasAutoFocus: true, minGapMs: 300 };
