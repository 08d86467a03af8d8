/** Details of the recordings at a moment: stored by main, and read again when the moment moves to another recording. */
import { useEffect, useState } from 'react';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { Recording } from '../../../../preload/domain/recording/recordings.ts';
import { request } from '../../../page/bridge.ts';
import type { RowModel } from '../../../ui/timeline/row-model.ts';
import { useRecordings } from './recordings.ts';

interface LastAnswer {
  readonly camera: PlaybackCamera;
  readonly model: RowModel | null;
  /** The answer is right from here on, up to `toMs`, epoch ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly recordings: readonly Recording[];
}

const NONE: readonly Recording[] = [];

const isOf = (
  last: LastAnswer | null,
  camera: PlaybackCamera,
  model: RowModel | null,
  atMs: number,
): last is LastAnswer =>
  last !== null &&
  last.camera.channelId === camera.channelId &&
  last.camera.place === camera.place &&
  last.model === model &&
  atMs >= last.fromMs &&
  atMs < last.toMs;

/**
 * The recordings of a camera at a moment, in order of their begin. The last answer stays while the next one comes.
 *
 * @param atMs null: no moment shows.
 */
export function useRecordingsAt(camera: PlaybackCamera, atMs: number | null): readonly Recording[] {
  const model = useRecordings((all) => all[camera.channelId]?.model ?? null);
  const [last, setLast] = useState<LastAnswer | null>(null);
  const isKnown = atMs === null || isOf(last, camera, model, atMs);
  const askedMs = isKnown ? null : atMs;
  useEffect(() => {
    if (askedMs === null) return undefined;
    let isWanted = true;
    void request['recordings.at']({ ...camera, atMs: Math.floor(askedMs) }).then((answer) => {
      if (!isWanted) return;
      const recordings = answer.ok ? answer.value : NONE;
      setLast({ camera, model, fromMs: askedMs, toMs: nextMs(model, recordings, askedMs), recordings });
    });
    return () => {
      isWanted = false;
    };
  }, [camera, model, askedMs]);
  return atMs === null || last?.camera.channelId !== camera.channelId ? NONE : last.recordings;
}

/** Until when a moment has the same recordings: until one of them ends or another one begins. */
function nextMs(model: RowModel | null, recordings: readonly Recording[], atMs: number): number {
  const covers = model === null ? [] : [model.any, model.motion, model.alarm];
  return Math.min(...recordings.map(({ toMs }) => toMs), ...covers.map((cover) => cover.nextChange(atMs)));
}
