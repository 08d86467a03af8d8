/** Writes the people of the open list into a file. Names and pictures pass through the page only where it saves the file itself. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { PeopleExport } from '../../../../preload/domain/people/targets.ts';
import { bytesOf } from '../../../page/base64.ts';
import { on, request } from '../../../page/bridge.ts';
import { download } from '../../../page/download.ts';
import { postNotice } from '../../../state/page/notices.ts';
import type { Place } from './place.ts';
import { useTargets } from './targets.ts';

interface ExportState {
  /** The list that is exported, or whose export is reported; null: none. */
  readonly place: Place | null;
  readonly isBusy: boolean;
  /** How many people are in the file so far. */
  readonly people: number;
  readonly report: PeopleExport | null;
  readonly error: WireError | null;
}

const NOTHING: ExportState = { place: null, isBusy: false, people: 0, report: null, error: null };

export const useExport = create<ExportState>(() => NOTHING);
const { getState, setState } = useExport;

/** Asks where the file goes, and writes it. One export at a time. */
export async function exportPeople(place: Place): Promise<void> {
  if (getState().isBusy) return;
  setState({ ...NOTHING, place, isBusy: true });
  const answer = await request['targets.exportPeople'](place);
  if (getState().place !== place) return;
  if (!answer.ok) return setState({ isBusy: false, error: answer.error });
  const { outcome, suggestedName, people } = answer.value;
  if (outcome === 'cancelled') return setState(NOTHING);
  if (outcome === 'download') {
    const file = await takenFile();
    if (getState().place !== place) return;
    if ('error' in file) return setState({ isBusy: false, error: file.error });
    download('people', suggestedName, file.value);
  }
  setState({ isBusy: false, people, report: answer.value });
  postNotice('peopleExported', { count: people });
}

/** The file that main has made, piece by piece. */
async function takenFile(): Promise<{ readonly value: Blob } | { readonly error: WireError }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let fromByte = 0; ;) {
    const answer = await request['targets.takeExport']({ fromByte });
    if (!answer.ok) return { error: answer.error };
    const piece = bytesOf(answer.value.base64);
    pieces.push(piece);
    fromByte += piece.length;
    if (answer.value.isLast) return { value: new Blob(pieces, { type: 'application/zip' }) };
  }
}

/** Nothing is left of the file. */
export async function stopExport(): Promise<void> {
  await request['targets.stopExport']({});
}

export const dismissExport = (): void => {
  if (!getState().isBusy) setState(NOTHING);
};

/** The report leaves with its list; an export that runs continues. @returns ends it. */
export function followExport(): () => void {
  const ends = [
    on('targets.exporting', ({ deviceId, groupId, people }) => {
      const { place, isBusy } = getState();
      if (isBusy && place?.deviceId === deviceId && place.groupId === groupId) setState({ people });
    }),
    useTargets.subscribe(({ place }, before) => {
      if (place?.deviceId !== before.place?.deviceId || place?.groupId !== before.place?.groupId) dismissExport();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
