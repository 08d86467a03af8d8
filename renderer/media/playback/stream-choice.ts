/**
 * Which pictures of a camera a player of recordings shows: those of the main stream, those of the sub stream, or key pictures
 * only. For the other stream the recording is opened a second time first: until then, and after a refusal, what plays now plays on.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { KeysShow } from './key-pictures/key-player.ts';
import { OneQuestion } from './one-question.ts';
import type { OpenedPast, PastOpening, PastPorts } from './past-setup.ts';

/** After a refusal the other stream is asked for again. */
const AGAIN_AFTER_MS = 10_000;

interface ChoiceOptions {
  readonly ports: Pick<PastPorts, 'open'>;
  /** The input of `playback.open` for the moment that shows. */
  readonly opening: (profile: StreamProfile) => PastOpening;
  /** Shows the opened stream in place of the present one. */
  readonly take: (ticket: OpenedPast, range: TimeRange) => void;
  /** Closes an opened stream that nobody shows. */
  readonly close: (ticket: OpenedPast) => void;
}

export class StreamChoice {
  /** The stream that shall show. A cloud that offers no choice gives the stream that it has. */
  wanted: StreamProfile;
  /** Key pictures only shall show, at every rate. */
  isKeysOnly = false;
  readonly #options: ChoiceOptions;
  readonly #question: OneQuestion;
  /** The stream that was asked for when the present recording was opened, or that the cloud gave instead. */
  #opened: StreamProfile;
  /** Of the recording that was opened last. */
  #hasChoice = false;
  #isPlaylist = false;
  #isWithoutSub = false;
  #isWithoutKeys = false;
  #againAtMs = 0;

  constructor(profile: StreamProfile, options: ChoiceOptions) {
    this.wanted = profile;
    this.#opened = profile;
    this.#options = options;
    this.#question = new OneQuestion(options.close);
  }

  /** Whether the recording can be had as sub stream, as far as is known. */
  get hasSub(): boolean {
    return this.#hasChoice && !this.#isWithoutSub;
  }

  /** Whether key pictures can stand for all pictures of the recording, as far as is known. */
  get hasKeys(): boolean {
    return this.#isPlaylist && !this.#isWithoutKeys;
  }

  /** The stream of the recording that was opened last. */
  get opened(): StreamProfile {
    return this.#opened;
  }

  /** The recording is opened anew. @returns the stream to ask for. */
  begin(): StreamProfile {
    this.#opened = this.wanted;
    return this.wanted;
  }

  /** The recording is open. */
  hold({ transport, profile }: OpenedPast): void {
    this.#hasChoice = profile !== null;
    this.#isPlaylist = transport === 'hls';
    if (this.#opened === 'sub' && profile === 'main') this.#isWithoutSub = true;
    this.#opened = profile ?? this.#opened;
  }

  /** Learns whether the recording has key pictures. @param shows at a moment with footage. */
  learnKeys(shows: KeysShow): void {
    if (!['all', 'picture', 'loading'].includes(shows)) this.#isWithoutKeys = true;
  }

  /** Called while the recording shows. @param nowMs epoch ms. */
  tick(nowMs: number): void {
    const profile = this.wanted;
    if (profile === this.#opened) return this.#question.drop();
    if (profile === 'sub' && !this.hasSub) return;
    if (!this.#hasChoice || this.#question.isOpen || nowMs < this.#againAtMs) return;
    const opening = this.#options.opening(profile);
    this.#question.ask(this.#options.ports.open(opening), (answer) => {
      if (!answer.ok) return this.#onRefused(profile, answer.error, nowMs);
      this.#opened = profile;
      this.#options.take(answer.value, opening.range);
    });
  }

  /** Drops the pending question: if an answer comes later, its stream is closed. */
  drop(): void {
    this.#question.drop();
  }

  #onRefused(profile: StreamProfile, { retryable }: WireError, nowMs: number): void {
    this.#againAtMs = nowMs + AGAIN_AFTER_MS;
    if (profile === 'sub' && !retryable) this.#isWithoutSub = true;
  }
}
