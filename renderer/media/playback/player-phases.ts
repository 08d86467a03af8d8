/** Maps the states of a player of recordings to phases for the clock. */
import type { ClockedPhase } from './clock/clocked-player.ts';
import type { KeysShow } from './key-pictures/key-player.ts';
import type { OpenedPast, PastPlayerState } from './past-setup.ts';

export const PHASE_OF: Readonly<Record<PastPlayerState['phase'], ClockedPhase>> = {
  opening: 'loading',
  loading: 'loading',
  reconnecting: 'loading',
  playing: 'ready',
  paused: 'ready',
  gap: 'gap',
  ended: 'ended',
  taken: 'failed',
  failed: 'failed',
};

/** By key pictures only. */
export const PHASE_OF_KEYS: Readonly<Record<KeysShow, ClockedPhase>> = {
  all: 'ready',
  picture: 'ready',
  loading: 'loading',
  none: 'gap',
  unsupported: 'failed',
  failed: 'failed',
  'by-device': 'failed',
  'by-file': 'failed',
};

/** The state that replaces key pictures for sources that have none. */
export const KEYLESS: Readonly<Record<OpenedPast['transport'], KeysShow | null>> = {
  hls: null,
  flv: 'by-device',
  files: 'by-file',
  ring: 'none',
};
