/** The preferences that name cameras: protection, chosen streams, playback and its sessions, the tour, and the last commands of the palette. */
import type { Preferences } from '../../../preload/contract/app.ts';
import type { ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { PlaybackCamera } from '../../../preload/domain/preferences.ts';
import type { Review } from '../../../preload/domain/recording/reviews.ts';
import { cameraCommandId, groupCommandId, shownByCommand } from '../../../preload/domain/console/recent-commands.ts';
import { withAdopted, type Adopted, type CameraRefs } from '../shared/camera-refs.ts';
import type { PreferencesService } from './preferences.ts';

export class CameraChoices implements CameraRefs {
  readonly #preferences: Pick<PreferencesService, 'get' | 'set'>;

  constructor(preferences: Pick<PreferencesService, 'get' | 'set'>) {
    this.#preferences = preferences;
  }

  *cameraIds(): Generator<ChannelId | OrgNodeId> {
    const { protectedCameras, streamChoices, recentCommands, playback, reviews, deskTour } = this.#preferences.get();
    yield* protectedCameras;
    if (deskTour !== null) yield deskTour.channelId;
    const reviewed = reviews.sessions.flatMap(({ cameras }) => cameras);
    for (const { channelId } of [...streamChoices, ...playback.cameras, ...reviewed]) yield channelId;
    for (const commandId of recentCommands) {
      const shown = shownByCommand(commandId);
      if (shown !== null) yield 'channelId' in shown ? shown.channelId : shown.groupId;
    }
  }

  /** @throws {AppError} `storage.write-failed`; nothing is changed then. */
  replaceCameras(adopted: Adopted): void {
    const before = this.#preferences.get();
    const change: Partial<Preferences> = {
      ...newProtection(before, adopted),
      ...newStreams(before, adopted),
      ...newCommands(before, adopted),
      ...newPlayback(before, adopted),
      ...newReviews(before, adopted),
      ...newTour(before, adopted),
    };
    if (Object.keys(change).length > 0) this.#preferences.set(change);
  }
}

function newProtection({ protectedCameras: before }: Preferences, { cameras }: Adopted): Partial<Preferences> {
  const after = withAdopted(before, cameras);
  return after === before ? {} : { protectedCameras: [...after] };
}

function newStreams({ streamChoices }: Preferences, { cameras }: Adopted): Partial<Preferences> {
  if (!streamChoices.some(({ channelId }) => cameras.has(channelId))) return {};
  const byCamera = new Map(streamChoices.map((one) => [cameras.get(one.channelId) ?? one.channelId, one.profile]));
  return { streamChoices: [...byCamera].map(([channelId, profile]) => ({ channelId, profile })) };
}

function newPlayback({ playback }: Preferences, { cameras }: Adopted): Partial<Preferences> {
  if (!playback.cameras.some(({ channelId }) => cameras.has(channelId))) return {};
  return { playback: { ...playback, cameras: adoptedCameras(playback.cameras, cameras) } };
}

/** Each camera once, with the ids of today. */
function adoptedCameras(before: readonly PlaybackCamera[], ids: Adopted['cameras']): PlaybackCamera[] {
  const byCamera = new Map(before.map(({ channelId, place }) => [ids.get(channelId) ?? channelId, place]));
  return [...byCamera].map(([channelId, place]) => ({ channelId, place }));
}

function newReviews({ reviews }: Preferences, { cameras: ids }: Adopted): Partial<Preferences> {
  const isNamed = ({ cameras }: Review): boolean => cameras.some(({ channelId }) => ids.has(channelId));
  if (!reviews.sessions.some(isNamed)) return {};
  const sessions = reviews.sessions.map((review) => {
    const { cameras, enlargedId } = review;
    const enlarged = enlargedId === null ? null : (ids.get(enlargedId) ?? enlargedId);
    return { ...review, cameras: adoptedCameras(cameras, ids), enlargedId: enlarged };
  });
  return { reviews: { ...reviews, sessions } };
}

function newTour({ deskTour }: Preferences, { cameras }: Adopted): Partial<Preferences> {
  const channelId = deskTour === null ? undefined : cameras.get(deskTour.channelId);
  return deskTour === null || channelId === undefined ? {} : { deskTour: { ...deskTour, channelId } };
}

function newCommands({ recentCommands: before }: Preferences, adopted: Adopted): Partial<Preferences> {
  const after = before.map((commandId) => commandWith(commandId, adopted));
  return after.every((commandId, i) => commandId === before[i]) ? {} : { recentCommands: [...new Set(after)] };
}

function commandWith(commandId: string, { cameras, groups }: Adopted): string {
  const shown = shownByCommand(commandId);
  if (shown === null) return commandId;
  if ('channelId' in shown) {
    const channelId = cameras.get(shown.channelId);
    return channelId === undefined ? commandId : cameraCommandId(channelId);
  }
  const groupId = groups.get(shown.groupId);
  return groupId === undefined ? commandId : groupCommandId(groupId);
}
