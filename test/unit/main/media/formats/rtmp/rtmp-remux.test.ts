import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RtmpRemux } from '../../../../../../main/media/formats/rtmp/rtmp-remux.ts';
import { aacFrame, aacHeader, avcHeader, keyFrame, tag } from '../../flv-fixtures.ts';
import { amf } from '../../rtmp-fixtures.ts';

interface Got {
  readonly type: number;
  readonly bytes: Buffer;
}

function remux(): {
  readonly to: RtmpRemux;
  readonly tags: Got[];
  readonly claims: { audio: boolean; video: boolean }[];
} {
  const tags: Got[] = [];
  const claims: { audio: boolean; video: boolean }[] = [];
  const to = new RtmpRemux({
    onHeader: (claim) => void claims.push(claim),
    onTag: (type, block, start, end) => void tags.push({ type, bytes: Buffer.from(block.subarray(start, end)) }),
  });
  return { to, tags, claims };
}

const bodyOf = (flvTag: Buffer): Buffer => flvTag.subarray(11, -4);

it('the reader of RTMP makes the same tags of messages that FLV has', () => {
  const { to, tags, claims } = remux();
  const picture = keyFrame(0x1000028, 3, 200_000);
  to.data(0, amf('onMetaData', { hasAudio: true }));
  to.video(0, bodyOf(avcHeader()));
  to.audio(0, bodyOf(aacHeader()));
  to.video(0x1000028, bodyOf(picture));
  to.audio(0x1000030, bodyOf(aacFrame(0)));
  expect(tags.map(({ bytes }) => bytes)).toEqual([
    tag(18, 0, amf('onMetaData', { hasAudio: true })),
    ...[avcHeader(), aacHeader(), picture, aacFrame(0x1000030)],
  ]);
  expect(claims).toEqual([{ audio: true, video: true }]);
});

it('the reader of RTMP takes metadata alone from the data messages, however it is wrapped', () => {
  const { to, tags } = remux();
  to.data(0, amf('|RtmpSampleAccess', true, true));
  to.data(0, amf('onStatus', { code: 'NetStream.Data.Start' }));
  to.data(0, Buffer.alloc(0));
  to.data(0, amf('@setDataFrame', 'onMetaData', { width: 320 }));
  expect(tags.map(({ bytes }) => bodyOf(bytes))).toEqual([amf('onMetaData', { width: 320 })]);
});

it.each([
  [amf('onMetaData', { hasAudio: false, audiocodecid: 10 }), false],
  [amf('onMetaData', { width: 1 }), false],
  [amf('onMetaData', { audiocodecid: 0 }), false],
  [amf('onMetaData', { audiocodecid: 10 }), true],
  [amf('onMetaData', { audiocodecid: 'mp4a' }), true],
  [Buffer.concat([amf('onMetaData'), Buffer.from([3, 0])]), true],
  [amf('onCuePoint'), true],
])('the reader of RTMP promises sound as the metadata does, case %#', (metadata, audio) => {
  const { to, claims } = remux();
  to.data(0, metadata);
  to.video(0, bodyOf(avcHeader()));
  expect(claims).toEqual([{ audio, video: true }]);
});

it('the reader of RTMP passes over messages without content', () => {
  const { to, tags } = remux();
  to.audio(0, Buffer.alloc(0));
  to.video(0, Buffer.alloc(0));
  expect(tags).toEqual([]);
});

it('the reader of RTMP takes aggregates apart, their times counted from the message', () => {
  const { to, tags } = remux();
  to.aggregate(5_000, Buffer.concat([keyFrame(100), aacFrame(110), tag(18, 0, amf('onCuePoint')), keyFrame(140)]));
  expect(tags.map(({ bytes }) => bytes)).toEqual([keyFrame(5_000), aacFrame(5_010), keyFrame(5_040)]);
});

it('the reader of RTMP gives tags or a stated reason for any aggregate', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(0xffffffff), (bytes, ms) => {
      try {
        remux().to.aggregate(ms, Buffer.from(bytes));
      } catch (error) {
        expect(error).toMatchObject({ code: 'media.bad-stream' });
      }
    }),
    { numRuns: 500 },
  );
});
