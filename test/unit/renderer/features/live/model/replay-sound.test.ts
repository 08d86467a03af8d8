/** The state of the sound of a replay: only known facts. */
import { expect, it } from 'vitest';
import type { ListeningPhase } from '../../../../../../renderer/features/live/model/listening.ts';
import { replayPhase } from '../../../../../../renderer/features/live/model/replay-sound.ts';

type Shelf = Parameters<typeof replayPhase>[0];
type Player = Parameters<typeof replayPhase>[1];

const FULL: Shelf = { foreign: null, isRead: true, isEmpty: false };
const EMPTY: Shelf = { foreign: null, isRead: true, isEmpty: true };
const UNREAD: Shelf = { foreign: null, isRead: false, isEmpty: true };
const QUIET: Player = { isDeaf: false, isPlaying: false };
const DEAF: Player = { isDeaf: true, isPlaying: false };

const kindOf = (shelf: Shelf, player: Player, playedSec: number): ListeningPhase['kind'] =>
  replayPhase(shelf, player, { atSec: 10, playedSec }).kind;

// @promise sound.named
it('a replay whose sound this computer cannot decode or play says so, and is not "opening" for ever', () => {
  expect(kindOf(FULL, DEAF, 0.1)).toBe('undecodable');
  expect(kindOf(FULL, DEAF, 60)).toBe('undecodable');
});

it('a replay with sound of another format names the format', () => {
  const phase = replayPhase({ ...EMPTY, foreign: 'Speex' }, null, { atSec: 0, playedSec: 0 });
  expect(phase).toEqual({ kind: 'unplayable', format: 'Speex' });
});

// @promise sound.none
it('a replay is said to have no sound only where its stream was read and has none', () => {
  expect(kindOf(EMPTY, QUIET, 0.1)).toBe('silent');
  expect(replayPhase(EMPTY, QUIET, { atSec: 1, playedSec: 0.1 }).kind).toBe('opening');
  expect([kindOf(UNREAD, QUIET, 60), kindOf(null, null, 60), kindOf(FULL, QUIET, 60)]).toEqual([
    'unheard',
    'unheard',
    'unheard',
  ]);
});

it('the sound of a replay is opened for a few seconds of pictures, and heard as soon as it plays', () => {
  expect([0, 4.9, 5.1].map((playedSec) => kindOf(FULL, QUIET, playedSec))).toEqual(['opening', 'opening', 'unheard']);
  expect(kindOf(FULL, { isDeaf: false, isPlaying: true }, 60)).toBe('playing');
});
