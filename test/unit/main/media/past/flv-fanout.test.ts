import { MAX_BUFFERED_BYTES } from '../../../../../preload/domain/bounds.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { FlvFanout, MAX_BLOCKED_MS } from '../../../../../main/media/past/flv-fanout.ts';
import type { ViewerSink } from '../../../../../main/media/past/flv-fanout.ts';
import { FlvReader } from '../../../../../main/media/formats/flv/flv-reader.ts';
import {
  aacFrame,
  aacHeader,
  avcHeader,
  fileHeader,
  interFrame,
  keyFrame,
  metadata,
  readFile,
  tag,
} from '../flv-fixtures.ts';

class Viewer implements ViewerSink {
  bufferedBytes = 0;
  readonly messages: Buffer[] = [];
  send(bytes: Buffer): void {
    this.messages.push(Buffer.from(bytes));
  }
  get file() {
    return readFile(Buffer.concat(this.messages));
  }
  /** First body byte after the codec header of every picture: the mark that the test gave it. */
  get marks(): number[] {
    const pictures = this.file.tags.filter(({ type, body }) => type === 9 && body[1] === 1);
    return pictures.map(({ body }) => body.at(-1) ?? 0);
  }
  get times(): number[] {
    return this.file.tags.filter(({ type, body }) => type === 9 && body[1] === 1).map(({ ms }) => ms);
  }
}

let fanout: FlvFanout;
let reader: FlvReader;
let codecs: string[];
let nowMs: number;

beforeEach(() => {
  nowMs = 1_000;
  codecs = [];
  fanout = new FlvFanout({ onPicture: (codec) => codecs.push(codec) });
  connect();
});

function connect(flags = 1): void {
  fanout.connect();
  reader = new FlvReader(fanout);
  receive(fileHeader(flags));
}

function receive(...tags: readonly Buffer[]): void {
  fanout.beginChunk(nowMs);
  reader.push(Buffer.concat(tags));
  fanout.endChunk();
}

function join(): Viewer {
  const viewer = new Viewer();
  fanout.add(viewer, nowMs);
  return viewer;
}

function pass(ms: number): void {
  nowMs += ms;
  fanout.flush(nowMs);
}

/** Brings a viewer past its eager first moments. */
function settle(): void {
  pass(1_000);
}

describe('joining', () => {
  it('a viewer who joins gets header, metadata, sequence header and everything since the last key frame at once', () => {
    receive(metadata({ hasAudio: false }), avcHeader(), keyFrame(0, 1), interFrame(40, 2));
    pass(250);
    receive(keyFrame(80, 3), interFrame(120, 4), interFrame(160, 5));
    pass(250);
    const viewer = join();
    expect(viewer.marks).toEqual([3, 4, 5]);
    expect(viewer.file.tags.map(({ type }) => type)).toEqual([18, 9, 9, 9, 9]);
    expect(viewer.file.flags).toBe(1);
  });

  it('a viewer who joins early waits for a key frame with its sequence header, and gets it without waiting for the batch', () => {
    const viewer = join();
    receive(interFrame(0, 1), keyFrame(40, 2), avcHeader(), interFrame(80, 3));
    expect(viewer.messages).toEqual([]);
    receive(keyFrame(120, 4));
    expect(viewer.marks).toEqual([4]);
    expect(codecs).toEqual(['avc1.64001f']);
  });

  it('neither the header nor the metadata announces sound that never comes', () => {
    connect(5);
    const viewer = join();
    receive(metadata({ hasAudio: true }), avcHeader(), keyFrame(0, 1));
    expect(viewer.messages).toEqual([]);
    pass(400);
    expect(viewer.file.flags).toBe(1);
    expect(viewer.file.tags[0]?.body.includes(Buffer.from('\0\u0008hasAudio\u0001\0', 'latin1'))).toBe(true);
    receive(aacHeader(), aacFrame(10), interFrame(40, 2));
    pass(250);
    expect(viewer.file.tags.some(({ type }) => type === 8)).toBe(false);
    expect(viewer.marks).toEqual([1, 2]);
  });

  it('a viewer gets sound where the stream has sound', () => {
    connect(5);
    const viewer = join();
    receive(avcHeader(), aacHeader(), keyFrame(0, 1), aacFrame(5));
    expect(viewer.file.flags).toBe(5);
    expect(viewer.file.tags.map(({ type }) => type)).toEqual([9, 8, 9, 8]);
  });

  it('a viewer gets no pictures that are older than the end of the upstream', () => {
    receive(avcHeader(), keyFrame(0, 1));
    pass(250);
    fanout.reset();
    const viewer = join();
    expect(viewer.messages).toEqual([]);
    connect();
    receive(avcHeader(), keyFrame(0, 2));
    expect(viewer.marks).toEqual([2]);
  });
});

it('a batch hands all waiting frames to every viewer in one message', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const viewers = [join(), join()];
  settle();
  const before = viewers.map(({ messages }) => messages.length);
  for (let i = 1; i <= 4; i += 1) receive(interFrame(i * 40, i + 1));
  expect(viewers.map(({ messages }) => messages.length)).toEqual(before);
  pass(250);
  expect(viewers.map(({ messages }) => messages.length)).toEqual(before.map((count) => count + 1));
  for (const viewer of viewers) expect(viewer.marks).toEqual([1, 2, 3, 4, 5]);
});

// @promise failures.order-of-segments
it('a batch loses nothing when a key frame falls between two batches', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const viewer = join();
  settle();
  receive(interFrame(40, 2), keyFrame(80, 3), interFrame(120, 4));
  pass(250);
  expect(viewer.marks).toEqual([1, 2, 3, 4]);
});

it('no batch is sent when nothing came', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const viewer = join();
  settle();
  const before = viewer.messages.length;
  pass(250);
  expect(viewer.messages.length).toBe(before);
});

// @promise failures.slow-viewer: A slow window or viewer loses only its own pictures and events.
it('a slow viewer resumes at the next key frame, without the frames in between', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const [slow, quick] = [join(), join()];
  settle();
  slow.bufferedBytes = MAX_BUFFERED_BYTES + 1;
  receive(interFrame(40, 2));
  pass(250);
  receive(keyFrame(80, 3), interFrame(120, 4));
  pass(250);
  slow.bufferedBytes = 0;
  receive(interFrame(160, 5));
  pass(250);
  expect(slow.marks).toEqual([1, 3, 4, 5]);
  expect(quick.marks).toEqual([1, 2, 3, 4, 5]);
});

it('a slow viewer gets pictures and G.711 at the times of the stream behind the dropped frames', () => {
  const sound = (ms: number): Buffer => tag(8, ms, [0x72, 1, 2, 3]);
  receive(avcHeader(), keyFrame(0, 1), sound(10));
  const slow = join();
  settle();
  slow.bufferedBytes = MAX_BUFFERED_BYTES + 1;
  receive(interFrame(40, 2), sound(50));
  pass(250);
  receive(keyFrame(4_000, 3), sound(4_010), interFrame(4_040, 4));
  pass(250);
  slow.bufferedBytes = 0;
  pass(250);
  const zeroMs = slow.times[0] ?? 0;
  expect(slow.times.map((ms) => ms - zeroMs)).toEqual([0, 4_000, 4_040]);
  const sounds = slow.file.tags.filter(({ type }) => type === 8);
  expect(sounds.map(({ ms }) => ms - zeroMs)).toEqual([10, 4_010]);
});

it('a slow viewer loses nothing when it drains before the next key frame', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const slow = join();
  settle();
  slow.bufferedBytes = 1;
  receive(interFrame(40, 2));
  pass(250);
  pass(MAX_BLOCKED_MS + 1);
  receive(interFrame(80, 3));
  pass(250);
  expect(slow.marks).toEqual([1, 2]);
  slow.bufferedBytes = 0;
  pass(250);
  expect(slow.marks).toEqual([1, 2, 3]);
});

// @promise failures.growing-memory
it('a slow viewer never makes the log grow beyond its bound', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const slow = join();
  settle();
  slow.bufferedBytes = MAX_BUFFERED_BYTES + 1;
  for (let i = 0; i < 60; i += 1) {
    receive(interFrame(i * 40, 2, 500_000));
    pass(250);
    expect(fanout.heldBytes).toBeLessThan(14 * 1024 * 1024);
  }
  slow.bufferedBytes = 0;
  pass(250);
  receive(keyFrame(9_000, 3));
  pass(250);
  expect(slow.marks).toEqual([1, 3]);
});

// @promise failures.order-of-segments: Times of a live stream never run backwards, over reconnects too, and no header
// comes twice.
it('a splice runs on with rising times and without repeated headers', () => {
  receive(metadata({}), avcHeader(), keyFrame(5_000, 1), interFrame(5_040, 2));
  const viewer = join();
  settle();
  connect();
  receive(metadata({}), avcHeader(), interFrame(90, 8), keyFrame(100, 3), interFrame(140, 4));
  pass(250);
  expect(viewer.marks).toEqual([1, 2, 3, 4]);
  expect(viewer.times).toEqual([0, 40, 80, 120]);
  expect(viewer.file.tags.filter(({ body }) => body[1] === 0 && body[0] === 0x17)).toHaveLength(1);
});

it('a splice sends a changed sequence header before the first picture that needs it', () => {
  receive(avcHeader(), keyFrame(0, 1));
  const viewer = join();
  settle();
  connect();
  receive(avcHeader(0, 0x28), keyFrame(0, 2));
  pass(250);
  const kinds = viewer.file.tags.map(({ body }) => (body[1] === 0 ? `header ${body[8]}` : `picture ${body.at(-1)}`));
  expect(kinds).toEqual(['header 31', 'picture 1', 'header 40', 'picture 2']);
  expect(codecs).toEqual(['avc1.64001f', 'avc1.640028']);
});

describe('sound without a header', () => {
  it.each([
    ['A-law', 7],
    ['mu-law', 8],
  ])('G.711 %s is announced and sent, each piece at its time beside the pictures', (_law, format) => {
    connect(5);
    const sound = (ms: number): Buffer => tag(8, ms, [(format << 4) | 2, 1, 2, 3]);
    receive(metadata({ hasAudio: true }), avcHeader(), keyFrame(1_000, 1), sound(1_010), interFrame(1_040, 2));
    const viewer = join();
    receive(sound(1_050), interFrame(1_080, 3));
    pass(1_000);
    expect(viewer.file.flags).toBe(5);
    const sounds = viewer.file.tags.filter(({ type }) => type === 8);
    expect(sounds.map(({ ms, body }) => [ms - (viewer.times[0] ?? 0), body.length])).toEqual([
      [10, 4],
      [50, 4],
    ]);
    expect(fanout.audioFormat).toBe(format);
    expect(fanout.soundChannels).toBe(1);
    connect(5);
    receive(tag(8, 0, [(format << 4) | 3, 1, 2]));
    expect(fanout.soundChannels).toBe(2);
  });

  it('G.711 of a microphone that is switched on later comes to those who watch already', () => {
    receive(avcHeader(), keyFrame(0, 1), interFrame(40, 2));
    const viewer = join();
    pass(1_000);
    connect(5);
    receive(avcHeader(), keyFrame(0, 3), tag(8, 10, [0x72, 1, 2, 3]), interFrame(40, 4));
    pass(1_000);
    expect(viewer.file.tags.filter(({ type }) => type === 8)).toHaveLength(1);
  });

  it.each([
    ['when the camera begins its stream anew', () => connect(5)],
    ['while its stream goes on', () => undefined],
  ])('AAC that comes later, %s, is sent to viewers who join, and not to viewers who watch already', (_when, change) => {
    receive(avcHeader(), keyFrame(0, 1), interFrame(40, 2));
    const watcher = join();
    pass(1_000);
    change();
    receive(avcHeader(), aacHeader(), keyFrame(80, 3), aacFrame(90), interFrame(120, 4));
    pass(1_000);
    const listener = join();
    receive(aacFrame(130), interFrame(160, 5));
    pass(1_000);
    expect(listener.file.flags).toBe(5);
    expect(listener.file.tags.filter(({ type }) => type === 8).map(({ body }) => body[1])).toEqual([0, 1, 1]);
    expect(watcher.file.tags.some(({ type }) => type === 8)).toBe(false);
    expect(watcher.marks).toEqual([1, 2, 3, 4, 5]);
  });

  it('sound of an unknown kind is left out, and no player waits for it', () => {
    connect(5);
    receive(avcHeader(), keyFrame(0, 1), tag(8, 10, [0xb2, 1, 2, 3]), interFrame(40, 2));
    const viewer = join();
    pass(1_000);
    expect(viewer.file.flags).toBe(1);
  });
});
