// @vitest-environment jsdom
/** The hint of the buttons of the speeds: at which of them all pictures show. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Speeds } from '../../../../../../renderer/features/playback/play-bar/speeds.tsx';
import { usePlayBar } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { RATES } from '../../../../../../renderer/media/playback/clock/rates.ts';
import { showsAllBackwards } from '../../../../../../renderer/media/playback/key-pictures/group-pictures.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

let page: Page;

beforeEach(async () => {
  completeDom();
  installMain({});
  usePlayBar.setState({ rates: RATES, rate: 1 });
  page = await open(<Speeds />);
});

afterEach(() => page.close());

it('the hint at the fast speeds names the speeds and the number of cameras at which not all pictures show', () => {
  const hint = page.find('.playback-by-keys').title;
  const [, forward, backward, cameras] =
    /faster than (\d+)×, and backwards faster than (\d+)× or with more than (\d+)/i.exec(hint)?.map(Number) ?? [];
  expect(forward).toBe(4);
  expect(showsAllBackwards(-(backward ?? 0), cameras ?? 0)).toBe(true);
  expect(showsAllBackwards(-2 * (backward ?? 0), cameras ?? 0)).toBe(false);
  expect(showsAllBackwards(-(backward ?? 0), (cameras ?? 0) + 1)).toBe(false);
});
