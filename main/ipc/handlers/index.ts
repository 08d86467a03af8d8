/** Every request of the contract, answered by a service: one line each, no logic. */
import type { Handlers } from '../../../preload/contract/contract.ts';
import { accountHandlers } from './account.ts';
import { appHandlers } from './app.ts';
import { clipHandlers } from './clips.ts';
import { consoleHandlers } from './console.ts';
import { directoryHandlers } from './directory.ts';
import { incidentHandlers } from './incidents.ts';
import { liveHandlers } from './live.ts';
import { ptzHandlers } from './ptz.ts';
import { sequenceHandlers } from './sequences.ts';
import type { Services } from './services.ts';
import { siteHandlers } from './sites.ts';
import { wallHandlers } from './walls.ts';
import { windowHandlers } from './windows.ts';

export function createHandlers(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...accountHandlers(services),
    ...directoryHandlers(services),
    ...liveHandlers(services),
    ...ptzHandlers(services),
    ...clipHandlers(services),
    ...sequenceHandlers(services),
    ...siteHandlers(services),
    ...wallHandlers(services),
    ...windowHandlers(services),
    ...consoleHandlers(services),
    ...incidentHandlers(services),
  };
}
