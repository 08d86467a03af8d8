/** The words of a tile beside its decoded picture, for every state of the player, every state of the list, and every cloud. */
import { expect, it } from 'vitest';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { asPlaybackId } from '../../../../../../preload/domain/ids.ts';
import type { Coverage } from '../../../../../../preload/domain/recording/recordings.ts';
import { VENDOR_IDS, type VendorId } from '../../../../../../preload/domain/vendor.ts';
import { listingOfVendor } from '../../../../../../renderer/features/playback/recordings/listing.ts';
import { momentState } from '../../../../../../renderer/features/playback/recordings/moment-state.ts';
import type { CameraRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { tell, type PlayerFacts } from '../../../../../../renderer/features/playback/tile/telling.ts';
import type { PastPlayerState } from '../../../../../../renderer/media/playback/past-setup.ts';
import type { KeysShow } from '../../../../../../renderer/media/playback/key-pictures/key-player.ts';
import { PHASE_OF, PHASE_OF_KEYS } from '../../../../../../renderer/media/playback/player-phases.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 100 * HOUR_MS;
/** The moment that has to show. */
const AT_MS = NOW_MS - 2 * HOUR_MS;
const range = { fromMs: NOW_MS - 24 * HOUR_MS, toMs: NOW_MS };

const failure = (code: WireError['code']): WireError => ({
  code,
  params: {},
  retryable: true,
  action: 'retry',
  vendor: null,
});

/** The list as main answered it, around the moment. */
function listWith(state: Coverage['state'] | 'archived' | 'restoring'): CameraRecordings {
  const storage = ['ready', 'cold', 'archived', 'restoring'].indexOf(state);
  const isRecording = state === 'covered' || storage > 0;
  const recordings = {
    fromMs: isRecording ? [range.fromMs] : [],
    toMs: isRecording ? [range.toMs] : [],
    kind: isRecording ? [0] : [],
    storage: isRecording ? [Math.max(0, storage)] : [],
  };
  const coverage = isRecording || storage > 0 ? [] : [{ ...range, state: state as Coverage['state'] }];
  const model = rowModel({ place: 'cloud', recordings, coverage });
  return { place: 'cloud', range, model, asOfMs: NOW_MS, unreadable: 0, isAsking: false, answered: range, error: null };
}

const LISTS: Readonly<Record<string, CameraRecordings | undefined>> = {
  'not asked yet': undefined,
  asking: { ...listWith('unknown'), model: null, isAsking: true, answered: null, asOfMs: null },
  failed: { ...listWith('unknown'), error: failure('cloud.unavailable'), answered: null },
  refused: { ...listWith('unknown'), error: failure('cloud.not-supported'), answered: null, asOfMs: null },
  recorded: listWith('covered'),
  empty: listWith('empty'),
  'not listed yet': listWith('unpublished'),
  archived: listWith('archived'),
  'archived around': listWith('archived-within'),
  'being restored': listWith('restoring'),
  unknown: listWith('unknown'),
};

const STATES: readonly PastPlayerState[] = [
  { phase: 'opening' },
  { phase: 'loading' },
  { phase: 'playing' },
  { phase: 'paused' },
  { phase: 'gap', untilMs: null },
  { phase: 'ended' },
  { phase: 'reconnecting', attempt: 1, nextAtMs: NOW_MS, error: failure('media.upstream-closed') },
  { phase: 'taken', byPlaybackId: asPlaybackId('p2') },
  { phase: 'failed', error: failure('media.bad-stream') },
  { phase: 'failed', error: failure('recording.none') },
  { phase: 'failed', error: failure('recording.device-taken') },
];

const KEYS: readonly (KeysShow | null)[] = [null, 'all', 'picture', 'loading', 'none', 'unsupported', 'failed'];

interface Case {
  readonly name: string;
  readonly vendor: VendorId;
  readonly listName: string;
  readonly player: PlayerFacts & { readonly standing: NonNullable<PlayerFacts['standing']> };
}

/** Every combination. A picture that shows is of the moment. */
const cases: readonly Case[] = VENDOR_IDS.flatMap((vendor) =>
  Object.keys(LISTS).flatMap((listName) =>
    STATES.flatMap((state) =>
      KEYS.flatMap((keys) =>
        [true, false].map((hasFrame) => {
          const phase = keys === null || state.phase === 'failed' ? PHASE_OF[state.phase] : PHASE_OF_KEYS[keys];
          const standing = { phase, state, keys, atMs: hasFrame ? AT_MS : null };
          const name = `${vendor}, list ${listName}, player ${state.phase}, keys ${String(keys)}, frame ${String(hasFrame)}`;
          return { name, vendor, listName, player: { standing, hasFrame } };
        }),
      ),
    ),
  ),
);

const listOf = ({ vendor, listName }: Pick<Case, 'vendor' | 'listName'>) =>
  momentState(LISTS[listName], { atMs: AT_MS, nowMs: NOW_MS, listing: listingOfVendor(vendor) });

const tellOf = (one: Case) => tell(one.player, listOf(one), AT_MS);

/** A frame of the moment stands decoded in the element or on the canvas. */
const hasDecodedFrame = ({ player: { hasFrame, standing } }: Case): boolean => {
  if (!hasFrame) return false;
  const { keys, phase } = standing;
  return keys === null ? phase === 'ready' : keys === 'all' || keys === 'picture';
};

// @promise playback.picture-first: A decoded picture of the moment is never covered, and a list that failed says
// nothing on a tile.
it('a decoded picture of the moment is never covered, in any state of the list of any cloud', () => {
  const decoded = cases.filter(hasDecodedFrame);
  expect(decoded.length).toBeGreaterThan(100);
  expect(decoded.filter((one) => tellOf(one).kind !== 'picture').map(({ name }) => name)).toEqual([]);
});

// @promise playback.nothing-recorded: That nothing is recorded is said only where the newest list covers the moment.
it('only a list that covers the moment may state that nothing is recorded', () => {
  const absent = cases.filter((one) => {
    const telling = tellOf(one);
    return telling.kind === 'list' && telling.state === 'empty';
  });
  expect(new Set(absent.map(({ listName }) => listName))).toEqual(new Set(['empty']));
  expect(new Set(absent.map(({ vendor }) => vendor))).toEqual(new Set(['huawei-ivm', 'tencent-ivp']));
});

// @promise playback.picture-first
it('a list that failed or has not come covers nothing and puts no words on the tile, unlike the player', () => {
  const names = ['not asked yet', 'asking', 'failed', 'refused', 'unknown'];
  const open = cases.filter(({ vendor, listName }) => {
    return listingOfVendor(vendor) !== 'none' && names.includes(listName);
  });
  expect(open.filter((one) => tellOf(one).kind === 'list').map(({ name }) => name)).toEqual([]);
});

it('a cloud without a list plays any requested moment, and the tile shows the words of the player', () => {
  const vcs = cases.filter(({ vendor }) => vendor === 'aliyun-vcs');
  expect(vcs.filter((one) => tellOf(one).kind === 'list').map(({ name }) => name)).toEqual([]);
  const refused = vcs.find(({ listName, player }) => {
    const { state, keys } = player.standing;
    return listName === 'refused' && keys === null && state.phase === 'failed' && state.error.code === 'recording.none';
  });
  if (refused === undefined) throw new Error('the table has such a case');
  expect(tellOf(refused)).toEqual({ kind: 'not-given', list: 'unlisted' });
  expect(tell(null, listOf({ vendor: 'aliyun-vcs', listName: 'refused' }), null)).toEqual({
    kind: 'list',
    state: 'unlisted',
  });
});

it('a cloud without recordings has its one sentence where no picture of the moment is decoded', () => {
  const none = cases.filter(({ vendor }) => listingOfVendor(vendor) === 'none');
  const others = none.filter((one) => {
    const telling = tellOf(one);
    return telling.kind === 'list' ? telling.state !== 'no-recordings' : !hasDecodedFrame(one);
  });
  expect(others.map(({ name }) => name)).toEqual([]);
});

it('a picture of another moment is no picture of a moment at which nothing can be played', () => {
  const standing = { phase: 'ready', state: { phase: 'paused' }, keys: null, atMs: AT_MS - 5_000 } as const;
  const player = { standing, hasFrame: true };
  expect(tell(player, 'empty', AT_MS)).toEqual({ kind: 'list', state: 'empty' });
  expect(tell(player, 'unpublished', AT_MS)).toEqual({ kind: 'list', state: 'unpublished' });
  // A camera that is late shows its own moment in the header.
  expect(tell(player, 'recorded', AT_MS)).toEqual({ kind: 'picture' });
});

// @promise screen.dimmed: While another moment loads, the last picture stays, dimmed; the header then shows no moment.
it('the picture before stays, dimmed, while the picture of the moment is on its way', () => {
  const standing = { phase: 'loading', state: { phase: 'loading' }, keys: null, atMs: null } as const;
  for (const list of ['recorded', 'asking', 'failed', 'unlisted', 'unknown'] as const) {
    expect(tell({ standing, hasFrame: true }, list, AT_MS)).toEqual({ kind: 'late' });
    expect(tell({ standing, hasFrame: false }, list, AT_MS)).toEqual({ kind: 'player', state: { phase: 'loading' } });
  }
});
