/** The words of the commands: a reason and a next step for every failure, a guess for every misspelt name. */
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../preload/domain/error.ts';
import { didYouMean, nearMatches } from '../../../scripts/near-matches.ts';
import { wordsOf } from '../../../scripts/probe-words.ts';

const params = { host: 'camera.example:80', detail: 'HTTP 404', seconds: 8, codec: 'H.265', limit: 1 };

describe('the words of the probe', () => {
  const codes = ERROR_CODES.filter((code) => /^(network|media)\./.test(code));

  it.each(codes)('the words of the probe explain %s with its cause and the next step', (code) => {
    const text = wordsOf({ code, params, retryable: false, action: 'none', vendor: null });
    expect(text).toMatch(new RegExp(`^${code.replace('.', '\\.')}: .+\\. .+\\.$`));
    expect(text).not.toMatch(/undefined|unexpected/);
  });

  it.each(['rtmp', 'rtsp', 'text/html', 'unknown content'])(
    'the words of the probe explain %s in the place of a stream',
    (detail) => {
      const error = { code: 'media.unsupported-transport', params: { detail }, retryable: false } as const;
      expect(wordsOf({ ...error, action: 'none', vendor: null })).toContain(detail);
    },
  );
});

describe('near matches', () => {
  const known = ['listDevices', 'getDevice', 'createDeviceOrg', 'deleteDeviceOrg', 'controlPtz'];

  it.each([
    ['listdevices', 'listDevices'],
    ['listDevcies', 'listDevices'],
    ['list-devices', 'listDevices'],
    ['addDeviceOrg', 'createDeviceOrg'],
    ['ptz', 'controlPtz'],
  ])('the first near match of %s is %s', (name, wanted) => {
    expect(nearMatches(name, known)[0]).toBe(wanted);
  });

  it('a name that is like no other has no near matches', () => {
    expect(nearMatches('zzzzqqqq', known)).toEqual([]);
    expect(didYouMean('zzzzqqqq', known, 'There are five.')).toBe('There are five.');
  });
});
