/** How large the export will be that stands in the panel, and how much space there is. */
import { useEffect, useState } from 'react';
import type { ExportEstimate, ExportForm } from '../../../../preload/domain/exports/exports.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { useRecordings } from '../recordings/recordings.ts';

/** The question waits until the operator stops typing. */
const REST_MS = 250;

type Order = Parameters<(typeof request)['exports.estimate']>[0];

/** Null while nothing is known: before the first answer, without a camera, and for a range that cannot be ordered. */
export function useExportSize(
  cameras: readonly PlaybackCamera[],
  range: TimeRange | null,
  form: ExportForm,
): ExportEstimate | null {
  const [size, setSize] = useState<{ readonly of: string; readonly estimate: ExportEstimate } | null>(null);
  // A new list of recordings changes the size.
  const recordings = useRecordings();
  const asked = range === null || cameras.length === 0 ? '' : JSON.stringify({ cameras, range, form });
  useEffect(() => {
    if (asked === '') return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const answer = await request['exports.estimate'](JSON.parse(asked) as Order);
      if (!isOver) setSize(answer.ok ? { of: asked, estimate: answer.value } : null);
    };
    const rest = setTimeout(() => void ask(), REST_MS);
    return () => {
      isOver = true;
      clearTimeout(rest);
    };
  }, [asked, recordings]);
  return size?.of === asked ? size.estimate : null;
}
