import { beforeEach, describe, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import {
  asChange,
  forgetChanges,
  MAX_CHANGES,
  MAX_WAITING,
  offerUndo,
  recordChange,
  redoLast,
  undoLast,
  type Change,
  type StepOutcome,
} from '../../../../../renderer/state/page/undo.ts';

const FULL: WireError = { code: 'storage.write-failed', params: {}, retryable: true, action: 'none', vendor: null };

/** The changes that were done and undone, in order. */
let log: string[];

/** A change that writes its steps to the log. */
function change(name: string, more: Partial<Change> = {}): Change {
  const step = (way: string) => (): StepOutcome => {
    log.push(`${way} ${name}`);
    return { status: 'done' };
  };
  return {
    edit: 'wallRenamed',
    params: { name },
    subject: `wall:${name}`,
    undo: step('undo'),
    redo: step('redo'),
    ...more,
  };
}

const notice = () => useNotices.getState().last;
const press = (way: () => void, times: number): void => Array.from({ length: times }, way).forEach(() => undefined);

beforeEach(() => {
  log = [];
  forgetChanges();
  useNotices.setState({ last: null, past: [] });
});

// @promise comfort.undo: One Undo reverts the changes of all areas, the newest first.
it('the history of changes undoes the changes of all areas, the newest first, and makes them again in the other order', () => {
  for (const name of ['wall', 'site', 'sequence']) recordChange(change(name));
  press(undoLast, 4);
  expect(log).toEqual(['undo sequence', 'undo site', 'undo wall']);
  expect(notice()?.key).toBe('nothingToUndo');
  log = [];
  press(redoLast, 4);
  expect(log).toEqual(['redo wall', 'redo site', 'redo sequence']);
  expect(notice()?.key).toBe('nothingToRedo');
});

it('the history of changes lets Undo wait for a change that main is asked for, so that Undo never means an older change', async () => {
  recordChange(change('older'));
  const answer = Promise.withResolvers<null>();
  const remove = asChange(async () => {
    await answer.promise;
    offerUndo(change('removed'), 'wallRemoved', { name: 'removed' });
  });
  const removal = remove();
  press(undoLast, 2);
  expect(log).toEqual([]);
  answer.resolve(null);
  await removal;
  expect(log).toEqual(['undo removed', 'undo older']);
});

it('the history of changes undoes the older change after a change that main refused', async () => {
  recordChange(change('older'));
  const refused = asChange(() => Promise.reject(new Error('refused')))();
  undoLast();
  await expect(refused).rejects.toThrow('refused');
  expect(log).toEqual(['undo older']);
});

it('the key undoes the change that the offer on screen names', () => {
  recordChange(change('older'));
  offerUndo(change('newer'), 'wallRemoved', { name: 'newer' });
  undoLast();
  expect(log).toEqual(['undo newer']);
  expect(notice()).toMatchObject({ key: 'undone', params: { edit: 'wallRenamed', name: 'newer' } });
});

it('the offer undoes the change that the key would undo, and only once', () => {
  recordChange(change('older'));
  offerUndo(change('newer'), 'wallRemoved', { name: 'newer' });
  const offer = notice()?.undo;
  offer?.run();
  offer?.run();
  expect(log).toEqual(['undo newer']);
});

it('the history of changes takes an offer off the screen when another change is made, because Undo means that change now', () => {
  offerUndo(change('older'), 'wallRemoved', { name: 'older' });
  const offer = notice()?.undo;
  recordChange(change('newer'));
  expect(notice()).toMatchObject({ key: 'wallRemoved', undo: null });
  offer?.run();
  expect(log).toEqual([]);
});

it('the history of changes leaves no offer in the list of the last messages for a change that was undone by key', () => {
  offerUndo(change('wall'), 'wallRemoved', { name: 'wall' });
  undoLast();
  expect(useNotices.getState().past.map(({ key, undo }) => [key, undo])).toEqual([
    ['undone', null],
    ['wallRemoved', null],
  ]);
});

it('the history of changes does not make a change again after another change was made', () => {
  recordChange(change('first'));
  undoLast();
  recordChange(change('second'));
  redoLast();
  expect(log).toEqual(['undo first']);
  expect(notice()?.key).toBe('nothingToRedo');
});

it('a change whose undoing is refused stays, with the reason, and is undone at the next try', () => {
  let isDiskFull = true;
  const undo = (): StepOutcome => {
    log.push('asked');
    return isDiskFull ? { status: 'refused', error: FULL } : { status: 'done' };
  };
  recordChange(change('older'));
  recordChange(change('wall', { undo }));
  undoLast();
  expect(notice()?.key).toBe('notUndone');
  expect(notice()?.params['reason']).toEqual(expect.stringMatching(/\S/));
  isDiskFull = false;
  undoLast();
  expect(log).toEqual(['asked', 'asked']);
  expect(notice()?.key).toBe('undone');
});

it('the history of changes drops every change of a thing that is gone, reports it, and continues with the others', () => {
  const gone = (): StepOutcome => ({ status: 'gone', name: 'Night' });
  recordChange(change('site'));
  recordChange(change('a', { subject: 'wall:night', undo: gone }));
  recordChange(change('b', { subject: 'wall:night', undo: gone }));
  undoLast();
  expect(notice()).toMatchObject({ key: 'undoGone', params: { name: 'Night' } });
  undoLast();
  expect(log).toEqual(['undo site']);
});

it('the history of changes drops a change over which another window went, and leaves the other changes of the thing', () => {
  recordChange(change('a', { subject: 'wall:night' }));
  recordChange(change('b', { subject: 'wall:night', undo: () => ({ status: 'overtaken', name: 'Night' }) }));
  undoLast();
  expect(notice()?.key).toBe('undoOvertaken');
  undoLast();
  expect(log).toEqual(['undo a']);
});

it('the history of changes names the wall on which it undid a change that the window does not show, and leads there', () => {
  const elsewhere = { name: 'Wall 2', show: () => void log.push('shown') };
  recordChange(change('tiles', { undo: () => ({ status: 'done', elsewhere }) }));
  undoLast();
  expect(notice()).toMatchObject({ key: 'undoneOn', params: { wall: 'Wall 2' }, link: { kind: 'showWall' } });
  notice()?.link?.run();
  expect(log).toEqual(['shown']);
});

it(`the history of changes has the newest ${MAX_CHANGES} changes`, () => {
  for (let n = 0; n < MAX_CHANGES + 5; n += 1) recordChange(change(String(n)));
  press(undoLast, MAX_CHANGES + 5);
  expect(log).toHaveLength(MAX_CHANGES);
  expect(log.at(-1)).toBe('undo 5');
});

it('the history of changes undoes a change together with the change that it continues', () => {
  const letter = change('N');
  recordChange(letter);
  recordChange(change('Night'), letter);
  press(undoLast, 2);
  expect(log).toEqual(['undo Night']);
});

it('the history of changes joins a change to the newest change only', () => {
  const letter = change('N');
  recordChange(letter);
  recordChange(change('wall'));
  recordChange(change('Night'), letter);
  press(undoLast, 3);
  expect(log).toEqual(['undo Night', 'undo wall', 'undo N']);
});

describe('a slow step', () => {
  /** A change whose undoing waits until it is answered. */
  function slow(name: string) {
    const { promise, resolve } = Promise.withResolvers<StepOutcome>();
    const undo = (): Promise<StepOutcome> => {
      log.push(`ask ${name}`);
      return promise;
    };
    return { change: change(name, { undo }), answer: resolve };
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('further strokes wait for the answer, so that no two steps run at once', async () => {
    const site = slow('site');
    recordChange(change('wall'));
    recordChange(site.change);
    press(undoLast, 2);
    expect(log).toEqual(['ask site']);
    site.answer({ status: 'done' });
    await settled();
    expect(log).toEqual(['ask site', 'undo wall']);
  });

  it('a key that stays pressed undoes no more than a few changes afterwards', async () => {
    for (let n = 0; n < 50; n += 1) recordChange(change(String(n)));
    const site = slow('site');
    recordChange(site.change);
    press(undoLast, 40);
    site.answer({ status: 'done' });
    await settled();
    expect(log).toHaveLength(1 + MAX_WAITING);
  });

  it('a change that is made meanwhile stays the newest one, also when the step is refused', async () => {
    const site = slow('site');
    recordChange(site.change);
    undoLast();
    recordChange(change('wall'));
    site.answer({ status: 'refused', error: FULL });
    await settled();
    press(undoLast, 2);
    expect(log).toEqual(['ask site', 'undo wall', 'ask site']);
  });

  it('a change that is made meanwhile ends the chance to redo', async () => {
    const site = slow('site');
    recordChange(site.change);
    undoLast();
    recordChange(change('wall'));
    site.answer({ status: 'done' });
    await settled();
    redoLast();
    expect(notice()?.key).toBe('nothingToRedo');
    press(undoLast, 2);
    expect(log).toEqual(['ask site', 'undo wall']);
  });
});
