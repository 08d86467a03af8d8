import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `ptz.${string}`>;

export function ptzHandlers({ ptz }: Services): Pick<Handlers, Names> {
  return {
    'ptz.open': ({ channelId }, { windowId }) => ptz.open(channelId, windowId),
    'ptz.move': async ({ channelId, press, command }, { windowId }) => (
      ptz.move(channelId, press, command, windowId),
      null
    ),
    'ptz.stop': async ({ channelId, press }, { windowId }) => (ptz.stop(channelId, press, windowId), null),
    'ptz.leave': async ({ channelId }, { windowId }) => (await ptz.leave(channelId, windowId), null),
  };
}
