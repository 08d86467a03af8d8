/**
 * The changes that can be undone: one list for the Undo in the status bar and for the keys of Undo and Redo. An area adds an
 * entry for each change (`offerUndo`, `recordChange`) and says in the entry how to undo the change and how to make the
 * change again. The newest change is undone first. The list is bounded, and ends with the window.
 */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { edits } from '../../i18n/en-US/edits.ts';
import { postFailure } from './failure-notices.ts';
import { postNotice, withdrawOffers, type Notice, type NoticeKey } from './notices.ts';

/** How long a notice offers Undo. The key has no such limit. */
export const UNDO_MS = 10_000;

/** Limit of changes that can be undone; older ones leave the list. */
export const MAX_CHANGES = 100;

/** Limit of Undo and Redo strokes that wait while main works on a step; further strokes are ignored. */
export const MAX_WAITING = 8;

/** The outcome of a step. */
export type StepOutcome =
  | {
      readonly status: 'done';
      /** The change is on a wall that the window does not show; the notice names the wall and leads there. */
      readonly elsewhere?: { readonly name: string; readonly show: () => void } | undefined;
      /** The name of the thing of which a part stays as it is, because another window changed the part since. */
      readonly keptOf?: string | undefined;
    }
  /** Nothing is changed, and the entry stays. `error` is null where the area has already said why. */
  | { readonly status: 'refused'; readonly error: WireError | null }
  /** The thing called `name` is not there any more: the entry leaves the list. */
  | { readonly status: 'gone'; readonly name: string }
  /** Another window changed the same part of the thing since: the entry leaves the list. */
  | { readonly status: 'overtaken'; readonly name: string };

type Step = () => StepOutcome | Promise<StepOutcome>;

/** A change that was made. */
export interface Change {
  /** Names the change in the notices: a text of `shell.edits`, with `params`. */
  readonly edit: keyof typeof edits;
  readonly params?: Notice['params'];
  /** The thing that was changed, such as `wall:<id>`. When the thing is gone, all its entries leave the list. */
  readonly subject: string;
  readonly undo: Step;
  readonly redo: Step;
}

type Way = 'undo' | 'redo';

const DONE: StepOutcome = { status: 'done' };

/** The oldest first. */
let done: readonly Change[] = [];
/** The change that was undone last stands last. */
let undone: readonly Change[] = [];
/** Number of added changes, to detect a change that was made while a step ran. */
let added = 0;
let isUnderWay = false;
/** How many changes main is asked for now. */
let asked = 0;
let waiting: readonly (() => void)[] = [];

/**
 * Adds a change without an offer on screen. An older offer leaves the screen, because Undo means the newest change. Changes
 * that were undone before can not be made again.
 *
 * @param joined the change that this change continues, such as the letter typed before. When `joined` is the newest change,
 *   the new change takes its place.
 */
export function recordChange(change: Change, joined: Change | null = null): void {
  const kept = joined !== null && done.at(-1) === joined ? done.slice(0, -1) : done;
  done = [...kept, change].slice(-MAX_CHANGES);
  undone = [];
  added += 1;
  withdrawOffers();
}

/** Adds a change, reports it in the status bar, and offers Undo there. @param link where the words lead. */
export function offerUndo(
  change: Change,
  key: NoticeKey,
  params: Notice['params'] = {},
  link: Notice['link'] = null,
): void {
  recordChange(change);
  postNotice(key, params, { run: () => step('undo', change), untilMs: Date.now() + UNDO_MS }, link);
}

/**
 * Withdraws a change that can no longer be undone: it leaves the list, with its offer. The notice about it stays on
 * screen.
 */
export function withdrawChange(change: Change): void {
  if (done.at(-1) === change) withdrawOffers();
  [done, undone] = [done.filter((other) => other !== change), undone.filter((other) => other !== change)];
}

/**
 * Makes of a function that asks main for a change one during which strokes of Undo and Redo wait. Lists on the page show a
 * change as soon as main reports it, which may be before main answers and the change is added. A stroke in between would
 * undo an older change.
 */
export function asChange<Args extends readonly unknown[], T>(
  make: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    asked += 1;
    try {
      return await make(...args);
    } finally {
      asked = Math.max(0, asked - 1);
      goOn();
    }
  };
}

/** Undoes the newest change, and says which. */
export function undoLast(): void {
  step('undo');
}

/** Makes the change again that was undone last. */
export function redoLast(): void {
  step('redo');
}

/** The outcome of a step that asks main. @param name of the thing that main may not have any more. */
export function outcomeOf(answer: Result<unknown>, name: string): StepOutcome {
  if (answer.ok) return DONE;
  return answer.error.code.endsWith('.not-found')
    ? { status: 'gone', name }
    : { status: 'refused', error: answer.error };
}

/** Forgets all changes. For tests, which begin from the start; the client's page does so by a reload. */
export function forgetChanges(): void {
  [done, undone, waiting, added, isUnderWay, asked] = [[], [], [], 0, false, 0];
}

/** @param only the change that an offer on screen names; an offer that is not the newest change does nothing. */
function step(way: Way, only: Change | null = null): void {
  if (isUnderWay || asked > 0) {
    if (waiting.length < MAX_WAITING) waiting = [...waiting, () => step(way, only)];
    return;
  }
  const change = (way === 'undo' ? done : undone).at(-1);
  if (only !== null && change !== only) return;
  if (change === undefined) return postNotice(way === 'undo' ? 'nothingToUndo' : 'nothingToRedo');
  const before = added;
  const outcome = change[way]();
  if (!(outcome instanceof Promise)) return settle(way, change, outcome, before);
  isUnderWay = true;
  void outcome
    .then((result) => settle(way, change, result, before))
    .finally(() => {
      isUnderWay = false;
      goOn();
    });
}

/** Runs the strokes that waited, until one of them has to wait for main again. */
function goOn(): void {
  while (!isUnderWay && asked === 0 && waiting.length > 0) {
    const [next, ...rest] = waiting;
    waiting = rest;
    next?.();
  }
}

/** @param before how many changes had been added when the step began. */
function settle(way: Way, change: Change, outcome: StepOutcome, before: number): void {
  const params = { ...change.params, edit: change.edit };
  if (outcome.status !== 'refused') withdrawOffers();
  switch (outcome.status) {
    case 'done':
      move(way, change, before);
      return sayDone(way, params, outcome);
    case 'refused':
      if (outcome.error !== null) postFailure(outcome.error, way === 'undo' ? 'notUndone' : 'notRedone', params);
      return;
    case 'gone': {
      const isOther = ({ subject }: Change): boolean => subject !== change.subject;
      [done, undone] = [done.filter(isOther), undone.filter(isOther)];
      return postNotice('undoGone', { ...params, name: outcome.name });
    }
    case 'overtaken':
      [done, undone] = [done.filter((other) => other !== change), undone.filter((other) => other !== change)];
      return postNotice('undoOvertaken', { ...params, name: outcome.name });
  }
}

/** A change that was made during the step ends what could be made again, as always. */
function move(way: Way, change: Change, before: number): void {
  const rest = (list: readonly Change[]): readonly Change[] => list.filter((other) => other !== change);
  if (way === 'redo') [done, undone] = [[...done, change], rest(undone)];
  else [done, undone] = [rest(done), added === before ? [...undone, change] : []];
}

function sayDone(way: Way, params: Notice['params'], outcome: Extract<StepOutcome, { status: 'done' }>): void {
  const { elsewhere, keptOf } = outcome;
  const said = way === 'undo' ? 'undone' : 'redone';
  const name = keptOf ?? elsewhere?.name;
  if (name === undefined) return postNotice(said, params);
  const link = elsewhere === undefined ? null : { kind: 'showWall' as const, run: elsewhere.show };
  postNotice(keptOf === undefined ? `${said}On` : `${said}Partly`, { ...params, wall: name }, null, link);
}
