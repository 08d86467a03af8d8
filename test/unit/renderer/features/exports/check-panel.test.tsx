// @vitest-environment jsdom
/** The check of what is no bundle of evidence: the panel names the places that take other files. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { CheckPanel } from '../../../../../renderer/features/exports/check-panel.tsx';
import { useExports, type BundleCheck } from '../../../../../renderer/features/exports/model/exports.ts';
import { setLocale, textIn } from '../../../../../renderer/i18n/i18n.ts';
import { completeDom, open, type Page } from '../../page.tsx';

const error: WireError = {
  code: 'evidence.unreadable',
  params: { detail: 'too many folders' },
  retryable: false,
  action: 'none',
  vendor: null,
};
const FAILED: BundleCheck = { state: 'failed', error };
const WITHOUT_LIST: BundleCheck = {
  state: 'judged',
  name: 'people.zip',
  isDroppedFolder: false,
  verdict: {
    isValid: false,
    manifest: 'missing',
    signature: 'unsigned',
    fingerprint: null,
    facts: null,
    files: [{ path: 'people.csv', state: 'added' }],
  },
};

let page: Page | null = null;
beforeEach(completeDom);
afterEach(async () => {
  await page?.close();
  page = null;
  useExports.setState({ check: null });
  setLocale('en-US');
});

async function shown(check: BundleCheck): Promise<string> {
  useExports.setState({ check });
  page = await open(<CheckPanel />);
  return page.element.textContent;
}

it.each([
  ['a ZIP without a list of files', 'en-US', WITHOUT_LIST],
  ['a ZIP without a list of files', 'zh-CN', WITHOUT_LIST],
  ['what cannot be read', 'en-US', FAILED],
  ['what cannot be read', 'zh-CN', FAILED],
] as const)('an operator who dropped %s reads in %s where people and recordings belong', async (_, locale, check) => {
  setLocale(locale);
  const words = await shown(check);
  const t = textIn(locale);
  for (const place of [t('targets.names.screen'), t('targets.import.open'), t('playback.names.screen')])
    expect(words).toContain(place);
});

it('an operator who dropped a folder that holds too much reads this reason, and not that it is no folder', async () => {
  const words = await shown(FAILED);
  expect(words).toContain('too many folders');
  expect(words).not.toContain('neither a folder');
});
