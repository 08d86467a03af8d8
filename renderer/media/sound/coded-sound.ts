/** Coded sound as it is taken out of a stream, before it is decoded. */
import type { G711Law } from '../../../preload/domain/exports/clips.ts';

/** One byte for each sample of each channel. */
export interface G711Piece {
  readonly law: G711Law;
  readonly channels: 1 | 2;
  /** The begin of the frame on the time line of the stream, ms. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** One frame of AAC. */
export interface AacPiece {
  /** The AudioSpecificConfig, ISO/IEC 14496-3, 1.6.2.1: one object for all frames with the same. */
  readonly config: Uint8Array;
  /** The begin of the frame on the time line of the stream, ms. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

export type SoundPiece = G711Piece | AacPiece;

export const isG711 = (piece: SoundPiece): piece is G711Piece => 'law' in piece;

/** The contents of an AudioSpecificConfig; null for damaged bytes. */
interface AacFacts {
  /** RFC 6381, such as `mp4a.40.2`. */
  readonly codec: string;
  readonly sampleRate: number;
  readonly numberOfChannels: number;
}

const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

export function aacFacts(config: Uint8Array): AacFacts | null {
  const [first = 0, second = 0] = config;
  const sampleRate = RATES[((first & 7) << 1) | (second >> 7)];
  const numberOfChannels = (second >> 3) & 15;
  if (config.length < 2 || sampleRate === undefined || numberOfChannels < 1 || numberOfChannels > 2) return null;
  return { codec: `mp4a.40.${first >> 3}`, sampleRate, numberOfChannels };
}
