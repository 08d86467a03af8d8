import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { PtzService } from './ptz.ts';

export type PtzRequests = Extract<RequestName, `ptz.${string}`>;

export function ptzHandlers(ptz: PtzService): Pick<Handlers, PtzRequests> {
  return {
    'ptz.open': ({ channelId }, { windowId }) => ptz.open(channelId, windowId),
    'ptz.move': async ({ channelId, press, command }, { windowId }) => (
      ptz.move(channelId, press, command, windowId),
      null
    ),
    'ptz.stop': async ({ channelId, press }, { windowId }) => (ptz.stop(channelId, press, windowId), null),
    'ptz.auto-focus': async ({ channelId }) => (await ptz.autoFocus(channelId), null),
    'ptz.take': async ({ channelId }, { windowId }) => (await ptz.take(channelId, windowId), null),
    'ptz.leave': async ({ channelId }, { windowId }) => (await ptz.leave(channelId, windowId), null),
  };
}
