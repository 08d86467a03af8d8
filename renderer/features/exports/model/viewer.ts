/** A saved picture or clip that is shown inside the client. The page holds the file while it shows, and no longer. */
import { create } from 'zustand';
import type { FilePiece } from '../../../../preload/contract/file-piece.ts';
import type { SavedFile } from '../../../../preload/contract/saved.ts';
import type { ExportId } from '../../../../preload/domain/ids.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import { base64Of, bytesOf } from '../../../page/base64.ts';
import { request } from '../../../page/bridge.ts';

/** Why a file does not show: as main says it, or because no reader of this computer understands the file. */
export type ViewRefusal = Exclude<FilePiece['state'], 'read'> | 'not-understood';

/** A file that shows, or is being read. */
export interface ViewedFile {
  readonly title: string;
  readonly path: string;
  readonly isVideo: boolean;
  readonly read: (wish: { fromByte: number; version: string | null }) => Promise<Result<FilePiece>>;
}

interface Viewer {
  /** Null while nothing shows. */
  readonly file: ViewedFile | null;
  /** How much was read, 0 to 1. */
  readonly share: number;
  /** The address of the whole file: `data:` for a picture, `blob:` for a clip; null before. */
  readonly url: string | null;
  readonly refusal: ViewRefusal | null;
  readonly error: WireError | null;
}

const NOTHING: Viewer = { file: null, share: 0, url: null, refusal: null, error: null };
export const useViewer = create<Viewer>(() => NOTHING);

let viewing = 0;

export const viewSaved = ({ fileId, kind, path, name }: SavedFile, title: string): Promise<void> =>
  view({
    title,
    path: path ?? name,
    isVideo: kind === 'clip',
    read: (wish) => request['saved.piece']({ fileId, ...wish }),
  });

/** @param file below the folder of the export. */
export const viewExported = (id: ExportId, file: string, title: string): Promise<void> =>
  view({ title, path: file, isVideo: true, read: (wish) => request['exports.piece']({ id, file, ...wish }) });

/** Shows a file; the one that showed before goes. */
export async function view(file: ViewedFile): Promise<void> {
  closeViewer();
  viewing += 1;
  const own = viewing;
  useViewer.setState({ ...NOTHING, file });
  // The browser holds large blobs on the disk: the page does not hold 1 GB itself.
  const parts: Blob[] = [];
  let [fromByte, version]: [number, string | null] = [0, null];
  for (;;) {
    const answer = await file.read({ fromByte, version });
    if (own !== viewing) return;
    if (!answer.ok) return useViewer.setState({ error: answer.error });
    const piece = answer.value;
    if (piece.state !== 'read') return useViewer.setState({ refusal: piece.state });
    const bytes = bytesOf(piece.base64);
    parts.push(new Blob([bytes]));
    fromByte += bytes.length;
    version = piece.version;
    useViewer.setState({ share: piece.sizeBytes === 0 ? 1 : fromByte / piece.sizeBytes });
    if (bytes.length === 0 || fromByte >= piece.sizeBytes) break;
  }
  const url = await urlOf(file, parts).catch(() => null);
  if (url === null) return own === viewing ? tellNotUnderstood() : undefined;
  if (own === viewing) useViewer.setState({ url });
  else if (url.startsWith('blob:')) URL.revokeObjectURL(url);
}

/** The policy of the page lets pictures in as `data:` alone, and clips as `blob:`. */
async function urlOf({ isVideo, path }: ViewedFile, parts: readonly Blob[]): Promise<string> {
  if (isVideo) return URL.createObjectURL(new Blob([...parts], { type: 'video/mp4' }));
  const type = /\.jpe?g$/i.test(path) ? 'image/jpeg' : 'image/png';
  return `data:${type};base64,${await base64Of(new Blob([...parts]))}`;
}

export const tellNotUnderstood = (): void => useViewer.setState({ refusal: 'not-understood' });

export function closeViewer(): void {
  viewing += 1;
  const { url } = useViewer.getState();
  if (url?.startsWith('blob:') === true) URL.revokeObjectURL(url);
  useViewer.setState(NOTHING);
}
