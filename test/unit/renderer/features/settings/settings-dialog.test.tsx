// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AREAS } from '../../../../../renderer/app/areas.ts';
import { loadSections, SettingsDialog } from '../../../../../renderer/features/settings/settings-dialog.tsx';
import type { Area } from '../../../../../renderer/state/actions/area.ts';
import { inOrder } from '../../../../../renderer/state/actions/in-order.ts';
import { openSettings, useNavigation } from '../../../../../renderer/state/page/navigation.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const areas: readonly Area[] = AREAS;
const sections = await loadSections(inOrder(areas.map(({ settings }) => settings ?? [])));

let page: Page;

beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(() => page.close());

const press = (key: string): Promise<void> =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

it('arrow keys move between the sections of the settings, and never into the content of a section', async () => {
  openSettings('general');
  page = await open(<SettingsDialog sections={sections} />);
  await act(async () => page.find('#settings-general').focus());
  for (const section of ['live', 'view', 'keys']) {
    await press('ArrowDown');
    expect(useNavigation.getState().settingsSection).toBe(section);
    expect(document.activeElement?.id).toBe(`settings-${section}`);
  }
});

it('the settings open with the focus on the first field of the requested section', async () => {
  openSettings('keys');
  page = await open(<SettingsDialog sections={sections} />);
  expect(document.activeElement?.getAttribute('type')).toBe('search');
});
