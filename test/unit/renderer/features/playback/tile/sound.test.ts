/** A tile's statement about the sound of its recording: only known facts. */
import { expect, it } from 'vitest';
import { phaseOf } from '../../../../../../renderer/features/playback/tile/sound.ts';
import { shelveFlv } from '../../../../../../renderer/media/sound/flv-shelf.ts';
import { openShelf } from '../../../../../../renderer/media/sound/sound-shelf.ts';
import { avcHeader, fileHeader, interFrame, keyFrame, tag } from '../../../../main/media/flv-fixtures.ts';

/** An element that has played for a while. @param decoded bytes of sound that the browser has decoded. */
const element = (decoded = 0): HTMLVideoElement =>
  ({ currentTime: 2, webkitAudioDecodedByteCount: decoded }) as unknown as HTMLVideoElement;

const MUTE = [fileHeader(1), avcHeader(), keyFrame(0, 1), interFrame(40, 2)];

// @promise sound.none: A tile says that no sound comes only where its stream was read and has none.
it('a recording without sound is marked once its pictures play, and not before', () => {
  const video = element();
  const { push, stop } = shelveFlv(video);
  push(Buffer.concat(MUTE));
  expect(phaseOf(video, false)).toBe('waiting');
  expect(phaseOf(video, true)).toBe('none');
  stop();
  expect(phaseOf(video, true)).toBe('unheard');
});

it('a recording whose sound the browser decodes is heard', () => {
  expect(phaseOf(element(4_096), false)).toBe('heard');
});

it('a recording whose sound comes beside the pictures waits for its player, and is never marked as silent', () => {
  const video = element();
  shelveFlv(video).push(Buffer.concat([...MUTE, tag(8, 50, [0x72, 1, 2])]));
  expect(phaseOf(video, true)).toBe('waiting');
});

// @promise sound.named: A recording whose sound nothing here decodes says that there is some.
it('a recording whose sound cannot be decoded here is marked as having sound', () => {
  const video = element();
  shelveFlv(video).push(Buffer.concat([...MUTE, tag(8, 50, [0x2f, 1, 2])]));
  expect(phaseOf(video, true)).toBe('unplayable');
});

// @promise sound.named
it('a recording whose sound this computer cannot decode says so, and does not wait for ever', () => {
  const video = element();
  shelveFlv(video).push(Buffer.concat([...MUTE, tag(8, 50, [0x72, 1, 2])]));
  expect(phaseOf(video, true, { isDeaf: true, isPlaying: false })).toBe('undecodable');
  expect(phaseOf(video, true, { isDeaf: false, isPlaying: true })).toBe('heard');
});

// @promise sound.none
it('a recording whose stream was not read far enough is not marked as silent', () => {
  const video = element();
  openShelf(video);
  expect(phaseOf(video, true)).toBe('unheard');
  expect(phaseOf(element(), true)).toBe('unheard');
  expect(phaseOf(null, true)).toBe('waiting');
});
