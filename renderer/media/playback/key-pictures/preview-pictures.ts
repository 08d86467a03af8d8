/**
 * Key pictures of moments that no player has loaded, for the preview on the timeline. A player has loaded only two
 * hours of a day: without these pictures, nearly every moment under the pointer would have none.
 *
 * The cost is bounded: a recording of two hours around the moment is opened for its pictures alone, one at a time, and one question
 * waits for the answer to the question before. Two hours cost the cloud one address and one playlist; each picture costs the
 * first bytes of a segment of the sub-stream. A recording that the cloud refused is left alone for a while.
 */
import type { ChannelId, PlaybackId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { KeyPictureAnswer } from './key-picture-reader.ts';
import { KeyPictureSource } from './key-pictures.ts';
import type { PastPorts } from '../past-setup.ts';
import { holds } from '../past-stop.ts';

/** Main gives one address for this time, and the midnights at which clouds cut lie at multiples of this length. */
const OPENED_MS = 7_200_000;
/** A recording that failed is not opened again sooner. */
const AGAIN_MS = 30_000;
/** A pointer that comes back soon finds the recording open. */
const LINGER_MS = 10_000;

interface Opened {
  readonly channelId: ChannelId;
  readonly range: TimeRange;
  readonly playbackId: PlaybackId;
  readonly source: KeyPictureSource;
}

interface Refused {
  readonly channelId: ChannelId;
  readonly range: TimeRange;
  readonly answer: 'none' | 'failed' | 'unsupported';
  /** By the clock of the page. */
  readonly untilMs: number;
}

/** `passed`: the pointer moved on before the moment had its turn. */
export type PreviewAnswer = KeyPictureAnswer | 'passed';

export class PreviewPictures {
  readonly #ports: Pick<PastPorts, 'open' | 'close'>;
  #opened: Opened | null = null;
  #refused: Refused | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #wanted = 0;
  /** Raised by each end: what a late answer opened is given back. */
  #ends = 0;
  #linger: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: Pick<PastPorts, 'open' | 'close'>) {
    this.#ports = ports;
  }

  /** The key picture of a recording in the cloud. The bitmap belongs to this object: draw, do not close. */
  at(channelId: ChannelId, atMs: number): Promise<PreviewAnswer> {
    clearTimeout(this.#linger);
    this.#wanted += 1;
    const wanted = this.#wanted;
    const answer = this.#last.then((): PreviewAnswer | Promise<PreviewAnswer> =>
      wanted === this.#wanted ? this.#at(channelId, atMs) : 'passed',
    );
    this.#last = answer;
    return answer;
  }

  /** The pointer left the timeline. The open recording is closed after a while. */
  leave(): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => this.end(), LINGER_MS);
  }

  /** Closes the open recording at once. */
  end(): void {
    clearTimeout(this.#linger);
    this.#ends += 1;
    this.#wanted += 1;
    this.#refused = null;
    this.#close();
  }

  async #at(channelId: ChannelId, atMs: number): Promise<KeyPictureAnswer> {
    const refused = this.#refused;
    if (refused !== null && isOf(refused, channelId, atMs) && performance.now() < refused.untilMs)
      return refused.answer;
    if (this.#opened === null || !isOf(this.#opened, channelId, atMs)) {
      const answer = await this.#open(channelId, atMs);
      if (answer !== null) return answer;
    }
    const opened = this.#opened;
    const picture = (await opened?.source.at(atMs)) ?? 'failed';
    if (picture !== 'failed' || opened === null) return picture;
    // The address may be of a playback that ended with its account, or with the gateway.
    if (this.#opened === opened) this.#refuse(channelId, opened.range, picture);
    return picture;
  }

  /** @returns why nothing was opened; null where something was. */
  async #open(channelId: ChannelId, atMs: number): Promise<Refused['answer'] | null> {
    this.#close();
    const ends = this.#ends;
    const range = rangeWith(atMs, Date.now());
    if (!holds(range, atMs)) return 'none';
    const opening = { channelId, place: 'cloud', profile: 'sub', range, atMs, takeOver: false } as const;
    const answer = await this.#ports.open(opening);
    if (!answer.ok) return this.#refuse(channelId, range, answer.error.code === 'recording.none' ? 'none' : 'failed');
    const { playbackId, transport, url } = answer.value;
    const isWanted = ends === this.#ends;
    if (isWanted && transport === 'hls') {
      this.#opened = { channelId, range, playbackId, source: new KeyPictureSource(url) };
      return null;
    }
    this.#ports.close(playbackId);
    return isWanted ? this.#refuse(channelId, range, 'unsupported') : 'failed';
  }

  #refuse(channelId: ChannelId, range: TimeRange, answer: Refused['answer']): Refused['answer'] {
    this.#close();
    this.#refused = { channelId, range, answer, untilMs: performance.now() + AGAIN_MS };
    return answer;
  }

  #close(): void {
    const opened = this.#opened;
    this.#opened = null;
    if (opened === null) return;
    opened.source.dispose();
    this.#ports.close(opened.playbackId);
  }
}

const isOf = (one: Pick<Opened, 'channelId' | 'range'>, channelId: ChannelId, atMs: number): boolean =>
  one.channelId === channelId && holds(one.range, atMs);

/** Nothing is recorded in the future. */
function rangeWith(atMs: number, nowMs: number): TimeRange {
  const fromMs = Math.floor(atMs / OPENED_MS) * OPENED_MS;
  return { fromMs, toMs: Math.min(fromMs + OPENED_MS, Math.floor(nowMs)) };
}
