// @vitest-environment jsdom
/** Drafts of the console over a restart, against a main whose answers the test decides. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Input } from '../../../../../../preload/contract/contract.ts';
import type { AccountId } from '../../../../../../preload/domain/ids.ts';
import type * as Keeping from '../../../../../../renderer/features/console/model/console-draft-keeping.ts';
import type * as Drafts from '../../../../../../renderer/contract-form/console-drafts.ts';
import { draftRef } from '../../../../../../renderer/contract-form/console-drafts.ts';
import { installMain } from '../../../page.tsx';

const choice = { vendor: 'huawei-ivm', operationId: 'listDevices' } as const;
const ID = 'a1' as AccountId;
const ref = draftRef(choice, ID);

let kept: Input<'console.keep-draft'>['params'] | null;
let isAnswering: Promise<unknown>;
let stop: () => void;
let keeping: typeof Keeping;
let drafts: typeof Drafts;

beforeEach(async () => {
  vi.useFakeTimers();
  kept = { name: 'Gate' };
  isAnswering = Promise.resolve();
  installMain({
    'console.draft': async () => {
      const params = kept;
      await isAnswering;
      return { ok: true, value: { params } };
    },
    'console.keep-draft': ({ params }) => {
      kept = params;
      return Promise.resolve({ ok: true, value: null });
    },
  });
  await restart();
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** A window that knows nothing yet. */
async function restart(): Promise<void> {
  vi.resetModules();
  keeping = await import('../../../../../../renderer/features/console/model/console-draft-keeping.ts');
  drafts = await import('../../../../../../renderer/contract-form/console-drafts.ts');
  stop = keeping.keepDrafts();
}

const values = (): unknown => drafts.selectDraft(ref)(drafts.useDrafts.getState()).values;

it('the console restores the stored words, and stores all words typed from then on', async () => {
  await keeping.recallDraft(choice, ID);
  expect(values()).toEqual({ name: 'Gate' });
  drafts.editField(ref, ['name'], 'Pier');
  await vi.runAllTimersAsync();
  stop();
  await restart();
  await keeping.recallDraft(choice, ID);
  expect(values()).toEqual({ name: 'Pier' });
});

it('the console leaves words that were typed before main answered, and stores them', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  isAnswering = promise;
  const recalled = keeping.recallDraft(choice, ID);
  drafts.editField(ref, ['name'], 'Pier');
  await vi.runAllTimersAsync();
  resolve(undefined);
  await recalled;
  expect(values()).toEqual({ name: 'Pier' });
  await vi.runAllTimersAsync();
  expect(kept).toEqual({ name: 'Pier' });
});

it('the console loses nothing to an attempt to run an empty form before main answered', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  isAnswering = promise;
  const recalled = keeping.recallDraft(choice, ID);
  drafts.changeDraft(ref, () => ({ isAttempted: true }));
  await vi.runAllTimersAsync();
  resolve(undefined);
  await recalled;
  expect(values()).toEqual({ name: 'Gate' });
  await vi.runAllTimersAsync();
  expect(kept).toEqual({ name: 'Gate' });
});

it('the console stores the last letters when the screen is left or the window closes', async () => {
  await keeping.recallDraft(choice, ID);
  drafts.editField(ref, ['name'], 'Pier 1');
  window.dispatchEvent(new Event('pagehide'));
  expect(kept).toEqual({ name: 'Pier 1' });
  drafts.editField(ref, ['name'], 'Pier 2');
  stop();
  expect(kept).toEqual({ name: 'Pier 2' });
});

it('the console sends nothing that main would not store: it may be longer than any message may be', async () => {
  await keeping.recallDraft(choice, ID);
  drafts.editField(ref, ['name'], 'x'.repeat(2_000_000));
  await vi.runAllTimersAsync();
  expect(kept).toEqual({});
  expect(values()).toMatchObject({ name: expect.stringMatching(/^x{2000000}$/) });
});

it('the console forgets a form that was cleared', async () => {
  await keeping.recallDraft(choice, ID);
  drafts.clearDraft(ref);
  await vi.runAllTimersAsync();
  expect(kept).toEqual({});
});
