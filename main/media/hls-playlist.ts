/**
 * Reads HLS playlists (RFC 8216) of any origin. Every address comes out absolute and every byte range explicit, so that
 * what is written for the page needs no context. Low-latency parts are left out: whole segments follow anyway.
 */
import { permanent } from './failures.ts';

/** A tag that names a resource besides segments: a key or an initialisation section. */
export interface ResourceTag {
  /** The attribute list without its URI. */
  readonly attributes: string;
  readonly url: string | null;
  readonly range: ByteRange | null;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface Segment {
  readonly sequence: number;
  readonly url: string;
  /** `EXTINF` as written: duration in seconds and title. */
  readonly info: string;
  readonly range: ByteRange | null;
  readonly keys: readonly ResourceTag[];
  readonly map: ResourceTag | null;
  readonly isDiscontinuous: boolean;
  readonly programTime: string | null;
  readonly isGap: boolean;
}

export interface MediaPlaylist {
  readonly kind: 'media';
  readonly version: number;
  readonly targetDurationSec: number;
  readonly type: 'VOD' | 'EVENT' | null;
  readonly isEnded: boolean;
  readonly hasIndependentSegments: boolean;
  readonly segments: readonly Segment[];
}

export interface Rendition {
  /** The tag up to its attribute list, such as `#EXT-X-STREAM-INF:`. */
  readonly tag: string;
  readonly attributes: string;
  readonly url: string | null;
}

export interface MasterPlaylist {
  readonly kind: 'master';
  readonly hasIndependentSegments: boolean;
  readonly renditions: readonly Rendition[];
  /** The first `CODECS` attribute. */
  readonly codecs: string | null;
}

const MAX_SEGMENTS = 50_000;
const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^,]*)/g;
const badPlaylist = (detail: string): Error => permanent('media.bad-stream', { detail }, 'report');

function attributesOf(list: string): ReadonlyMap<string, string> {
  return new Map([...list.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]));
}

const unquoted = (value: string | undefined): string | null => value?.replace(/^"|"$/g, '') ?? null;

function withoutAddress(list: string): string {
  const kept = [...list.matchAll(ATTRIBUTE)].filter(([, name]) => name !== 'URI' && name !== 'BYTERANGE');
  return kept.map(([text]) => text).join(',');
}

function absolute(address: string, base: string): string {
  if (!URL.canParse(address, base)) throw badPlaylist('HLS address');
  return new URL(address, base).href;
}

/** @param text `length[@offset]`. @param nextOffset where the range before ended on the same resource. */
function byteRange(text: string, nextOffset: number): ByteRange {
  const [, length = '', offset] = /^(\d{1,15})(?:@(\d{1,15}))?$/.exec(text.trim()) ?? [];
  if (length === '') throw badPlaylist('HLS byte range');
  return { length: Number(length), offset: offset === undefined ? nextOffset : Number(offset) };
}

function resourceTag(list: string, base: string): ResourceTag {
  const attributes = attributesOf(list);
  const address = unquoted(attributes.get('URI'));
  const range = unquoted(attributes.get('BYTERANGE'));
  return {
    attributes: withoutAddress(list),
    url: address === null ? null : absolute(address, base),
    range: range === null ? null : byteRange(range, 0),
  };
}

/** Splits `#EXT-X-NAME:value`. */
function split(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
}

function parseMaster(lines: readonly string[], base: string): MasterPlaylist {
  const renditions: Rendition[] = [];
  let pending: string | null = null;
  for (const line of lines) {
    const [tag, value] = split(line);
    if (tag === '#EXT-X-STREAM-INF') pending = value;
    else if (tag === '#EXT-X-MEDIA') {
      renditions.push({ tag: '#EXT-X-MEDIA:', ...resourceTag(value, base) });
    } else if (!line.startsWith('#') && pending !== null) {
      renditions.push({ tag: '#EXT-X-STREAM-INF:', attributes: pending, url: absolute(line, base) });
      pending = null;
    }
  }
  const codecs = renditions.map(({ attributes }) => unquoted(attributesOf(attributes).get('CODECS')));
  return {
    kind: 'master',
    hasIndependentSegments: lines.includes('#EXT-X-INDEPENDENT-SEGMENTS'),
    renditions,
    codecs: codecs.find((codec) => codec !== null) ?? null,
  };
}

function parseMedia(lines: readonly string[], base: string): MediaPlaylist {
  const segments: Segment[] = [];
  const rangeEnds = new Map<string, number>();
  const head = new Map<string, string>();
  let info: string | null = null;
  let rangeText: string | null = null;
  let keys: ResourceTag[] = [];
  let isKeyRun = false;
  let map: ResourceTag | null = null;
  let isDiscontinuous = false;
  let programTime: string | null = null;
  let isGap = false;
  const take = (address: string): void => {
    if (info === null) return; // an address without EXTINF belongs to a tag that we do not know
    const url = absolute(address, base);
    const range = rangeText === null ? null : byteRange(rangeText, rangeEnds.get(url) ?? 0);
    if (range !== null) rangeEnds.set(url, range.offset + range.length);
    const sequence = Number(head.get('#EXT-X-MEDIA-SEQUENCE') ?? 0) + segments.length;
    segments.push({ sequence, url, info, range, keys, map, isDiscontinuous, programTime, isGap });
    if (segments.length > MAX_SEGMENTS) throw badPlaylist('HLS playlist length');
    [info, rangeText, programTime, isDiscontinuous, isGap, isKeyRun] = [null, null, null, false, false, false];
  };
  for (const line of lines) {
    if (!line.startsWith('#')) {
      take(line);
      continue;
    }
    const [tag, value] = split(line);
    if (tag === '#EXTINF') info = value;
    else if (tag === '#EXT-X-BYTERANGE') rangeText = value;
    else if (tag === '#EXT-X-MAP') map = resourceTag(value, base);
    else if (tag === '#EXT-X-DISCONTINUITY') isDiscontinuous = true;
    else if (tag === '#EXT-X-PROGRAM-DATE-TIME') programTime = value;
    else if (tag === '#EXT-X-GAP') isGap = true;
    else if (tag === '#EXT-X-KEY') {
      // Several keys in a row are alternatives for the same segments; a later run replaces the one before.
      const key = resourceTag(value, base);
      keys = /METHOD=NONE/.test(value) ? [] : isKeyRun ? [...keys, key] : [key];
      isKeyRun = true;
    } else head.set(tag, value);
  }
  const targetDurationSec = Number(head.get('#EXT-X-TARGETDURATION'));
  if (!(targetDurationSec > 0)) throw badPlaylist('HLS target duration');
  const type = head.get('#EXT-X-PLAYLIST-TYPE');
  return {
    kind: 'media',
    version: Number(head.get('#EXT-X-VERSION') ?? 1) || 1,
    targetDurationSec,
    type: type === 'VOD' || type === 'EVENT' ? type : null,
    isEnded: head.has('#EXT-X-ENDLIST'),
    hasIndependentSegments: head.has('#EXT-X-INDEPENDENT-SEGMENTS'),
    segments,
  };
}

/** @param base the playlist's own address. @throws {AppError} `media.bad-stream` when `text` is no playlist. */
export function parsePlaylist(text: string, base: string): MasterPlaylist | MediaPlaylist {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines[0] !== '#EXTM3U') throw badPlaylist('no #EXTM3U');
  const isMaster = lines.some((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  return isMaster ? parseMaster(lines, base) : parseMedia(lines, base);
}
