import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { CaptureSettingsService } from './capture-settings.ts';
import type { ClipsService } from './clips.ts';

export type ClipRequests = Extract<RequestName, `clip.${string}`>;

interface Services {
  readonly clips: ClipsService;
  readonly settings: CaptureSettingsService;
}

export function clipHandlers({ clips, settings }: Services): Pick<Handlers, ClipRequests> {
  return {
    'clip.start': (stream, { windowId }) => clips.start(stream, windowId),
    'clip.stop': async ({ clipId, reason }) => (clips.stop(clipId, reason), null),
    'clip.list': async () => clips.list(),
    'clip.replay': (request) => clips.replay(request),
    'clip.sound': (stream) => clips.sound(stream),
    'clip.snapshot': (request, { windowId }) => clips.snapshot(request, windowId),
    'clip.snapshot-written': async ({ fileId }) => (clips.snapshotWritten(fileId), null),
    'clip.reveal': async ({ fileId }) => (await clips.reveal(fileId), null),
    'clip.settings': async () => settings.get(),
    'clip.set-settings': async (change) => settings.set(change),
    'clip.choose-folder': () => settings.chooseFolder(),
    'clip.reset-folder': async () => settings.resetFolder(),
  };
}
