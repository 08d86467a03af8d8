/**
 * Pictures of stored views that this window took from its live picture, for presets that their cloud gives no picture of. In
 * the memory of the window alone: they show places and persons, and end with the window.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { tileElement, videoOf } from '../../ui/tile/tile-video.ts';
import { STAGE_TILE, usePtz } from '../players/ptz.ts';

export interface DeskPicture {
  readonly channelId: ChannelId;
  readonly index: number;
  /** A `data:` address of a JPEG. */
  readonly data: string;
  readonly atMs: number;
}

/** The latest last. */
export const useDeskPictures = create<{ readonly pictures: readonly DeskPicture[] }>(() => ({ pictures: [] }));

const MAX_PICTURES = 100;
const MOST_PIXELS_WIDE = 640;
/** Base64 of 128 kB. */
const MAX_CHARS = 175_000;
const QUALITIES = [0.8, 0.5] as const;
/** A picture that stands still may show an older view. */
const MOVING: ReadonlySet<string | undefined> = new Set(['playing', 'delayed']);

export const selectDeskPicture =
  (channelId: ChannelId, index: number) =>
  ({ pictures }: { readonly pictures: readonly DeskPicture[] }): DeskPicture | undefined =>
    pictures.find((one) => one.channelId === channelId && one.index === index);

/** Takes the live picture of the stage for a view that was just stored; without one, an earlier picture of the preset goes. */
export function takeDeskPicture(channelId: ChannelId, index: number): void {
  const data = pictureOnStage(channelId);
  useDeskPictures.setState(({ pictures }) => {
    const others = pictures.filter((one) => one.channelId !== channelId || one.index !== index);
    const taken = data === null ? [] : [{ channelId, index, data, atMs: Date.now() }];
    return { pictures: [...others, ...taken].slice(-MAX_PICTURES) };
  });
}

function pictureOnStage(channelId: ChannelId): string | null {
  const { steered } = usePtz.getState();
  if (steered?.tile !== STAGE_TILE || steered.channelId !== channelId) return null;
  const stage = tileElement(STAGE_TILE);
  const video = videoOf(stage);
  if (video === null || !MOVING.has(stage?.dataset['phase'])) return null;
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, MOST_PIXELS_WIDE / video.videoWidth);
  [canvas.width, canvas.height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const data = canvas.toDataURL('image/jpeg', quality);
    if (data.startsWith('data:image/jpeg;') && data.length <= MAX_CHARS) return data;
  }
  return null;
}

/** Pictures of presets that a new list of the camera has no more go. */
export const keepDeskPicturesOf = (channelId: ChannelId, indices: ReadonlySet<number>): void =>
  keepOnly((one) => one.channelId !== channelId || indices.has(one.index));

/** Pictures of cameras whose account is gone go. */
export const keepDeskPicturesWhere = (isKnown: (channelId: ChannelId) => boolean): void =>
  keepOnly(({ channelId }) => isKnown(channelId));

function keepOnly(isKept: (one: DeskPicture) => boolean): void {
  const { pictures } = useDeskPictures.getState();
  const kept = pictures.filter(isKept);
  if (kept.length < pictures.length) useDeskPictures.setState({ pictures: kept });
}
