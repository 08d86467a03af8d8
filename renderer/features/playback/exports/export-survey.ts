/** Asks the clouds which footage in the panel's range is archived, and which times have no recording. */
import { useEffect, useState } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { CameraSurvey } from '../../../../preload/domain/exports/exports.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { useRecordings } from '../recordings/recordings.ts';

/** The question waits until the operator stops typing. */
const REST_MS = 400;

type Order = Parameters<(typeof request)['exports.survey']>[0];

/** The answer, why there is none, or null while the clouds are asked. */
export type ExportSurvey = { readonly cameras: readonly CameraSurvey[] } | { readonly error: WireError } | null;

/** @returns what is known, and a way to ask again. A range that cannot be ordered is not asked for. */
export function useExportSurvey(
  cameras: readonly PlaybackCamera[],
  range: TimeRange | null,
): readonly [ExportSurvey, () => void] {
  const [last, setLast] = useState<{ readonly of: string; readonly survey: ExportSurvey } | null>(null);
  const [count, setCount] = useState(0);
  // Footage that came back, and lists that were read anew, change the archived ranges.
  const recordings = useRecordings();
  const named = cameras.map(({ channelId, place }) => ({ channelId, place }));
  const asked = range === null || cameras.length === 0 ? '' : JSON.stringify({ cameras: named, range });
  useEffect(() => {
    if (asked === '') return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const answer = await request['exports.survey'](JSON.parse(asked) as Order);
      const survey = answer.ok ? { cameras: answer.value } : { error: answer.error };
      if (!isOver) setLast({ of: asked, survey });
    };
    const rest = setTimeout(() => void ask(), REST_MS);
    return () => {
      isOver = true;
      clearTimeout(rest);
    };
  }, [asked, recordings, count]);
  const askAgain = (): void => {
    setLast(null);
    setCount((before) => before + 1);
  };
  return [last?.of === asked ? last.survey : null, askAgain];
}

/** Of the camera; undefined before the answer. */
export const surveyOf = (
  survey: ExportSurvey,
  { channelId, place }: Pick<PlaybackCamera, 'channelId' | 'place'>,
): CameraSurvey | undefined =>
  survey !== null && 'cameras' in survey
    ? survey.cameras.find((one) => one.channelId === channelId && one.place === place)
    : undefined;

/** Why it is not known whether footage is archived that a cloud would bring back; null where nothing keeps from the order. */
export function unknownOf(survey: ExportSurvey): WireError | null {
  if (survey === null) return null;
  if ('error' in survey) return survey.error;
  return survey.cameras.find(({ canRecall, error }) => canRecall && error !== null)?.error ?? null;
}

/** How many cameras have archived footage that comes back on order. */
export const recallCount = (survey: ExportSurvey): number =>
  survey !== null && 'cameras' in survey
    ? survey.cameras.filter(({ canRecall, archived }) => canRecall && archived.length > 0).length
    : 0;
