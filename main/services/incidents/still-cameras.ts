/** Cameras stand before their account is changed, turned off or removed: afterwards nothing may reach them any more. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { IncidentsService } from './incidents.ts';
import type { PtzRecovery } from '../ptz/ptz-recovery.ts';
import type { PtzService } from '../ptz/ptz.ts';

interface Parts {
  readonly ptz: Pick<PtzService, 'holdStill'>;
  readonly incidents: Pick<IncidentsService, 'onLeftMoving'>;
  readonly recovery: Pick<PtzRecovery, 'takeOver'>;
}

/**
 * Stops the cameras of an account and keeps them still until the returned function is called. An account must be able
 * to go although its cloud does not answer: cameras whose stop is not confirmed within 3 s are reported to the
 * operator, and their stop is tried again once the account is reachable.
 */
export function holdStillWith({ ptz, incidents, recovery }: Parts): (id: AccountId) => Promise<() => void> {
  return async (id) => {
    const { moving, release } = await ptz.holdStill(id);
    for (const camera of moving) incidents.onLeftMoving(camera);
    return () => {
      release();
      if (moving.length > 0) recovery.takeOver(id);
    };
  };
}
