/** The recording that a player has open in main, and the one question that the player asks main at a time. */
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { OneQuestion } from './one-question.ts';
import type { OpenedPast, PastOpening, PastPlayerSetup } from './past-setup.ts';
import { holds } from './past-stop.ts';
import { StreamChoice } from './stream-choice.ts';

interface HeldOptions {
  /** The moment that shows, or must show. */
  readonly wantedMs: () => number;
  /** Shows what was opened in place of what shows. */
  readonly exchange: (ticket: OpenedPast, range: TimeRange) => void;
}

export class HeldRecording {
  ticket: OpenedPast | null = null;
  /** The recording that was opened, or is being opened; null before the first seek. */
  range: TimeRange | null = null;
  readonly question: OneQuestion;
  readonly stream: StreamChoice;
  readonly #setup: PastPlayerSetup;
  readonly #options: HeldOptions;

  constructor(setup: PastPlayerSetup, options: HeldOptions) {
    this.#setup = setup;
    this.#options = options;
    const close = ({ playbackId }: OpenedPast): void => {
      if (playbackId !== this.ticket?.playbackId) setup.ports.close(playbackId);
    };
    this.question = new OneQuestion(close);
    const opening = (profile: StreamProfile): PastOpening => this.#opening(profile, false);
    const choice = { ports: setup.ports, opening, take: options.exchange, close };
    this.stream = new StreamChoice(setup.recording.profile, choice);
  }

  /** Whether a recording is open, and main is asked nothing. */
  get isSettled(): boolean {
    return this.ticket !== null && !this.question.isOpen;
  }

  /** Whether the moment is in what was opened. */
  covers(atMs: number): boolean {
    return this.range !== null && holds(this.range, atMs);
  }

  /**
   * The playlist of the gateway, under which the key picture of a moment is asked for; null outside of what the playlist holds,
   * and for a recording at the pace of a device.
   */
  playlistAt(atMs: number): string | null {
    return this.ticket?.transport === 'hls' && holds(this.ticket.range, atMs) ? this.ticket.url : null;
  }

  /** Asks main for the recording around the moment that must show. */
  open(takeOver: boolean): ReturnType<PastPlayerSetup['ports']['open']> {
    const opening = this.#opening(this.stream.begin(), takeOver);
    this.range = opening.range;
    return this.#setup.ports.open(opening);
  }

  /** Main has opened it. */
  hold(ticket: OpenedPast): void {
    const before = this.ticket?.playbackId ?? null;
    this.ticket = ticket;
    this.stream.hold(ticket);
    if (before !== ticket.playbackId) this.#setup.onPlayback(ticket.playbackId, before);
  }

  /** Gives back what is open. */
  drop(): void {
    const playbackId = this.ticket?.playbackId;
    this.ticket = null;
    if (playbackId === undefined) return;
    this.#setup.ports.close(playbackId);
    this.#setup.onPlayback(null, playbackId);
  }

  #opening(profile: StreamProfile, takeOver: boolean): PastOpening {
    const { recording, rangeAround } = this.#setup;
    const atMs = this.#options.wantedMs();
    return { ...recording, profile, range: rangeAround(atMs), atMs, takeOver };
  }
}
