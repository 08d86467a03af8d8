/** Recordings of live streams, replays and snapshots, and where they are kept. */
import { channelRefOf } from '../../../preload/domain/ids.ts';
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { CamerasArea } from '../cameras/area.ts';
import type { ClientArea } from '../client/area.ts';
import type { LiveArea } from '../live/area.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { CaptureSettingsService } from './capture-settings.ts';
import { ClipsService } from './clips.ts';
import { clipHandlers, type ClipRequests } from './handlers.ts';

export interface ClipsArea extends Area<ClipRequests> {
  readonly service: ClipsService;
  /** Where the operator keeps clips and snapshots; absolute. */
  folder(): string;
}

interface Others {
  readonly client: Pick<ClientArea, 'locale'>;
  readonly cameras: Pick<CamerasArea, 'channelOf'>;
  readonly live: Pick<LiveArea, 'service'>;
  readonly onSaved: OnSaved;
}

export function createClips(core: ClientCore, { client, cameras, live, onSaved }: Others): ClipsArea {
  const { host, dataDir, openSettings, accountStore, gateway, emit } = core;
  const settings = new CaptureSettingsService({
    dataDir,
    openSettings,
    canReveal: host.reveal !== undefined,
    emit,
    chooseFolder: (request) => host.chooseFolder(request),
    locale: () => client.locale(),
  });
  const clips = new ClipsService({
    tools: gateway.tools,
    live: live.service,
    settings,
    emit,
    onSaved,
    addressOf: (kind, id) => gateway.addressOf(kind, id),
    channelOf: (id) => cameras.channelOf(id),
    labelOf: (id) => accountStore.find(channelRefOf(id).accountId)?.label ?? '',
    reveal: host.reveal?.bind(host) ?? null,
  });
  return {
    service: clips,
    folder: () => settings.folder,
    handlers: clipHandlers({ clips, settings }),
    restored: [settings.restored],
    onWindowGone: (windowId) => clips.onWindowGone(windowId),
    dispose: () => clips.dispose(),
  };
}
