/** A file that an area has saved for a person; services/saved lists it. */
import type { SavedFile } from '../../../preload/contract/saved.ts';

export interface NewFile extends Pick<SavedFile, 'kind' | 'channelId'> {
  /** Absolute. */
  readonly path: string;
  /** The moment that a snapshot shows, epoch ms; null or absent for other files. */
  readonly ofMs?: number | null;
}

/** Called when a file is complete. */
export type OnSaved = (file: NewFile) => void;
