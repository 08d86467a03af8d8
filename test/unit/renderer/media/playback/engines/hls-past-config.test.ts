/** Under which name a player of recordings asks for its playlist. */
import type { LoaderContext } from 'hls.js';
import { expect, it } from 'vitest';
import { STILL_LIST } from '../../../../../../preload/domain/recording/playback-retry.ts';
import { listedFor } from '../../../../../../renderer/media/playback/engines/hls-past-config.ts';

const LIST = 'http://s.localhost:1/secret/past/id/index.m3u8';

/** @returns the address that is asked for in place of the playlist; null: the library asks for the playlist itself. */
function askedFor(type: string, isStill: boolean): string | null {
  let asked: string | null = null;
  const xhr = { open: (_method: string, url: string) => (asked = url) } as unknown as XMLHttpRequest;
  const context = { url: LIST, responseType: '', type } as LoaderContext;
  void listedFor(() => isStill).xhrSetup?.(xhr, LIST, context);
  return asked;
}

it('a player that stands still asks for its playlist by the name for which nothing is loaded ahead', () => {
  expect(askedFor('level', true)).toBe(`http://s.localhost:1/secret/past/id/${STILL_LIST}`);
  expect(askedFor('level', false)).toBeNull();
  expect(askedFor('manifest', true)).toBeNull();
});
