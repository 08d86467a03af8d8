/**
 * A cloud that keeps recordings, for tests of the gateway: it names an address for each stretch, and serves playlists and
 * segments at this address until the test revokes it. The body of a segment is the moment that it shows.
 */
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { PastPiece, PastQuestion } from '../../../main/media/upstream/past-source.ts';

export interface PastCloud {
  /** The recorded ranges, in order. */
  recorded: readonly TimeRange[];
  /** The longest stretch that is given; a question for a stretch that was given before gets the same stretch. */
  stretchMs: number;
  /** Whether segments carry their date-time. */
  hasDateTimes: boolean;
  /** Segments that begin at these moments are not there. */
  readonly lost: Set<number>;
  /** While set every segment is answered with this status. */
  segmentStatus: number | null;
  /** While set this text is answered in place of every playlist. */
  playlist: string | null;
  /** While set every question for a stretch is refused with this error. */
  refusal: Error | null;
  /** Questions so far. */
  readonly questions: readonly PastQuestion[];
  /** Paths of all requests so far. */
  readonly paths: readonly string[];
  /** Connections that are open. */
  connections(): Promise<number>;
  /** Connections so far. */
  readonly accepted: number;
  /** While set a request over a connection that has served one is not answered: the server closes the connection. */
  closesKept: boolean;
  /** Refuses every address that was given out before with this status. */
  revoke(status: number): void;
  resolve(question: PastQuestion): Promise<PastPiece>;
  close(): Promise<void>;
}

export const SEGMENT_MS = 4_000;

/** @param endMs the end of the range that is played. */
export async function startPastCloud(endMs: number): Promise<PastCloud> {
  const paths: string[] = [];
  const questions: PastQuestion[] = [];
  const stretches = new Map<string, TimeRange>();
  let generation = 1;
  let revokedStatus = 403;
  let accepted = 0;
  const served = new WeakSet<Socket>();
  const server = http.createServer((request, response) => {
    if (cloud.closesKept && served.has(request.socket)) return void request.socket.destroy();
    served.add(request.socket);
    const path = request.url ?? '';
    paths.push(path);
    const [, session = '', name = ''] = new URL(path, 'http://cloud').pathname.split('/');
    const stretch = stretches.get(session);
    if (stretch === undefined) return void response.writeHead(404).end();
    if (!session.startsWith(`g${generation}-`)) return void response.writeHead(revokedStatus).end();
    if (name === 'index.m3u8') return void response.end(cloud.playlist ?? playlistOf(cloud, stretch));
    const atMs = Number(name.replace('.ts', ''));
    if (cloud.segmentStatus !== null) response.writeHead(cloud.segmentStatus).end();
    else if (cloud.lost.has(atMs)) response.writeHead(404).end();
    else response.end(String(atMs));
  });
  server.on('connection', () => (accepted += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cloud: PastCloud = {
    recorded: [],
    stretchMs: 600_000,
    hasDateTimes: true,
    lost: new Set(),
    segmentStatus: null,
    refusal: null,
    playlist: null,
    closesKept: false,
    get accepted() {
      return accepted;
    },
    questions,
    paths,
    connections: () =>
      new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n)))),
    revoke(status) {
      revokedStatus = status;
      generation += 1;
    },
    resolve(question) {
      questions.push(question);
      if (cloud.refusal !== null) return Promise.reject(cloud.refusal);
      const { fromMs } = question;
      const stretch = { fromMs, toMs: question.toMs ?? Math.min(fromMs + cloud.stretchMs, endMs) };
      const isEmpty = segmentsOf(cloud.recorded, stretch).length === 0;
      const session = `g${generation}-${questions.length}`;
      stretches.set(session, stretch);
      const url = `${origin}/${session}/index.m3u8?token=secret`;
      const rest = { headers: {}, expiresAtMs: null, isSingleUse: false, isLocalAllowed: true };
      return Promise.resolve({ stretch, source: isEmpty ? null : { transport: 'hls', url, ...rest } });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return cloud;
}

function segmentsOf(recorded: readonly TimeRange[], { fromMs, toMs }: TimeRange): number[] {
  return recorded.flatMap((span) => {
    const found: number[] = [];
    for (let atMs = span.fromMs; atMs < span.toMs; atMs += SEGMENT_MS) {
      if (atMs + SEGMENT_MS > fromMs && atMs < toMs) found.push(atMs);
    }
    return found;
  });
}

function playlistOf({ recorded, hasDateTimes }: PastCloud, stretch: TimeRange): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:4', '#EXT-X-PLAYLIST-TYPE:VOD'];
  let beforeMs: number | null = null;
  for (const atMs of segmentsOf(recorded, stretch)) {
    if (beforeMs !== null && atMs !== beforeMs + SEGMENT_MS) lines.push('#EXT-X-DISCONTINUITY');
    beforeMs = atMs;
    if (hasDateTimes) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(atMs).toISOString()}`);
    lines.push(`#EXTINF:${(SEGMENT_MS / 1000).toFixed(3)},`, `${atMs}.ts?token=secret`);
  }
  return `${lines.join('\n')}\n#EXT-X-ENDLIST\n`;
}
