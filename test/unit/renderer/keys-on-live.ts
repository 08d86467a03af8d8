/** A screen whose keys a test presses while the wall shows. No key was changed by an operator. */
import type { ReactNode } from 'react';
import { useNavigation } from '../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../renderer/state/page/notices.ts';
import { usePreferences } from '../../../renderer/state/page/preferences.ts';
import { completeDom, installMain, open, type Page } from './page.tsx';

/** Renders the screen before the first notice. */
export async function openOnLive(screen: ReactNode): Promise<Page> {
  completeDom();
  installMain({});
  useNavigation.setState({ screen: 'live' });
  usePreferences.setState({ shortcuts: {} });
  useNotices.setState({ last: null });
  return await open(screen);
}
