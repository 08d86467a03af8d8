// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Preferences } from '../../../../../preload/contract/app.ts';
import type { Result } from '../../../../../preload/domain/error.ts';
import { followPreferences, setPreferences, usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { layoutPx } from '../../../../../renderer/ui/theme/tokens.ts';

let tell: (preferences: Preferences) => void;
let answers: (() => void)[];

/** Main, as far as preferences need it: the test triggers its answers. */
beforeEach(() => {
  answers = [];
  usePreferences.setState(usePreferences.getInitialState(), true);
  const set = (): Promise<Result<Preferences>> =>
    new Promise((resolve) => answers.push(() => resolve({ ok: true, value: now() })));
  Object.assign(window, {
    lanner: {
      request: { 'app.set-preferences': set },
      on: (name: string, listener: typeof tell) => {
        if (name === 'app.preferences-changed') tell = listener;
        return () => undefined;
      },
    },
  });
  followPreferences();
});

const now = (): Preferences => {
  const { info: _info, ...preferences } = usePreferences.getState();
  return preferences;
};

it('a preference that another window changed shows at once', () => {
  tell({ ...now(), locale: 'zh-CN', textPercent: 125, shortcuts: { 'wall.mute': ['Q'] } });
  expect(usePreferences.getState()).toMatchObject({ textPercent: 125, shortcuts: { 'wall.mute': ['Q'] } });
  expect(document.documentElement.lang).toBe('zh-CN');
});

it('each window has its own side panel, and an unchanged preference has the same identity', () => {
  const before = usePreferences.getState();
  tell({ ...now(), sidePanelWidthPx: 400, isSidePanelOpen: false, shortcuts: {}, protectedCameras: [] });
  expect(usePreferences.getState()).toBe(before);
});

it('an event that main sent before it knew of a newer change does not take the change back', async () => {
  const old = now();
  void setPreferences({ textPercent: 110 });
  void setPreferences({ textPercent: 125 });
  tell({ ...old, textPercent: 110 });
  expect(usePreferences.getState().textPercent).toBe(125);
  tell({ ...old, textPercent: 125, motion: 'less' });
  for (const answer of answers) answer();
  const both = { textPercent: 125, motion: 'less' };
  await vi.waitFor(() => expect(usePreferences.getState()).toMatchObject(both));
});

it('the side panel begins as wide as the theme draws it', () => {
  expect(usePreferences.getInitialState().sidePanelWidthPx).toBe(layoutPx.sidePanel.wide);
});

it('a preference that does not change the look of the page changes no attribute of the page', () => {
  void setPreferences({ locale: 'zh-CN' });
  const changes = new MutationObserver(() => undefined);
  changes.observe(document.documentElement, { attributes: true });
  void setPreferences({ sidePanelWidthPx: 300 });
  // The browser computes the style of every element again when the language is set, also to the same one.
  expect(changes.takeRecords()).toEqual([]);
  void setPreferences({ locale: 'en-US' });
  expect(changes.takeRecords().map(({ attributeName }) => attributeName)).toEqual(['lang']);
  changes.disconnect();
});
