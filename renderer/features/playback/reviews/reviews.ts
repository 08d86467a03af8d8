/**
 * The sessions of playback, each with cameras, moment, view, part, layout and speed. One of them shows in this window: its
 * cameras and moment are those of `session.ts`. All of them are stored as a preference, so that they are there after a restart.
 * A session that does not show holds no player. In the stored list a window changes only the session that it shows, so that no
 * window overwrites the session of another.
 */
import { create } from 'zustand';
import type { Preferences } from '../../../../preload/contract/app.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import { MAX_REVIEWS, type Review } from '../../../../preload/domain/recording/reviews.ts';
import { withIdsOfToday } from '../../../state/cameras/ids-of-today.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { offerUndo, type Change, type StepOutcome } from '../../../state/page/undo.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { useFiles } from '../files/files.ts';
import { choosePart, onPart, partNow } from './part.ts';
import { followSession, isRecorded, saveMoment, useSession, type Begun, type SessionCamera } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';
import { stand, usePlayBar } from '../play-bar/play-bar.ts';

type Named = Pick<Review, 'id' | 'number' | 'name'>;

interface Reviews {
  /** The session that this window shows. */
  readonly current: Named;
  /** The session whose name is typed now. */
  readonly renamingId: string | null;
}

const fresh = (number: number): Named => ({ id: crypto.randomUUID(), number, name: '' });

export const useReviews = create<Reviews>(() => ({ current: fresh(1), renamingId: null }));

const STORE_AFTER_MS = 500;
let timer: ReturnType<typeof setTimeout> | null = null;
/** The speed of a session that was just shown: its players join the clock only after its tiles are drawn. */
let waitingRate: number | null = null;

const storedNow = (): readonly Review[] => usePreferences.getState().reviews.sessions;

/** The sessions in the order of their tabs; the one that shows is among them, also before it was stored. */
export function tabsOf(stored: readonly Review[], current: Named): readonly Named[] {
  return stored.some(({ id }) => id === current.id) ? stored : [...stored, current];
}

/** Without a name that an operator gave, a session has a number. */
export const reviewName = ({ name, number }: Named): string =>
  name === '' ? textNow()('playback.names.review', { number }) : name;

function freeNumber(): number {
  const taken = new Set(storedNow().map(({ number }) => number));
  for (let number = 1; ; number += 1) if (!taken.has(number)) return number;
}

/** The session that shows, as it is stored. Files are known to this window alone and are not stored. */
function snapshot(): Review {
  const { cameras, enlargedId } = useSession.getState();
  const { fromMs, toMs } = timeline.view;
  const recorded = cameras.filter(isRecorded).map(({ channelId, place }) => ({ channelId, place }));
  const { current } = useReviews.getState();
  return {
    ...current,
    // Another window that shows the same session may have renamed it.
    name: storedNow().find(({ id }) => id === current.id)?.name ?? current.name,
    cameras: recorded,
    // The moment that was saved, not that of every picture.
    atMs: usePreferences.getState().playback.atMs,
    view: { fromMs: Math.max(0, Math.floor(fromMs)), toMs: Math.max(0, Math.ceil(toMs)) },
    part: partNow(),
    enlargedId: recorded.some(({ channelId }) => channelId === enlargedId) ? enlargedId : null,
    rate: waitingRate ?? usePlayBar.getState().rate,
  };
}

function storeSoon(): void {
  timer ??= setTimeout(store, STORE_AFTER_MS);
}

/** Stores the session that shows, at its place among the others. */
function store(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  // Before the stored sessions are known, storing one would forget them.
  if (isKiosk() || usePreferences.getState().info === null) return;
  const now = snapshot();
  const stored = storedNow();
  const at = stored.findIndex(({ id }) => id === now.id);
  if (at < 0 && stored.length >= MAX_REVIEWS) return;
  const { currentId } = usePreferences.getState().reviews;
  if (currentId === now.id && JSON.stringify(stored[at]) === JSON.stringify(now)) return;
  put(at < 0 ? [...stored, now] : stored.with(at, now));
}

function put(sessions: readonly Review[]): void {
  const currentId = useReviews.getState().current.id;
  void setPreferences({ reviews: { sessions: [...sessions], currentId } });
}

/** Shows a session as it was left: paused, at its moment. */
function show(review: Review): void {
  const { id, number, name, cameras, atMs, view, part, enlargedId, rate } = review;
  useReviews.setState({ current: { id, number, name }, renamingId: null });
  const shown: readonly SessionCamera[] = cameras;
  const selectedId = enlargedId ?? shown[0]?.channelId ?? null;
  waitingRate = rate;
  useSession.setState({ cameras: shown, atMs, enlargedId, selectedId });
  saveMoment();
  stand(atMs, rate);
  timeline.show(view);
  choosePart(part);
}

/** Gives the session that was just shown its speed, once its players are on the clock. */
export function takeRate(): void {
  if (waitingRate === null) return;
  stand(useSession.getState().atMs, waitingRate);
  waitingRate = null;
}

const isFull = (): boolean => tabsOf(storedNow(), useReviews.getState().current).length >= MAX_REVIEWS;

const hasRoom = (): boolean => {
  if (!isFull()) return true;
  postNotice('reviewsFull', { count: MAX_REVIEWS });
  return false;
};

/** Files are open in one window, in one session: they would be closed without a word. */
const holdsFiles = (): boolean => {
  if (useFiles.getState().files.length === 0) return false;
  postNotice('reviewHoldsFiles');
  return true;
};

/** Leaves the session that shows as it is, and shows an empty one. False, with the reason, where there is no room. */
export function newReview(): boolean {
  if (holdsFiles() || !hasRoom()) return false;
  showFresh([]);
  return true;
}

/** Stores the session that shows, then shows a new one with these cameras. */
function showFresh(cameras: readonly PlaybackCamera[]): Named {
  store();
  const { view } = snapshot();
  const named = fresh(freeNumber());
  show({ ...named, cameras: [...cameras], atMs: null, view, part: null, enlargedId: null, rate: 1 });
  store();
  return named;
}

/**
 * Shows cameras in a session of their own, and leaves the session that shows as it is.
 *
 * @returns the change, for Undo; null where there is no room for one more session, while files are open, and in a kiosk, which has one session.
 */
export function openReview(cameras: readonly PlaybackCamera[]): Change | null {
  if (isKiosk() || isFull() || useFiles.getState().files.length > 0) return null;
  const { id: beforeId } = useReviews.getState().current;
  const named = showFresh(cameras);
  let left: Review | undefined;
  return {
    edit: 'reviewOpened',
    params: { name: reviewName(named) },
    subject: `review:${named.id}`,
    undo: () => {
      showReview(beforeId);
      left = storedNow().find(({ id }) => id === named.id);
      takeOut(named.id);
      return { status: 'done' };
    },
    redo: () =>
      left === undefined
        ? { status: 'gone', name: reviewName(named) }
        : withIdsOfToday(left, (review) => bringBack(review, storedNow().length, true)),
  };
}

export function showReview(id: string): void {
  const wanted = storedNow().find((one) => one.id === id);
  if (wanted === undefined || id === useReviews.getState().current.id || holdsFiles()) return;
  store();
  show(wanted);
  store();
}

/** Shows the session beside the one that shows. False when there is no other. */
export function stepReview(by: 1 | -1): boolean {
  const { current } = useReviews.getState();
  const tabs = tabsOf(storedNow(), current);
  const at = tabs.findIndex(({ id }) => id === current.id);
  const next = tabs[(at + by + tabs.length) % tabs.length];
  if (next === undefined || next.id === current.id) return false;
  showReview(next.id);
  return true;
}

/** The last session stays. The status bar offers Undo. */
export function closeReview(id: string = useReviews.getState().current.id): boolean {
  const { current } = useReviews.getState();
  const isShown = id === current.id;
  if (isShown && holdsFiles()) return false;
  store();
  const stored = storedNow();
  const at = stored.findIndex((one) => one.id === id);
  const gone = stored[at];
  if (gone === undefined || stored.length < 2) return false;
  takeOut(id);
  const change = {
    edit: 'reviewClosed' as const,
    params: { name: reviewName(gone) },
    subject: `review:${id}`,
    undo: () => withIdsOfToday(gone, (review) => bringBack(review, at, isShown)),
    redo: (): StepOutcome => (takeOut(id), { status: 'done' }),
  };
  offerUndo(change, 'reviewClosed', { name: reviewName(gone) });
  return true;
}

function takeOut(id: string): void {
  const stored = storedNow();
  const at = stored.findIndex((one) => one.id === id);
  const next = stored[at + 1] ?? stored[at - 1];
  if (at < 0 || next === undefined) return;
  if (id === useReviews.getState().current.id) show(next);
  put(stored.toSpliced(at, 1));
}

function bringBack(review: Review, at: number, isShown: boolean): StepOutcome {
  if (storedNow().some(({ id }) => id === review.id)) return { status: 'done' };
  if (!hasRoom() || (isShown && holdsFiles())) return { status: 'refused', error: null };
  store();
  put(storedNow().toSpliced(at, 0, review));
  if (isShown) showReview(review.id);
  return { status: 'done' };
}

/** Opens the field for the name, which stands in the side panel. */
export function startRenaming(id: string = useReviews.getState().current.id): void {
  if (!usePreferences.getState().isSidePanelOpen) void setPreferences({ isSidePanelOpen: true });
  useReviews.setState({ renamingId: id });
}

export const endRenaming = (): void => useReviews.setState({ renamingId: null });

/** @param name without spaces around it; empty: the session has its number again. */
export function renameReview(id: string, name: string): void {
  store();
  const before = storedNow().find((one) => one.id === id);
  if (before === undefined || before.name === name) return;
  setName(id, name);
  const step = (to: string) => (): StepOutcome => {
    if (setName(id, to)) return { status: 'done' };
    return { status: 'gone', name: reviewName(before) };
  };
  const params = { before: reviewName(before), name: reviewName({ ...before, name }) };
  const change = { edit: 'reviewRenamed' as const, params, subject: `review:${id}` };
  offerUndo({ ...change, undo: step(before.name), redo: step(name) }, 'reviewRenamed', params);
}

function setName(id: string, name: string): boolean {
  const stored = storedNow();
  const at = stored.findIndex((one) => one.id === id);
  const known = stored[at];
  if (known === undefined) return false;
  const { current } = useReviews.getState();
  if (current.id === id) useReviews.setState({ current: { ...current, name } });
  put(stored.with(at, { ...known, name }));
  return true;
}

/**
 * A window begins with the cameras and the moment that were reviewed last, in the session to which they belong. Cameras and
 * moment are stored with each change, the sessions a little later, so that the two may differ after a sudden end. Then a named
 * session keeps its own cameras: the others begin in another session.
 */
function begin({ reviews: { sessions, currentId }, playback }: Preferences): Begun {
  const isOf = ({ cameras }: Review): boolean => JSON.stringify(cameras) === JSON.stringify(playback.cameras);
  const last = sessions.find(({ id }) => id === currentId);
  const begun = last !== undefined && (last.name === '' || isOf(last)) ? last : sessions.find(isOf);
  if (begun === undefined) return playback;
  const { id, number, name, view, part, enlargedId, rate } = begun;
  useReviews.setState({ current: { id, number, name } });
  waitingRate = rate;
  timeline.show(view);
  choosePart(part);
  const isThere = playback.cameras.some(({ channelId }) => channelId === enlargedId);
  return { ...playback, enlargedId: isThere ? enlargedId : null };
}

/** Follows what belongs to the session that shows, and stores it. @returns ends it. */
export function followReviews(): () => void {
  const stops = [
    followSession(begin),
    useSession.subscribe((now, before) => {
      if (now.cameras !== before.cameras || now.enlargedId !== before.enlargedId) storeSoon();
    }),
    usePreferences.subscribe((now, before) => {
      if (before.info === null && now.info !== null) numberFresh();
      if (now.playback.atMs !== before.playback.atMs) storeSoon();
    }),
    usePlayBar.subscribe((now, before) => {
      if (now.rate !== before.rate || (before.isPlaying && !now.isPlaying)) storeSoon();
    }),
    onPart(storeSoon),
    // While it plays, the view follows the moment.
    timeline.subscribe((what) => (what === 'view' && !usePlayBar.getState().isPlaying ? storeSoon() : undefined)),
  ];
  const onLeave = (): void => (timer === null ? undefined : store());
  globalThis.addEventListener('pagehide', onLeave);
  return () => {
    globalThis.removeEventListener('pagehide', onLeave);
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

/** A window that began on its own, before the stored sessions were known, has a number that none of them has. */
function numberFresh(): void {
  const { current } = useReviews.getState();
  if (!storedNow().some(({ id }) => id === current.id)) {
    useReviews.setState({ current: { ...current, number: freeNumber() } });
  }
}
