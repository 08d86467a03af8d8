/** Target libraries: persons on the lists of devices. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { targetHandlers, type TargetRequests } from './handlers.ts';
import { TargetsService } from './targets.ts';

export function createTargets(_core: ClientCore): Area<TargetRequests> {
  return { handlers: targetHandlers(new TargetsService()) };
}
