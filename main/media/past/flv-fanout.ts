/**
 * One FLV stream for any number of viewers. It outlives the upstream connections that feed it: each viewer gets one
 * unbroken file. The fan-out sends nothing to a viewer that falls behind. When the viewer has drained, it continues at
 * its position, or at the last key frame if that position is no longer kept, so nothing beyond the bound is queued for
 * it.
 */
import { MAX_BUFFERED_BYTES, MAX_GOP_BYTES } from '../../../preload/domain/bounds.ts';
import {
  FORMAT_AAC,
  audioFormat,
  audioRole,
  needsSequenceHeader,
  readTimestamp,
  videoCodec,
  videoRole,
  writeTimestamp,
} from '../formats/flv/flv-tags.ts';
import { g711LawOf } from '../formats/flv/sound-formats.ts';
import { TAG_HEADER_BYTES, TAG_SCRIPT, TAG_VIDEO } from '../formats/flv/flv-tags.ts';
import type { TagSink } from '../formats/flv/flv-reader.ts';
import { FlvLog } from './flv-log.ts';
import { FlvPreamble } from './flv-preamble.ts';
import type { StreamRing } from './ring.ts';
import { Timeline } from './timeline.ts';

/** The part of a viewer's connection that the fan-out needs. */
export interface ViewerSink {
  /** Bytes accepted but not yet taken by the system. */
  readonly bufferedBytes: number;
  send(bytes: Buffer): void;
}

/** A viewer that has not drained for this long is behind, even if little is queued. */
export const MAX_BLOCKED_MS = 1_500;
/** The first moments of a new viewer are delivered at once, because its player waits for them. */
const EAGER_MS = 500;
/** How long the first picture waits for the sequence header of a sound track that the file header claimed. */
const AUDIO_GRACE_MS = 300;
/** After this many sound frames in a row with times far from the pictures', the sound is left out. */
const MAX_STRAY_SOUND = 8;

interface Viewer {
  readonly sink: ViewerSink;
  /** Position in the log, or null before the first picture was sent. */
  position: number | null;
  /** Its file header promised sound: a track cannot be added to a player that runs. */
  hasAudio: boolean;
  headerVersion: number;
  eagerUntilMs: number;
  blockedSinceMs: number | null;
}

export interface FanoutEvents {
  /** The first key frame of a connection arrived, or the codec changed. */
  onPicture(codec: string): void;
}

export class FlvFanout implements TagSink {
  readonly #events: FanoutEvents;
  readonly #log = new FlvLog();
  readonly #preamble = new FlvPreamble();
  readonly #timeline = new Timeline();
  readonly #viewers = new Map<ViewerSink, Viewer>();
  #claims = { audio: false, video: true };
  /** Whether the next viewer is promised sound. */
  #hasAudio = false;
  #headerAtMs = 0;
  #codec: string | null = null;
  #hasSeenVideo = false;
  #awaitsKey = true;
  #keyMs = 0;
  #nowMs = 0;
  #eager = 0;
  #lastMediaAtMs: number | null = null;
  /** Format and channels of the sound that the camera sends, as the first byte of a tag says them. */
  #soundHead: number | null = null;
  /** Sound frames in a row whose clock is not that of the pictures. */
  #straySound = 0;
  /** A sound frame has a place among the pictures. */
  #hasPlacedSound = false;
  readonly #ring: StreamRing | null;
  #isRingBroken = true;

  /** @param ring keeps the last half minute, or null where no replay and no clip is wanted. */
  constructor(events: FanoutEvents, ring: StreamRing | null = null) {
    this.#events = events;
    this.#ring = ring;
  }

  /** The FLV number of the sound format that the camera sends, or null while it sends none. */
  get audioFormat(): number | null {
    return this.#soundHead === null ? null : this.#soundHead >> 4;
  }

  /** How many channels a sound without a header of its own has. */
  get soundChannels(): 1 | 2 {
    return ((this.#soundHead ?? 0) & 1) === 0 ? 1 : 2;
  }

  /** When the last picture arrived (any media, for a stream without pictures). */
  get lastMediaAtMs(): number | null {
    return this.#lastMediaAtMs;
  }

  get queuedBytes(): number {
    let sum = 0;
    for (const viewer of this.#viewers.values()) sum += viewer.sink.bufferedBytes;
    return sum;
  }

  get heldBytes(): number {
    return this.#log.bytes;
  }

  /** Another connection begins: its clock is mapped onto the timeline, and pictures count from its first key frame. */
  connect(): void {
    this.#timeline.break();
    this.#awaitsKey = true;
    this.#isRingBroken = true;
    this.#soundHead = null;
    this.#straySound = 0;
    this.#hasPlacedSound = false;
  }

  /** The upstream is closed because its viewers are gone: the next upstream must not start with old pictures. */
  reset(): void {
    this.#log.clear();
    this.#ring?.clear();
    this.connect();
    this.#hasAudio = false;
  }

  /** Sets the time before a chunk is read, so that tags cost no clock reads. */
  beginChunk(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  /** Delivers at once to viewers whose players still wait for their first pictures. */
  endChunk(): void {
    if (this.#eager === 0) return;
    for (const viewer of this.#viewers.values()) {
      if (viewer.eagerUntilMs > this.#nowMs) this.#deliver(viewer, this.#nowMs);
    }
  }

  onHeader(claims: { readonly audio: boolean; readonly video: boolean }): void {
    // Some servers leave both flags at zero.
    this.#claims = { audio: claims.audio, video: claims.video || !claims.audio };
    this.#headerAtMs = this.#nowMs;
  }

  onTag(type: number, block: Buffer, start: number, end: number): void {
    if (type === TAG_SCRIPT) this.#preamble.setMetadata(block, start, end);
    else if (type === TAG_VIDEO) this.#onVideo(block, start, end);
    else this.#onAudio(block, start, end);
  }

  add(sink: ViewerSink, nowMs: number): void {
    const unsent = { position: null, hasAudio: false, headerVersion: -1 };
    const viewer = { sink, ...unsent, eagerUntilMs: Infinity, blockedSinceMs: null };
    this.#viewers.set(sink, viewer);
    this.#eager += 1;
    this.#deliver(viewer, nowMs);
  }

  remove(sink: ViewerSink): void {
    this.#viewers.delete(sink);
  }

  /** Sends what has gathered since the last tick, and frees what no viewer can ask for. */
  flush(nowMs: number): void {
    this.#eager = 0;
    for (const viewer of this.#viewers.values()) {
      this.#deliver(viewer, nowMs);
      if (viewer.eagerUntilMs > nowMs) this.#eager += 1;
    }
    if (this.#log.bytes > MAX_GOP_BYTES) this.#log.forgetKey();
    this.#log.trim();
    this.#ring?.trim(nowMs);
  }

  #onVideo(block: Buffer, start: number, end: number): void {
    const role = videoRole(block, start, end);
    if (role === 'other') return;
    this.#lastMediaAtMs = this.#nowMs;
    this.#hasSeenVideo = true;
    if (role === 'sequence-header') {
      if (!this.#preamble.setSequenceHeader('video', block, start, end)) return;
      this.#codec = videoCodec(block, start, end);
      this.#isRingBroken = true;
      if (this.#log.keyAt === null) return;
      // Pictures of the old codec cannot be decoded with the new header: no viewer may start at them.
      this.#log.forgetKey();
      this.#awaitsKey = true;
      return;
    }
    if (this.#awaitsKey) {
      if (role !== 'key-frame') return;
      if (needsSequenceHeader(block, start) && !this.#preamble.hasVideoHeader) return;
      this.#awaitsKey = false;
      this.#codec ??= videoCodec(block, start, end);
      this.#events.onPicture(this.#codec);
    }
    this.#keep(true, role === 'key-frame', block, start, end);
  }

  #onAudio(block: Buffer, start: number, end: number): void {
    const role = audioRole(block, start, end);
    if (role === 'other') return;
    this.#soundHead ??= block[start + TAG_HEADER_BYTES] ?? 0;
    const isOnlyTrack = !this.#hasSeenVideo && !this.#claims.video;
    if (isOnlyTrack) this.#lastMediaAtMs = this.#nowMs;
    if (role === 'sequence-header') {
      this.#preamble.setSequenceHeader('audio', block, start, end);
      return;
    }
    if (this.#awaitsKey && !isOnlyTrack) return;
    if (isOnlyTrack && this.#awaitsKey) {
      this.#awaitsKey = false;
      this.#events.onPicture('audio');
    }
    if (this.#isKnownSound(audioFormat(block, start))) this.#keep(false, isOnlyTrack, block, start, end);
  }

  /** G.711 has no sequence header: its first frame has all parameters. */
  #isKnownSound(format: number | null): boolean {
    return format === FORMAT_AAC ? this.#preamble.hasAudioHeader : g711LawOf(format ?? -1) !== null;
  }

  #keep(isVideo: boolean, isKey: boolean, block: Buffer, start: number, end: number): void {
    const ms = this.#timeline.place(isVideo, readTimestamp(block, start));
    if (!isVideo) this.#judgeSound(ms !== null);
    if (ms === null) return;
    writeTimestamp(block, start, ms);
    if (isKey) this.#keyMs = ms;
    this.#log.append(block, start, end, { isKey, isOptional: !isVideo && this.#isUnexpected(block, start) });
    if (this.#ring === null) return;
    if (!isVideo || !isKey) return this.#ring.append(block, start, end, null);
    const { headers } = this.#preamble;
    const key = { mediaMs: ms, arrivedAtMs: this.#nowMs, headers, isBreak: this.#isRingBroken };
    this.#isRingBroken = false;
    this.#ring.append(block, start, end, key);
  }

  /** Players that are promised sound wait for it: sound that never fits is not promised any more. */
  #judgeSound(isPlaced: boolean): void {
    this.#hasPlacedSound ||= isPlaced;
    this.#straySound = isPlaced ? 0 : this.#straySound + 1;
    if (this.#straySound >= MAX_STRAY_SOUND) this.#hasAudio = false;
  }

  /**
   * A microphone may be switched on at any time. No player waits for G.711; a player that was promised no sound gets no
   * AAC, and a later player gets it.
   */
  #isUnexpected(block: Buffer, start: number): boolean {
    if (audioFormat(block, start) !== FORMAT_AAC) return false;
    return [...this.#viewers.values()].some(({ position, hasAudio }) => position !== null && !hasAudio);
  }

  /** Whether the tracks are known well enough to write a file header. */
  #decideTracks(nowMs: number): boolean {
    if (this.#hasAudio) return true;
    const isFitting = this.#straySound === 0 || (this.#hasPlacedSound && this.#straySound < MAX_STRAY_SOUND);
    this.#hasAudio = isFitting && this.#isKnownSound(this.audioFormat);
    return this.#hasAudio || !this.#claims.audio || nowMs - this.#headerAtMs >= AUDIO_GRACE_MS;
  }

  #deliver(viewer: Viewer, nowMs: number): void {
    const { sink } = viewer;
    const keyAt = this.#log.keyAt;
    if (viewer.position === null) {
      if (keyAt === null || !this.#decideTracks(nowMs)) return;
      viewer.eagerUntilMs = nowMs + EAGER_MS;
      viewer.hasAudio = this.#hasAudio;
      this.#begin(viewer, keyAt, true);
    } else if (this.#isBehind(viewer, nowMs)) {
      return;
    } else if (viewer.position < this.#log.start || viewer.headerVersion !== this.#preamble.version) {
      if (keyAt === null) return;
      this.#begin(viewer, Math.max(keyAt, viewer.position), false);
    }
    if (viewer.position === this.#log.end) return;
    viewer.position = this.#log.read(viewer.position ?? 0, viewer.hasAudio, (bytes) => sink.send(bytes));
  }

  #isBehind(viewer: Viewer, nowMs: number): boolean {
    const queued = viewer.sink.bufferedBytes;
    if (queued === 0) {
      viewer.blockedSinceMs = null;
      return false;
    }
    viewer.blockedSinceMs ??= nowMs;
    return queued > MAX_BUFFERED_BYTES || nowMs - viewer.blockedSinceMs > MAX_BLOCKED_MS;
  }

  #begin(viewer: Viewer, position: number, isNew: boolean): void {
    const has = { audio: viewer.hasAudio, video: this.#hasSeenVideo };
    viewer.sink.send(this.#preamble.bytes(this.#keyMs, has, isNew));
    viewer.position = position;
    viewer.headerVersion = this.#preamble.version;
  }
}
