/** Steering of cameras, and the stop of those that an earlier run left moving. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { Core } from '../../core.ts';
import { ptzHandlers, type PtzRequests } from './handlers.ts';
import { PtzJournal } from './ptz-journal.ts';
import { PtzRecovery, type PtzOutcome } from './ptz-recovery.ts';
import { PtzService } from './ptz.ts';
import { screens } from './screens.ts';

export interface PtzArea extends Area<PtzRequests> {
  readonly service: PtzService;
  readonly recovery: PtzRecovery;
  /** Where each movement stands on disk until its stop is confirmed. */
  readonly journal: Pick<PtzJournal, 'entries' | 'has'>;
  /** Stops every camera. A second call does no harm. */
  stopAll(): Promise<void>;
  /** Sets the function that knows which cameras are listed. The lists are read only after the cameras were stopped. */
  listWith(isListed: (id: ChannelId) => boolean): void;
}

interface Options {
  /** Called with the outcome for each camera that was left moving. */
  readonly onOutcome: (outcome: PtzOutcome) => void;
}

/** The caller then awaits `recovery.run()`, before anything else of the client is opened. */
export function createPtz(
  { dataDir, accountStore, sessions, supervision, emit }: Core,
  { onOutcome }: Options,
): PtzArea {
  const journal = new PtzJournal({ dir: dataDir, onMoving: (isMoving) => supervision.tellPulse({ isMoving }) });
  const ptz = new PtzService({ sessions, emit, journal });
  const recovery = new PtzRecovery({
    journal,
    stop: (id, motor) => ptz.takeOver(id, motor),
    isKnown: (id) => accountStore.find(id) !== null,
    onOutcome,
  });
  const stopAll = (): Promise<void> => {
    recovery.dispose();
    return ptz.dispose();
  };
  return {
    service: ptz,
    recovery,
    journal,
    stopAll,
    screens,
    listWith: (isListed) => ptz.listWith(isListed),
    handlers: ptzHandlers(ptz),
    onAccount: (id, what) => {
      if (what === 'disabled' || what === 'removed') ptz.onAccountGone(id);
      else recovery.again(id);
      if (what === 'removed') journal.forgetAccount(id);
    },
    onDirectory: () => ptz.onDirectory(),
    onUnlocked: () => recovery.again(),
    onReconnect: () => recovery.again(),
    onWindowGone: (windowId) => ptz.onWindowGone(windowId),
    dispose: async () => {
      await stopAll();
      journal.close();
    },
  };
}
