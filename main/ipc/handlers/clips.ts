import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Services } from './services.ts';

type Names = Extract<keyof Handlers, `clip.${string}`>;

export function clipHandlers({ clips, captureSettings }: Services): Pick<Handlers, Names> {
  return {
    'clip.start': (stream, { windowId }) => clips.start(stream, windowId),
    'clip.stop': async ({ clipId, reason }) => (clips.stop(clipId, reason), null),
    'clip.list': async () => clips.list(),
    'clip.replay': (request) => clips.replay(request),
    'clip.sound': (stream) => clips.sound(stream),
    'clip.snapshot': (request, { windowId }) => clips.snapshot(request, windowId),
    'clip.reveal': async ({ fileId }) => (clips.reveal(fileId), null),
    'clip.settings': async () => captureSettings.get(),
    'clip.set-settings': async (change) => captureSettings.set(change),
    'clip.choose-folder': () => captureSettings.chooseFolder(),
    'clip.reset-folder': async () => captureSettings.resetFolder(),
  };
}
