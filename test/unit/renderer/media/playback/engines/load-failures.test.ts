/** Requests of the player library that failed: which segment is gone, and when something is loaded again. */
import Hls, { type ErrorData } from 'hls.js';
import { expect, it } from 'vitest';
import { LEFT_OUT } from '../../../../../../preload/domain/recording/playback-retry.ts';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { loadFailureOf, LoadStop } from '../../../../../../renderer/media/playback/engines/load-failures.ts';

const LOST: WireError = { code: 'media.upstream-closed', params: {}, retryable: true, action: 'retry', vendor: null };

/** A segment was answered with a status. */
function answered(code: number): ReturnType<typeof loadFailureOf> {
  const { ErrorDetails, ErrorTypes } = Hls;
  const data = {
    type: ErrorTypes.NETWORK_ERROR,
    details: ErrorDetails.FRAG_LOAD_ERROR,
    fatal: false,
    frag: {},
    response: { code, text: '', url: '', data: undefined },
  };
  return loadFailureOf(Hls, data as unknown as ErrorData);
}

it('a segment is final where the gateway reports it as gone or refused, and may come where it is only not there yet', () => {
  expect([404, 410].map(answered)).toEqual(['gone', 'gone']);
  expect(answered(LEFT_OUT.refused)).toBe('refused');
  expect([401, 403, 429, 500, 502, 503, 504].map(answered)).toEqual(Array<string>(7).fill('lost'));
});

it('a lost segment is loaded again once it is ordered', () => {
  const stop = new LoadStop();
  expect([stop.loss, stop.again()]).toEqual([null, false]);
  stop.lose(LOST);
  expect([stop.loss, stop.again(), stop.loss, stop.again()]).toEqual([LOST, true, null, false]);
});

it('a recording that cannot be decoded is not loaded again, until another moment is sought', () => {
  const stop = new LoadStop();
  stop.lose(LOST);
  stop.unplayable = { fromSec: 10, run: 0, error: { ...LOST, code: 'media.unsupported-codec', retryable: false } };
  expect([stop.loss, stop.again()]).toEqual([null, false]);
  stop.unplayable = null;
  expect(stop.again()).toBe(true);
});
