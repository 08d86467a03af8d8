/** Target libraries: persons on the lists of devices. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { targetHandlers, type TargetRequests } from './handlers.ts';
import { TargetsService } from './targets.ts';

export function createTargets({ sessions, emit }: ClientCore): Area<TargetRequests> {
  const targets = new TargetsService({ sessions, emit });
  return {
    handlers: targetHandlers(targets),
    onAccount: (id, what) => {
      if (what === 'disabled' || what === 'removed') targets.onAccountGone(id);
      else if (what === 'changed') targets.forget(id);
    },
    dispose: () => targets.dispose(),
  };
}
