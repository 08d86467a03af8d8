/** The one line in the status bar that says what the client did. Notices never cover video. */
import { create } from 'zustand';
import type { AreaNotice } from '../../i18n/area-texts.ts';
import type { notices } from '../../i18n/en-US/notices.ts';

type Base<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K;
export type NoticeKey = Base<keyof typeof notices | AreaNotice>;

/** The Undo that a notice offers, and until when. */
export interface NoticeUndo {
  readonly run: () => void;
  readonly untilMs: number;
}

/**
 * Where a notice leads: the folder of a file, its path onto the clipboard, a report, a wall, the exports, a wall with more tiles,
 * the part of the window that stopped, or a new page of the window.
 */
export interface NoticeLink {
  readonly kind: 'reveal' | 'copyPath' | 'showReport' | 'showWall' | 'showExports' | 'enlarge' | 'reopen' | 'reload';
  /** The number of tiles of the larger wall; only for `enlarge`. */
  readonly count?: number;
  readonly run: () => void;
}

export interface Notice {
  readonly key: NoticeKey;
  readonly params: Readonly<Record<string, string | number>>;
  readonly atMs: number;
  readonly undo: NoticeUndo | null;
  readonly link: NoticeLink | null;
}

interface Notices {
  readonly last: Notice | null;
  /** The latest first, with the one that shows. */
  readonly past: readonly Notice[];
}

export const useNotices = create<Notices>(() => ({ last: null, past: [] }));

const MAX_PAST = 50;
/** These repeat the typed text with each key stroke: only the last of them is worth keeping. */
const STEPPING: ReadonlySet<NoticeKey | undefined> = new Set<NoticeKey>(['typing', 'typingCamera']);

/** Shows a notice, kept as key and parameters so that it follows a change of language. */
export function postNotice(
  key: NoticeKey,
  params: Notice['params'] = {},
  undo: NoticeUndo | null = null,
  link: NoticeLink | null = null,
): void {
  const last = { key, params, atMs: Date.now(), undo, link };
  useNotices.setState(({ past }) => {
    const kept = STEPPING.has(key) && STEPPING.has(past[0]?.key) ? past.slice(1) : past;
    return { last, past: [last, ...kept].slice(0, MAX_PAST) };
  });
}

/** Takes every offer of Undo off the screen, also off the list of the last messages: Undo means another change now. */
export function withdrawOffers(): void {
  const without = (notice: Notice): Notice => (notice.undo === null ? notice : { ...notice, undo: null });
  useNotices.setState(({ last, past }) => ({ last: last === null ? null : without(last), past: past.map(without) }));
}

export function clearNotice(key: NoticeKey): void {
  if (useNotices.getState().last?.key === key) useNotices.setState({ last: null });
}
