/** Plays the files that stand like a camera: what the player asks of main elsewhere is answered here. */
import { asPlaybackId, type ChannelId } from '../../../../preload/domain/ids.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import { FilePastEngine } from '../../../media/playback/engines/file-past.ts';
import type { PastEngineFactory } from '../../../media/playback/engines/past-engine.ts';
import type { OpenedPast, PastPorts } from '../../../media/playback/past-setup.ts';
import { RATES } from '../../../media/playback/clock/rates.ts';
import { partsOf, tellLength, tellProblem } from './files.ts';

/** Files play at every moment; where none lies, the engine says so. */
export const ALL_TIME = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** The times of the pictures are counted from the begin of a file. Forward a file plays at every speed. */
const openedOf = (channelId: ChannelId): Promise<Result<OpenedPast>> =>
  Promise.resolve({
    ok: true,
    value: {
      playbackId: asPlaybackId(channelId),
      channelId,
      transport: 'files',
      url: '',
      range: ALL_TIME,
      profile: null,
      stamps: 'estimated',
      control: { speeds: RATES },
    },
  });

const done = Promise.resolve({ ok: true as const, value: null });

export const filePorts = (channelId: ChannelId): PastPorts => ({
  open: () => openedOf(channelId),
  resume: () => openedOf(channelId),
  close: () => undefined,
  steer: () => done,
});

export const fileEngines =
  (channelId: ChannelId): PastEngineFactory =>
  ({ video, atMs }) =>
    new FilePastEngine({ video, atMs, onLength: tellLength, onProblem: tellProblem, parts: () => partsOf(channelId) });
