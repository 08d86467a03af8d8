import { expect, it } from 'vitest';
import {
  audioRole,
  readTimestamp,
  videoCodec,
  videoRole,
  writeTimestamp,
} from '../../../../../../main/media/formats/flv/flv-tags.ts';
import { aacFrame, aacHeader, avcHeader, interFrame, keyFrame, tag } from '../../flv-fixtures.ts';

/** An HEVCDecoderConfigurationRecord of Main profile, level 3.1. */
const HVCC = [1, 1, 0x60, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 93, 0xf0, 0, 0xfc];
const fourCc = (text: string): number[] => [...Buffer.from(text)];

const roleOf = (bytes: Buffer): string => videoRole(bytes, 0, bytes.length);
const codecOf = (bytes: Buffer): string => videoCodec(bytes, 0, bytes.length);

it('video tags distinguish headers, key frames and other frames', () => {
  expect(roleOf(avcHeader())).toBe('sequence-header');
  expect(roleOf(keyFrame(0))).toBe('key-frame');
  expect(roleOf(interFrame(0))).toBe('inter-frame');
});

it('video tags carry nothing for viewers when they end a sequence, contain a command or are cut short', () => {
  expect(roleOf(tag(9, 0, [0x17, 2, 0, 0, 0]))).toBe('other');
  expect(roleOf(tag(9, 0, [0x52, 0, 0, 0, 0]))).toBe('other');
  expect(roleOf(tag(9, 0, [0x17]))).toBe('other');
});

it('video tags are understood in the enhanced form', () => {
  expect(roleOf(tag(9, 0, [0x90, ...fourCc('hvc1'), ...HVCC]))).toBe('sequence-header');
  expect(roleOf(tag(9, 0, [0x91, ...fourCc('hvc1'), 0, 0, 0, 1]))).toBe('key-frame');
  expect(roleOf(tag(9, 0, [0xa3, ...fourCc('hvc1'), 1]))).toBe('inter-frame');
  expect(roleOf(tag(9, 0, [0x94, ...fourCc('hvc1'), 1]))).toBe('other');
});

it('video tags name their codec as RFC 6381 does', () => {
  expect(codecOf(avcHeader())).toBe('avc1.64001f');
  expect(codecOf(tag(9, 0, [0x1c, 0, 0, 0, 0, ...HVCC]))).toBe('hvc1.1.6.L93.B0');
  expect(codecOf(tag(9, 0, [0x90, ...fourCc('hvc1'), ...HVCC]))).toBe('hvc1.1.6.L93.B0');
  expect(codecOf(tag(9, 0, [0x90, ...fourCc('av01'), 1, 2, 3]))).toBe('av01');
  expect(codecOf(tag(9, 0, [0x12, 0, 0, 0, 0]))).toBe('flv-video-2');
});

it('an audio tag with the AAC header is distinguished from a tag with frames', () => {
  expect(audioRole(aacHeader(), 0, aacHeader().length)).toBe('sequence-header');
  expect(audioRole(aacFrame(3), 0, aacFrame(3).length)).toBe('audio-frame');
});

it.each([0, 1, 0xffffff, 0x1000000, 0xfffffffe])('a time of %i ms survives writing and reading', (ms) => {
  const bytes = keyFrame(7);
  writeTimestamp(bytes, 0, ms);
  expect(readTimestamp(bytes, 0)).toBe(ms);
});
