/** The files of calls, piece by piece: those that go up with a call, and the one that the cloud answered. */
import { MAX_PIECE_BYTES } from '../../../../preload/domain/bounds.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { base64Of, bytesOf } from '../../../page/base64.ts';
import { request } from '../../../page/bridge.ts';
import { download } from '../../../page/download.ts';
import type { Draft } from '../../../contract-form/console-drafts.ts';

/** Longest name of a file that main takes, in characters. */
const MAX_NAME_CHARS = 255;

const CHANGED: WireError = {
  code: 'input.invalid-field',
  params: { field: 'file', detail: 'file-changed' },
  retryable: false,
  action: 'none',
  vendor: null,
};

/** Main holds the files of one call of a window at a time. */
let bringing: Promise<unknown> = Promise.resolve();

/**
 * Brings the files of a call to main, then makes the call. Calls with files wait for each other until they were made.
 *
 * @param run begins the call at once. @returns why the files could not be brought, or what `run` returned.
 */
export async function withFiles<T>(
  runId: string,
  files: Draft['files'],
  run: () => Promise<T>,
): Promise<{ readonly error: WireError } | { readonly value: T }> {
  const before = bringing;
  let made: () => void = () => {};
  bringing = new Promise<void>((resolve) => (made = resolve));
  await before;
  let running: Promise<T>;
  try {
    for (const [field, { file, fileName }] of Object.entries(files)) {
      const error = await bring({ runId, field, fileName: fileName.slice(0, MAX_NAME_CHARS) }, file);
      if (error !== null) return { error };
    }
    running = run();
  } finally {
    made();
  }
  return { value: await running };
}

/** @returns null when main has the whole file. */
async function bring(
  order: { readonly runId: string; readonly field: string; readonly fileName: string },
  file: Blob,
): Promise<WireError | null> {
  for (let at = 0; at === 0 || at < file.size; at += MAX_PIECE_BYTES) {
    const base64 = await base64Of(file.slice(at, at + MAX_PIECE_BYTES)).catch(() => null);
    if (base64 === null) return CHANGED;
    const answer = await request['console.bringPiece']({ ...order, base64, at });
    if (!answer.ok) return answer.error;
  }
  return null;
}

/** @returns the name under which the file was saved, null where nobody chose a place, or why it was not saved. */
export async function saveAnswer(
  runId: string,
): Promise<{ readonly name: string | null } | { readonly error: WireError }> {
  const answer = await request['console.saveFile']({ runId });
  if (!answer.ok) return { error: answer.error };
  const { outcome, name } = answer.value;
  if (outcome !== 'download') return { name: outcome === 'saved' ? name : null };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let fromByte = 0; ;) {
    const taken = await request['console.takePiece']({ runId, fromByte });
    if (!taken.ok) return { error: taken.error };
    const piece = bytesOf(taken.value.base64);
    pieces.push(piece);
    fromByte += piece.length;
    if (taken.value.isLast) break;
  }
  download('console', name, new Blob(pieces));
  return { name };
}
