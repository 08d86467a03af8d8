// @vitest-environment jsdom
/** The words on the bundle in the order of an export. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VaultStatus } from '../../../../../../preload/contract/account.ts';
import { useExportDraft } from '../../../../../../renderer/features/playback/exports/export-order.ts';
import { ExportPanel } from '../../../../../../renderer/features/playback/exports/export-panel.tsx';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

let page: Page;

beforeEach(async () => {
  completeDom();
  installMain({});
  useExportDraft.setState({ isOpen: true, form: 'folder' });
  page = await open(<ExportPanel />);
});

afterEach(async () => {
  await page.close();
  useAccounts.setState({ vault: null });
});

const keychain = (state: VaultStatus['state']) =>
  act(async () => useAccounts.setState({ vault: { backend: 'Secret Service', state, sessionOnlyCount: 0 } }));

it('a bundle is announced as signed only where the computer has a keychain', async () => {
  await keychain('ready');
  expect(page.element.textContent).toContain('signed by this installation');
  await keychain('missing');
  expect(page.element.textContent).not.toContain('signed by this installation');
  expect(page.element.textContent).toContain('the list has no signature');
});
