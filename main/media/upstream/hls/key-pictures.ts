/**
 * Key pictures of a recording for fast playback, playback backwards and the preview on the timeline: of each segment only the
 * first bytes are fetched, until its first key picture is whole.
 */
import { MAX_KEY_PICTURE_BYTES } from '../../../../preload/domain/bounds.ts';
import type { ServerResponse } from 'node:http';
import { GroupReader, type PictureGroup } from '../../formats/ts/group-pictures.ts';
import { KeyPictureReader, type KeyPicture } from '../../formats/ts/key-picture.ts';
import type { StreamWork } from '../../shared/work-board.ts';
import type { FetchOptions, HlsFetcher } from './hls-fetch.ts';
import type { Resource } from './hls-resources.ts';
import type { PastEntry } from './past-playlist.ts';

const KIB = 1_024;
/** How much of a segment is asked for: at first, at least and at most. */
const FIRST_BYTES = 128 * KIB;
const LEAST_BYTES = 16 * KIB;
/** The next key picture may be larger than the last ones by this factor. */
const MARGIN = 1.3;
/** A large key picture is forgotten slowly. */
const DECAY = 0.9;

/** Moments in a path: `at-1795000000000.key` for the key picture, `at-1795000000000.group` for all pictures; epoch ms. */
const NAME = /^at-(\d{1,15})\.(key|group)$/;

export interface PictureQuestion {
  /** The pictures of the segment with this moment are asked for, epoch ms. */
  readonly atMs: number;
  readonly isGroup: boolean;
}

/** Reads the name of a requested resource as a question for a key picture; null for another resource. */
export function questionOfName(name: string): PictureQuestion | null {
  const [, ms, ending] = NAME.exec(name) ?? [];
  return ms === undefined ? null : { atMs: Number(ms), isGroup: ending === 'group' };
}

/** Whether the pictures of a segment can be read here: a transport stream that is not encrypted. */
export const isReadable = ({ segment }: PastEntry): boolean =>
  segment.map === null && segment.keys.every(({ url }) => url === null);

export class KeyPictures {
  readonly #fetcher: HlsFetcher;
  readonly #work: StreamWork;
  #wantedBytes = FIRST_BYTES;

  constructor(fetcher: HlsFetcher, work: StreamWork) {
    this.#fetcher = fetcher;
    this.#work = work;
  }

  /**
   * The first key picture of a segment; null if the segment has no key frame, which happens when the group of pictures
   * is longer than a segment.
   *
   * @throws {AppError} `media.unsupported-codec`, `media.over-limit`, `media.url-expired`, `network.*`.
   */
  async read(resource: Resource, options: FetchOptions): Promise<KeyPicture | null> {
    const head = await this.#readHead(resource, options, this.#wantedBytes);
    return head === 'cut' ? wholeOnly(await this.#readHead(resource, options, null)) : head;
  }

  /**
   * All pictures of a segment; null for a segment that does not begin with a key picture, and for one with too many pictures.
   *
   * @throws {AppError} `media.unsupported-codec`, `media.over-limit`, `media.url-expired`, `network.*`.
   */
  async readGroup(resource: Resource, options: FetchOptions): Promise<PictureGroup | null> {
    const reader = new GroupReader();
    const isWhole = await this.#fetcher.head(resource, null, options, (chunk) => {
      this.#work.run(() => reader.push(chunk));
      return false;
    });
    return isWhole ? this.#work.run(() => reader.end()) : null;
  }

  /** `cut`: the picture is not whole within the bytes that were asked for. */
  async #readHead(resource: Resource, options: FetchOptions, bytes: number | null): Promise<KeyPicture | null | 'cut'> {
    const reader = new KeyPictureReader();
    let readBytes = 0;
    let found: KeyPicture | null = null;
    const isWhole = await this.#fetcher.head(resource, bytes, options, (chunk) => {
      readBytes += chunk.length;
      found = this.#work.run(() => reader.push(chunk));
      return found !== null;
    });
    const picture = found ?? (isWhole ? this.#work.run(() => reader.end()) : 'cut');
    if (picture !== null && picture !== 'cut') this.#learn(readBytes);
    return picture;
  }

  #learn(readBytes: number): void {
    const next = Math.max(readBytes * MARGIN, this.#wantedBytes * DECAY);
    this.#wantedBytes = Math.round(Math.min(MAX_KEY_PICTURE_BYTES, Math.max(LEAST_BYTES, next)));
  }
}

const wholeOnly = (head: KeyPicture | null | 'cut'): KeyPicture | null => (head === 'cut' ? null : head);

/** A line of JSON (`fromMs`, `toMs`, `codec`, `recordBytes`), then the record, then the picture. 204 without a picture. */
export function sendKeyPicture(response: ServerResponse, entry: PastEntry, picture: KeyPicture | null): void {
  if (picture === null) return void response.writeHead(204).end();
  const { codec, record, sample } = picture;
  const { fromMs, toMs } = entry;
  const head = `${JSON.stringify({ fromMs, toMs, codec, recordBytes: record.length })}\n`;
  const body = Buffer.concat([Buffer.from(head), record, sample]);
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length });
  response.end(body);
}

/**
 * A line of JSON (`fromMs`, `toMs`, `codec`, `recordBytes`, and of each picture offset in ms, bytes, 1 for a key picture), then
 * the record, then the pictures in the order of decoding. 204 without pictures.
 */
export function sendGroup(response: ServerResponse, { fromMs, toMs }: PastEntry, group: PictureGroup | null): void {
  if (group === null) return void response.writeHead(204).end();
  const { codec, record } = group;
  const pictures = group.pictures.map(({ offsetMs, sample, isKey }) => [offsetMs, sample.length, isKey ? 1 : 0]);
  const head = `${JSON.stringify({ fromMs, toMs, codec, recordBytes: record.length, pictures })}\n`;
  const body = Buffer.concat([Buffer.from(head), record, ...group.pictures.map(({ sample }) => sample)]);
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length });
  response.end(body);
}
