/** The order of an export: which cameras of playback, which range, and as what. */
import { MAX_EXPORT_AUTHOR, MAX_EXPORT_REASON } from '../../../../preload/domain/bounds.ts';
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import { type ExportForm } from '../../../../preload/domain/exports/exports.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { request } from '../../../page/bridge.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { goTo } from '../../../state/page/navigation.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { offsetOf } from '../play-bar/offsets.ts';
import { partNow } from '../reviews/part.ts';
import { closeRetrievals, useRetrievals } from '../retrievals/retrievals.ts';
import { isRecorded, useSession } from '../session.ts';

interface FieldRange {
  readonly from: string;
  readonly to: string;
}

/** The typed values of the form. They stay while the panel is closed, so that closing loses nothing. */
interface ExportDraft {
  readonly isOpen: boolean;
  readonly from: string;
  readonly to: string;
  /** The last values that this client put into both fields: other values were typed. */
  readonly taken: FieldRange;
  readonly form: ExportForm;
  readonly reason: string;
  readonly madeBy: string;
  /** Archived footage comes back first. */
  readonly recalls: boolean;
  /** Copies with time and camera in the picture are made at the end. */
  readonly wantsCopies: boolean;
  /** Cameras that are left out. */
  readonly without: ReadonlySet<ChannelId>;
}

export const useExportDraft = create<ExportDraft>(() => ({
  isOpen: false,
  from: '',
  to: '',
  taken: { from: '', to: '' },
  form: 'folder',
  reason: '',
  madeBy: '',
  recalls: true,
  wantsCopies: false,
  without: new Set<ChannelId>(),
}));

/** Around the moment, where no part from A to B was chosen. */
const AROUND_MS = 30_000;

/** The part from A to B, else a minute around the moment; null before a moment was chosen. */
export function rangeToExport(): TimeRange | null {
  const part = partNow();
  if (part !== null) return part;
  const { atMs } = useSession.getState();
  if (atMs === null) return null;
  return { fromMs: Math.floor(atMs) - AROUND_MS, toMs: Math.min(Math.floor(atMs) + AROUND_MS, Date.now()) };
}

/**
 * Opens or closes the panel. One panel stands beside the pictures.
 *
 * @param typed how a moment stands in a field.
 */
export function toggleExport(typed: (ms: number) => string): void {
  const { isOpen } = useExportDraft.getState();
  if (isOpen) closeExport();
  else openExport(typed);
}

/** Opens the panel for the part from A to B, or for a minute around the moment, also where the panel is open for another range. */
export function openExport(typed: (ms: number) => string): void {
  closeRetrievals();
  const range = rangeToExport();
  if (range !== null) fillRange({ from: typed(range.fromMs), to: typed(range.toMs) });
  useExportDraft.setState({ isOpen: true });
}

export const fillRange = (range: FieldRange): void => useExportDraft.setState({ ...range, taken: range });

export const closeExport = (): void => useExportDraft.setState({ isOpen: false });

/** The panel of retrievals takes the place of this one. @returns ends it. */
export const followRetrievalPanel = (): (() => void) =>
  useRetrievals.subscribe(({ isOpen }) => {
    if (isOpen) closeExport();
  });

/** Copies are made of files that lie in a folder. */
export const mayCopy = (form: ExportForm): boolean => form !== 'zip';

/** Orders the export. @returns why nothing was ordered; null where it was. */
export async function orderExport(range: TimeRange): Promise<WireError | null> {
  const { form, reason, madeBy, recalls, wantsCopies, without } = useExportDraft.getState();
  const cameras = useSession
    .getState()
    .cameras.filter(isRecorded)
    .filter(({ channelId }) => !without.has(channelId))
    .map(({ channelId, place }) => {
      return { channelId, place, profile: 'main' as const, offsetMs: offsetOf(channelId) };
    });
  const words = { reason: reason.slice(0, MAX_EXPORT_REASON), madeBy: madeBy.slice(0, MAX_EXPORT_AUTHOR) };
  const wishes = { recalls, wantsCopies: wantsCopies && mayCopy(form), zone: stampZone() };
  const answer = await request['exports.start']({ cameras, range, form, ...words, ...wishes });
  if (!answer.ok) return answer.error;
  const link = { kind: 'showExports' as const, run: () => goTo('exports') };
  postNotice('exportOrdered', { count: cameras.length }, null, link);
  useExportDraft.setState({ isOpen: false, reason: '', recalls: true, wantsCopies: false, without: new Set() });
  return null;
}
