/**
 * Reads HLS playlists (RFC 8216) of any origin. The result has absolute addresses and explicit byte ranges, so that the
 * playlist for the page needs no context. Low-latency parts are left out, because whole segments follow. The time to
 * read a playlist grows with its length and not faster, whatever it contains; see also bounds.ts.
 */
import {
  MAX_KEYS_IN_A_ROW,
  MAX_LINE_CHARACTERS,
  MAX_PLAYLIST_EXPANDED,
  MAX_RENDITIONS,
  MAX_SEGMENTS,
  MAX_TARGET_SEC,
} from '../../../../preload/domain/bounds.ts';
import { overBytes, overLimit } from '../../shared/over-limit.ts';
import { permanent } from '../../shared/failures.ts';

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
  /** The last part of the path, without the query. */
  readonly file: string;
  /** The duration of `EXTINF` as written, in seconds. */
  readonly duration: string;
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

const MAX_VERSION = 12;
const MAX_TIME_CHARACTERS = 64;
const badPlaylist = (detail: string): Error => permanent('media.bad-stream', { detail }, 'report');

interface Attribute {
  readonly name: string;
  /** As written, with its quotes. */
  readonly value: string;
}

const isNameCode = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45; /* A to Z, 0 to 9, - */

/**
 * Splits an attribute list, `NAME=value,NAME="value, with commas"`. Reads every character at most twice. Text that is
 * not an attribute is left out.
 */
export function attributesIn(list: string): readonly Attribute[] {
  const found: Attribute[] = [];
  for (let at = 0; at < list.length;) {
    const equals = list.indexOf('=', at);
    if (equals < 0) break;
    let start = equals;
    while (start > at && isNameCode(list.charCodeAt(start - 1))) start -= 1;
    if (start === equals) {
      at = equals + 1;
      continue;
    }
    // A quote without a second one belongs to a value that ends at the comma. No quote follows, so the list is searched
    // for a second quote once only.
    const close = list[equals + 1] === '"' ? list.indexOf('"', equals + 2) : -1;
    const comma = close < 0 ? list.indexOf(',', equals + 1) : -1;
    const end = close >= 0 ? close + 1 : comma >= 0 ? comma : list.length;
    found.push({ name: list.slice(start, equals), value: list.slice(equals + 1, end) });
    at = end;
  }
  return found;
}

const unquoted = (value: string | undefined): string | null => value?.replace(/^"|"$/g, '') ?? null;

const valueOf = (attributes: readonly Attribute[], wanted: string): string | undefined =>
  attributes.findLast(({ name }) => name === wanted)?.value;

/** The attributes for the page: nothing but `NAME=value`, without addresses. */
function withoutAddress(attributes: readonly Attribute[]): string {
  const kept = attributes.filter(({ name }) => name !== 'URI' && name !== 'BYTERANGE');
  return kept.map(({ name, value }) => `${name}=${value}`).join(',');
}

/** Parsing an address takes half of the time that a playlist needs, so each address is parsed once. */
function resolved(address: string, base: string): URL {
  try {
    return new URL(address, base);
  } catch {
    throw badPlaylist('HLS address');
  }
}

const absolute = (address: string, base: string): string => resolved(address, base).href;

/** @param text `length[@offset]`. @param nextOffset where the previous range of the same resource ended. */
function byteRange(text: string, nextOffset: number): ByteRange {
  const [, length = '', offset] = /^(\d{1,15})(?:@(\d{1,15}))?$/.exec(text.trim()) ?? [];
  if (length === '') throw badPlaylist('HLS byte range');
  return { length: Number(length), offset: offset === undefined ? nextOffset : Number(offset) };
}

function resourceTag(list: string, base: string): ResourceTag {
  const attributes = attributesIn(list);
  const address = unquoted(valueOf(attributes, 'URI'));
  const range = unquoted(valueOf(attributes, 'BYTERANGE'));
  return {
    attributes: withoutAddress(attributes),
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
  const take = (rendition: Rendition): void => {
    renditions.push(rendition);
    if (renditions.length > MAX_RENDITIONS) throw overLimit('playlist-renditions', MAX_RENDITIONS);
  };
  for (const line of lines) {
    const [tag, value] = split(line);
    if (tag === '#EXT-X-STREAM-INF') pending = withoutAddress(attributesIn(value));
    else if (tag === '#EXT-X-MEDIA') {
      take({ tag: '#EXT-X-MEDIA:', ...resourceTag(value, base) });
    } else if (!line.startsWith('#') && pending !== null) {
      take({ tag: '#EXT-X-STREAM-INF:', attributes: pending, url: absolute(line, base) });
      pending = null;
    }
  }
  const codecs = renditions.map(({ attributes }) => unquoted(valueOf(attributesIn(attributes), 'CODECS')));
  return {
    kind: 'master',
    hasIndependentSegments: lines.includes('#EXT-X-INDEPENDENT-SEGMENTS'),
    renditions,
    codecs: codecs.find((codec) => codec !== null) ?? null,
  };
}

/** A number that counts something, within what players can count on from. */
function countOf(text: string | undefined, detail: string): number {
  const value = Number(text ?? 0);
  if (!Number.isSafeInteger(value) || value < 0 || value > 2 ** 52) throw badPlaylist(detail);
  return value;
}

/** The length of a segment when everything that it refers to is written out beside it. */
const expandedLength = ({ url, keys, map }: Segment): number =>
  url.length +
  (map?.url?.length ?? 0) +
  keys.reduce((sum, { attributes, url: address }) => sum + attributes.length + (address?.length ?? 0), 0);

/** Reads the lines of a media playlist one by one; a tag applies to the segments that follow. */
class MediaReader {
  readonly segments: Segment[] = [];
  readonly head = new Map<string, string>();
  readonly #base: string;
  readonly #rangeEnds = new Map<string, number>();
  #duration: string | null = null;
  #rangeText: string | null = null;
  #keys: ResourceTag[] = [];
  #isKeyRun = false;
  #map: ResourceTag | null = null;
  #isDiscontinuous = false;
  #programTime: string | null = null;
  #isGap = false;
  #expanded = 0;

  constructor(base: string) {
    this.#base = base;
  }

  line(line: string): void {
    if (!line.startsWith('#')) return this.#address(line);
    const [tag, value] = split(line);
    if (tag === '#EXTINF') this.#duration = durationIn(value);
    else if (tag === '#EXT-X-BYTERANGE') this.#rangeText = value;
    else if (tag === '#EXT-X-MAP') this.#map = resourceTag(value, this.#base);
    else if (tag === '#EXT-X-DISCONTINUITY') this.#isDiscontinuous = true;
    else if (tag === '#EXT-X-PROGRAM-DATE-TIME') this.#programTime = value.length > MAX_TIME_CHARACTERS ? null : value;
    else if (tag === '#EXT-X-GAP') this.#isGap = true;
    else if (tag === '#EXT-X-KEY') this.#key(value);
    else this.head.set(tag, value);
  }

  /** Several keys in a row are alternatives for the same segments; a later run replaces the earlier run. */
  #key(value: string): void {
    const key = resourceTag(value, this.#base);
    this.#keys = /METHOD=NONE/.test(value) ? [] : this.#isKeyRun ? [...this.#keys, key] : [key];
    if (this.#keys.length > MAX_KEYS_IN_A_ROW) throw overLimit('playlist-keys', MAX_KEYS_IN_A_ROW);
    this.#isKeyRun = true;
  }

  #address(address: string): void {
    if (this.#duration === null) return; // an address without EXTINF belongs to a tag that we do not know
    const { href: url, pathname } = resolved(address, this.#base);
    const file = pathname.slice(pathname.lastIndexOf('/') + 1);
    const range = this.#rangeText === null ? null : byteRange(this.#rangeText, this.#rangeEnds.get(url) ?? 0);
    if (range !== null) this.#rangeEnds.set(url, range.offset + range.length);
    const first = countOf(this.head.get('#EXT-X-MEDIA-SEQUENCE'), 'HLS media sequence');
    const segment: Segment = {
      sequence: first + this.segments.length,
      url,
      file,
      duration: this.#duration,
      range,
      keys: this.#keys,
      map: this.#map,
      isDiscontinuous: this.#isDiscontinuous,
      programTime: this.#programTime,
      isGap: this.#isGap,
    };
    this.segments.push(segment);
    if (this.segments.length > MAX_SEGMENTS) throw overLimit('playlist-segments', MAX_SEGMENTS);
    this.#expanded += expandedLength(segment);
    if (this.#expanded > MAX_PLAYLIST_EXPANDED) throw overBytes('playlist-expanded', MAX_PLAYLIST_EXPANDED);
    [this.#duration, this.#rangeText, this.#programTime] = [null, null, null];
    [this.#isDiscontinuous, this.#isGap, this.#isKeyRun] = [false, false, false];
  }
}

/**
 * The target duration in seconds. Some servers write 0 or none: then the longest segment counts.
 *
 * @returns NaN for a text that is no number, and where neither the tag nor a segment gives a length.
 */
function targetOf(text: string | undefined, segments: readonly Segment[]): number {
  const written = text === undefined ? 0 : Number(text);
  if (written !== 0) return written;
  if (segments.length === 0) return text === undefined ? Number.NaN : 1;
  const longest = segments.reduce((most, { duration }) => Math.max(most, Number(duration)), 0);
  return Math.max(1, Math.ceil(longest));
}

/** @throws {AppError} `media.bad-stream` for a segment that no camera records: its end would lie years ahead. */
function durationIn(value: string): string {
  const duration = /^\d{1,9}(?:\.\d{1,9})?/.exec(value.trim())?.[0] ?? '0';
  if (Number(duration) > MAX_TARGET_SEC) throw badPlaylist('HLS segment duration');
  return duration;
}

function parseMedia(lines: readonly string[], base: string): MediaPlaylist {
  const reader = new MediaReader(base);
  for (const line of lines) reader.line(line);
  const { head, segments } = reader;
  const targetDurationSec = targetOf(head.get('#EXT-X-TARGETDURATION'), segments);
  if (!(targetDurationSec > 0 && targetDurationSec <= MAX_TARGET_SEC)) throw badPlaylist('HLS target duration');
  const type = head.get('#EXT-X-PLAYLIST-TYPE');
  const version = Math.trunc(Number(head.get('#EXT-X-VERSION')));
  return {
    kind: 'media',
    version: version >= 1 && version <= MAX_VERSION ? version : 1,
    targetDurationSec,
    type: type === 'VOD' || type === 'EVENT' ? type : null,
    isEnded: head.has('#EXT-X-ENDLIST'),
    hasIndependentSegments: head.has('#EXT-X-INDEPENDENT-SEGMENTS'),
    segments,
  };
}

/**
 * @param text at most `MAX_PLAYLIST_BYTES` long; the caller sees to that.
 * @param base the playlist's own address.
 * @throws {AppError} `media.bad-stream` when `text` is not a playlist, `media.over-limit` when it exceeds a bound.
 */
export function parsePlaylist(text: string, base: string): MasterPlaylist | MediaPlaylist {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines[0] !== '#EXTM3U') throw badPlaylist('no #EXTM3U');
  if (lines.some((line) => line.length > MAX_LINE_CHARACTERS)) throw overBytes('playlist-line', MAX_LINE_CHARACTERS);
  const isMaster = lines.some((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  return isMaster ? parseMaster(lines, base) : parseMedia(lines, base);
}
