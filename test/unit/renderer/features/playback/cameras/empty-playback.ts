/** Playback without a camera, as it is when the client has started. */
import { onTestFinished, vi } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import { DEFAULT_PREFERENCES } from '../../../../../../preload/domain/preferences.ts';
import { followReviews, useReviews } from '../../../../../../renderer/features/playback/reviews/reviews.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { installMain } from '../../../page.tsx';

/**
 * Opens playback at a moment of a fake clock, until the test ends, while the wall is on the screen.
 *
 * @param request the answers of main to other requests than those for preferences.
 */
export function emptyPlayback(nowMs: number, request: Partial<LannerApi['request']> = {}): void {
  vi.useFakeTimers({ now: nowMs });
  onTestFinished(() => void vi.useRealTimers());
  installMain({ 'app.set-preferences': () => new Promise(() => undefined), ...request });
  useSession.setState(useSession.getInitialState(), true);
  useReviews.setState({ current: { id: 'first', number: 1, name: '' }, renamingId: null });
  usePreferences.setState({ ...DEFAULT_PREFERENCES, info: null });
  useNavigation.setState({ screen: 'live' });
  onTestFinished(followReviews());
  usePreferences.setState({ info: {} as never });
}
