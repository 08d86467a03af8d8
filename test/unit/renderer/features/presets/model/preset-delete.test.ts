// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteOrAsk } from '../../../../../../renderer/features/presets/model/preset-delete.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { deletionOf, dropDeletions } from '../../../../../../renderer/state/presets/preset-deletions.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { account, campus, viewOf } from '../../cameras/directory-sample.ts';
import { completeDom, installMain } from '../../../page.tsx';

const sample = campus();
const [first] = sample.channels;
if (first === undefined) throw new Error('the sample has a camera');
const { id } = first;

let asked: string[];

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
  asked = [];
  const error = { code: 'cloud.unavailable', params: {}, retryable: true, action: 'retry', vendor: null } as const;
  installMain({ 'cruises.list': () => (asked.push('list'), Promise.resolve({ ok: false, error })) });
  useDirectory.setState({ view: viewOf(sample), states: {}, isKnown: true });
});
afterEach(() => {
  dropDeletions();
  useAccounts.setState({ accounts: [] });
});

it('a preset of a cloud without cruise tracks is deleted with Undo, and its cloud is not asked for tracks', async () => {
  useAccounts.setState({ accounts: [{ ...account('a1', 'Metro'), vendor: 'tencent-ivp' }] });
  await deleteOrAsk(id, { index: 1, name: 'Gate', picture: null });
  expect(deletionOf(id, 1)?.phase).toBe('waiting');
  expect(asked).toEqual([]);
});

it('a preset of a cloud with cruise tracks is not deleted before its tracks are read', async () => {
  useAccounts.setState({ accounts: [account('a1', 'Campus')] });
  await deleteOrAsk(id, { index: 1, name: 'Gate', picture: null });
  expect(deletionOf(id, 1)).toBeUndefined();
  expect(asked).toEqual(['list']);
});
