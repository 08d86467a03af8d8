/** Copies with time and camera below the pictures: this window makes one after the other, in the order of the orders. */
import { create } from 'zustand';
import type { BegunCopy } from '../../../../preload/contract/export-copies.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import { utcAt } from '../../../../preload/domain/exports/export-times.ts';
import { isEnded, type ExportJob } from '../../../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../../../preload/domain/ids.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { canCode, codeCopy, CopyRefused, type CodedPicture } from '../../../media/copies/copy-coder.ts';
import type { BarWords } from '../../../media/copies/copy-bar.ts';
import { base64Of } from '../../../page/base64.ts';
import { request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';
import { stampWords } from '../../../ui/timeline/stamp.ts';

interface CopyOf {
  readonly id: ExportId;
  /** The file of the export. */
  readonly of: string;
}

interface Copies {
  /** Whether this computer codes pictures; null before it was asked. */
  readonly canCode: boolean | null;
  /** In the order in which they are made; the first is being made. */
  readonly queue: readonly CopyOf[];
  /** How much of the first is done, 0 to 1. */
  readonly share: number;
}

export const useCopies = create<Copies>(() => ({ canCode: null, queue: [], share: 0 }));

let abort = new AbortController();

/** Asks the browser once what it can code. */
export async function learnCoders(): Promise<void> {
  if (useCopies.getState().canCode === null) useCopies.setState({ canCode: await canCode() });
}

const isSame = (a: CopyOf, b: CopyOf): boolean => a.id === b.id && a.of === b.of;

/** Makes a copy of a file, behind those that were ordered before. */
export function orderCopy(wish: CopyOf): void {
  const { queue } = useCopies.getState();
  if (queue.some((one) => isSame(one, wish))) return;
  useCopies.setState({ queue: [...queue, wish] });
  if (queue.length === 0) void makeAll();
}

/** Begins the copies that were ordered with an export. One window of all does. */
export async function makeOrdered(job: ExportJob): Promise<void> {
  if (!job.wantsCopies || !isEnded(job)) return;
  const claimed = await request['exports.claim-copies']({ id: job.id });
  if (!claimed.ok || !claimed.value) return;
  const movies = job.items.flatMap(({ files }) => files).filter((file) => file.endsWith('.mp4'));
  for (const of of movies) orderCopy({ id: job.id, of });
}

/** Takes a copy out of the queue, or ends it; nothing of it is left. */
export function cancelCopy(wish: CopyOf): void {
  const { queue } = useCopies.getState();
  const [first] = queue;
  if (first === undefined) return;
  if (isSame(first, wish)) abort.abort();
  else useCopies.setState({ queue: queue.filter((one) => !isSame(one, wish)) });
}

async function makeAll(): Promise<void> {
  for (let [next] = useCopies.getState().queue; next !== undefined; [next] = useCopies.getState().queue) {
    abort = new AbortController();
    useCopies.setState({ share: 0 });
    await make(next, abort.signal);
    useCopies.setState(({ queue }) => ({ queue: queue.slice(1) }));
  }
}

/** Main refused, and has ended the copy in most cases. */
class Refused extends Error {
  readonly error: WireError;

  constructor(error: WireError) {
    super(error.code);
    this.error = error;
  }
}

function valueOf<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Refused(answer.error);
  return answer.value;
}

/** Never rejects. */
async function make(wish: CopyOf, signal: AbortSignal): Promise<void> {
  const answer = await request['exports.begin-copy'](wish);
  if (!answer.ok) return postFailure(answer.error);
  const { copyId, file } = answer.value;
  try {
    await code(answer.value, signal);
    valueOf(await request['exports.finish-copy']({ copyId }));
    postNotice('copyDone', { name: file.split('/').at(-1) ?? file });
  } catch (error) {
    if (error instanceof Refused && error.error.code !== 'cancelled') postFailure(error.error);
    const why = error instanceof CopyRefused ? error.why : signal.aborted ? 'cancelled' : 'not-coded';
    await request['exports.end-copy']({ copyId, why });
  }
}

async function code(begun: BegunCopy, signal: AbortSignal): Promise<void> {
  const { copyId, pictures, sizeBytes, offsetMs } = begun;
  let isBegun = false;
  await codeCopy({
    pictures,
    sizeBytes,
    hasNote: offsetMs !== null,
    wordsAt: wordsOf(begun),
    signal,
    read: async () => valueOf(await request['exports.read-copy']({ copyId })),
    write: async (record, coded) => {
      const first = isBegun || record === null ? null : await base64Of(new Blob([record]));
      isBegun = true;
      const rows = coded.map(({ data, isKey, atUs }: CodedPicture) => ({ bytes: data.length, isKey, atUs }));
      const base64 = await base64Of(new Blob(coded.map(({ data }) => data)));
      valueOf(await request['exports.write-copy']({ copyId, record: first, piece: { pictures: rows, base64 } }));
    },
    onProgress: (share) => useCopies.setState({ share }),
  });
}

/** The words of each moment, in the zone and the language of the begin: one copy has one of each. */
function wordsOf({ camera, number, offsetMs, times }: BegunCopy): (atMs: number) => BarWords {
  const t = textNow();
  const zone = stampZone();
  const name = number === null ? camera : `${number} ${camera}`;
  const seconds = (Math.abs(offsetMs ?? 0) / 1_000).toFixed(1);
  const note = offsetMs === null ? '' : t(offsetMs < 0 ? 'exports.copies.behind' : 'exports.copies.ahead', { seconds });
  return (atMs) => {
    const utcMs = utcAt(times, atMs);
    return { camera: name, time: utcMs === null ? t('exports.copies.noTime') : stampWords(zone, utcMs), note };
  };
}
