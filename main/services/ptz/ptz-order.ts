/** Which order a camera gets next. */
import { isSameCommand, motorOf, type PtzCommand, type PtzMotor } from '../../../preload/domain/ptz/ptz.ts';
import type { PtzPort } from '../../ports/ptz.ts';

/** A movement that was ordered. `command` is null if it is not known which of several orders the camera follows. */
export interface Movement {
  readonly motor: PtzMotor;
  readonly command: PtzCommand | null;
  /** Two where an order was not answered, and may arrive after the first stop. */
  readonly stopsOwed: number;
}

export type Order =
  | { readonly kind: 'move'; readonly command: PtzCommand }
  | { readonly kind: 'stop'; readonly motor: PtzMotor }
  | { readonly kind: 'errand' };

interface Standing {
  /** The newest command that is still repeated. */
  readonly wanted: PtzCommand | null;
  readonly doing: Movement | null;
  /** All stops failed: no further one is sent by itself. */
  readonly isAstray: boolean;
  readonly hasErrand: boolean;
  readonly speedLevels: PtzPort['speedLevels'];
}

/** The order to send now; null where there is none. Only the newest wanted command counts. */
export function nextOrder({ wanted, doing, isAstray, hasErrand, speedLevels }: Standing): Order | null {
  if (doing !== null && (wanted === null || motorOf(wanted.direction) !== doing.motor)) {
    return isAstray ? null : { kind: 'stop', motor: doing.motor };
  }
  if (wanted === null) return hasErrand ? { kind: 'errand' } : null;
  return doing?.command && isSameCommand(doing.command, wanted, speedLevels) ? null : { kind: 'move', command: wanted };
}
