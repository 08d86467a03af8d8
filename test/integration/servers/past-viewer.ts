/** A player of recordings that reads the gateway's playlist with its own few lines, not with the code under test. */
import http from 'node:http';

export interface ListedSegment {
  readonly url: string;
  readonly atMs: number;
  readonly sec: number;
  readonly isDiscontinuous: boolean;
  readonly isGap: boolean;
}

export interface ListedPast {
  readonly segments: readonly ListedSegment[];
  readonly sequence: number;
  readonly isEnded: boolean;
  /** Seconds from the begin at which a player starts; 0 without a word. */
  readonly startSec: number;
  readonly text: string;
}

export interface PastAnswer {
  readonly status: number;
  readonly text: string;
}

/** Fetches as a page of this origin does. The names of streams are this computer for every browser, but not for Node. */
export function getAs(origin: string, url: string): Promise<PastAnswer> {
  const { host, port, pathname } = new URL(url);
  const headers = { Host: host, Origin: origin };
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path: pathname, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
  });
}

export async function listPast(origin: string, url: string): Promise<ListedPast> {
  const { text } = await getAs(origin, url);
  const segments: ListedSegment[] = [];
  let next = { atMs: Number.NaN, sec: 0, isDiscontinuous: false, isGap: false };
  for (const line of text.split('\n')) {
    if (line === '#EXT-X-DISCONTINUITY') next = { ...next, isDiscontinuous: true };
    else if (line === '#EXT-X-GAP') next = { ...next, isGap: true };
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) next = { ...next, atMs: Date.parse(line.slice(25)) };
    else if (line.startsWith('#EXTINF:')) next = { ...next, sec: Number.parseFloat(line.slice(8)) };
    else if (line !== '' && !line.startsWith('#')) {
      segments.push({ ...next, url: new URL(line, url).href });
      next = { atMs: Number.NaN, sec: 0, isDiscontinuous: false, isGap: false };
    }
  }
  return {
    segments,
    text,
    isEnded: text.includes('#EXT-X-ENDLIST'),
    sequence: Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1] ?? 0),
    startSec: Number(/#EXT-X-START:TIME-OFFSET=([\d.]+)/.exec(text)?.[1] ?? 0),
  };
}
