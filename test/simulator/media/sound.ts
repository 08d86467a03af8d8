/**
 * The voice of a camera as a function of time: a beep at the begin of each second, silence after it. The frames lie on a grid
 * of their own, counted from 1970, so that every viewer of a moment hears the same frames.
 */
export const SOUNDS = ['aac', 'alaw', 'ulaw'] as const;

/** AAC-LC of 16 kHz, or G.711 (ITU-T G.711) of 8 kHz; one channel each. */
export type SoundKind = (typeof SOUNDS)[number];

/** The sound of a camera without an order: AAC, A-law, mu-law or nothing, always the same for one camera. */
export function voiceOf(cameraKey: string): SoundKind | null {
  const sum = [...Buffer.from(cameraKey)].reduce((hash, byte) => (hash * 31 + byte) % 65_521, 7);
  return [...SOUNDS, null][sum % 4] ?? null;
}

/** A coded piece of sound. */
export interface SoundFrame {
  /** Epoch ms of its begin, on the media plane's own clock. */
  readonly atMs: number;
  readonly data: Buffer;
}

/** The beep sounds for so long at the begin of each second. */
export const BEEP_MS = 240;
const G711_HZ = 8_000;
const G711_FRAME_MS = 40;
const AAC_HZ = 16_000;
/** 1024 samples. */
const AAC_FRAME_MS = 64;
const TONE_HZ = 1_000;
const LOUDNESS = 12_000;

/** Of this rate and one channel, ISO/IEC 14496-3, 1.6.2.1. */
export const AAC_CONFIG = Buffer.from([0x14, 0x08]);
const AAC_SILENCE = Buffer.from('01182007', 'hex');
/** A tone of 1 kHz that continues; the tone is 64 waves of a frame, so the frame can follow itself. */
const AAC_TONE = Buffer.from(
  'AOQwkZJCiSqFKb/7f/t//J+6SSSSJ/x/3kAMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMFYhXUbvgPh5OLliA899Pp9Pp9Of6fR76' +
    'c7zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzwAOAHnnnnnnnnnnnnnnnnnnnnnnnuA',
  'base64',
);

/** The frames that begin from one moment on and before another one, epoch ms. */
export function soundBetween(kind: SoundKind, fromMs: number, toMs: number): readonly SoundFrame[] {
  const stepMs = kind === 'aac' ? AAC_FRAME_MS : G711_FRAME_MS;
  const frames: SoundFrame[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs < toMs; atMs += stepMs) {
    frames.push({ atMs, data: kind === 'aac' ? aacFrame(atMs) : g711Frame(kind, atMs) });
  }
  return frames;
}

const isLoud = (atMs: number): boolean => ((atMs % 1000) + 1000) % 1000 < BEEP_MS;

const aacFrame = (atMs: number): Buffer => (isLoud(atMs) ? AAC_TONE : AAC_SILENCE);

function g711Frame(law: 'alaw' | 'ulaw', atMs: number): Buffer {
  const code = law === 'alaw' ? toALaw : toMuLaw;
  const count = (G711_HZ * G711_FRAME_MS) / 1000;
  return Buffer.from(
    Array.from({ length: count }, (_, i) => {
      const isBeep = isLoud(atMs + (i * 1000) / G711_HZ);
      return code(isBeep ? Math.round(LOUDNESS * Math.sin((2 * Math.PI * TONE_HZ * i) / G711_HZ)) : 0);
    }),
  );
}

/** Which of eight ranges, each twice as long as the one before, holds a value; 7 for all that is larger. */
function rangeOf(value: number, firstEnd: number): number {
  let range = 0;
  while (range < 7 && value > firstEnd * 2 ** range + (2 ** range - 1)) range += 1;
  return range;
}

/** @param sample 16 bits, signed. */
function toALaw(sample: number): number {
  const value = sample >> 3;
  const size = value < 0 ? -value - 1 : value;
  const range = rangeOf(size, 0x1f);
  const code = (range << 4) | ((size >> Math.max(1, range)) & 0x0f);
  return code ^ (value < 0 ? 0x55 : 0xd5);
}

/** @param sample 16 bits, signed. */
function toMuLaw(sample: number): number {
  const size = Math.min(Math.abs(sample >> 2), 8_158) + 33;
  const range = rangeOf(size, 0x3f);
  const code = (range << 4) | ((size >> (range + 1)) & 0x0f);
  return code ^ (sample < 0 ? 0x7f : 0xff);
}

/** An AAC frame as transport streams carry it: with the header of ADTS, ISO/IEC 13818-7, 6.2. */
export function inAdts(frame: Buffer): Buffer {
  const length = frame.length + 7;
  const head = [0xff, 0xf1, 0x60, 0x40 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc];
  return Buffer.concat([Buffer.from(head), frame]);
}

/** Samples a second. */
export const rateOf = (kind: SoundKind): number => (kind === 'aac' ? AAC_HZ : G711_HZ);
