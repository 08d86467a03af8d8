// @vitest-environment jsdom
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestReport, TestStage } from '../../../../../../preload/contract/account.ts';
import type { Result, WireError } from '../../../../../../preload/domain/error.ts';
import { TestView } from '../../../../../../renderer/features/clouds/account-test/test-panel.tsx';
import {
  forgetAccountTest,
  runAccountTest,
  useAccountTest,
} from '../../../../../../renderer/features/clouds/model/account-test.ts';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const subject = account('a1', 'Harbour');
const refused: WireError = {
  code: 'auth.rejected-key',
  params: {},
  retryable: false,
  action: 'edit-account',
  vendor: null,
};
const failed: TestStage = { stage: 'sign-in', state: 'failed', elapsedMs: 12, facts: {}, error: refused };

let page: Page | null;
let cancelled: string[];
let answer: (result: Result<TestReport>) => void;

const run = (): void => void runAccountTest({ kind: 'saved', accountId: subject.id }, subject);
const end = async (): Promise<void> => {
  answer({ ok: true, value: { stages: [failed], elapsedMs: 12, ranAtMs: 1 } });
  await page?.settle();
};

beforeEach(() => {
  completeDom();
  page = null;
  cancelled = [];
  installMain({
    'account.test': () => new Promise((resolve) => (answer = resolve)),
    'account.cancel-test': ({ runId }) => {
      cancelled.push(runId);
      return Promise.resolve({ ok: true, value: null });
    },
  });
});

afterEach(async () => {
  await page?.close();
  forgetAccountTest();
});

const view = (onEdit?: () => void) => (
  <StrictMode>
    <TestView
      {...(onEdit === undefined ? { onBack: () => undefined } : { onClose: () => undefined, onEdit })}
      onAgain={run}
    />
  </StrictMode>
);

it('a test runs further when React cancels the effects of its view and runs them again at once', async () => {
  run();
  page = await open(view());
  expect(cancelled).toEqual([]);
  expect(useAccountTest.getState().test?.phase).toBe('running');
});

it('a test ends when its last view closes', async () => {
  run();
  const runId = useAccountTest.getState().test?.runId;
  page = await open(view());
  await page.close();
  page = null;
  expect(cancelled).toEqual([runId]);
});

it('a test with a refused key offers to edit the account, but not while the user edits it', async () => {
  run();
  let edits = 0;
  page = await open(view(() => (edits += 1)));
  await end();
  await page.click('.adv button');
  expect(edits).toBe(1);
  await page.close();

  run();
  page = await open(view());
  await end();
  expect(page.element.textContent).toContain('Cloud refused the key.');
  expect(page.element.querySelector('.adv button')).toBeNull();
});

it('the panel counts passed stages apart from stages that do not apply', async () => {
  const stage = (name: TestStage['stage'], state: TestStage['state']): TestStage => ({
    stage: name,
    state,
    elapsedMs: 1,
    facts: {},
    error: null,
  });
  run();
  page = await open(view());
  const names = ['network', 'clock', 'sign-in', 'permission', 'devices'] as const;
  const stages = [...names.map((name) => stage(name, 'passed')), stage('tls', 'skipped')];
  answer({ ok: true, value: { stages, elapsedMs: 12, ranAtMs: 1 } });
  await page.settle();
  expect(page.element.textContent).toContain('5 passed, 1 does not apply');
});
