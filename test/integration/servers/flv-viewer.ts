/** A viewer of the gateway's FLV that reads tags with its own few lines, not with the code under test. */
import http from 'node:http';

export interface SeenTag {
  readonly type: number;
  readonly ms: number;
  readonly isKey: boolean;
  readonly isHeader: boolean;
  readonly bytes: number;
}

export interface FlvViewer {
  readonly tags: readonly SeenTag[];
  /** How many times bytes arrived. */
  readonly messages: number;
  /** The HTTP status of the answer, 0 when the connection failed before one, or null so far. */
  readonly status: number | null;
  /** True once the stream has ended, by whomever. */
  readonly isOver: boolean;
  /** Stops reading, as a page does that hangs. */
  pause(): void;
  resume(): void;
  /** Times of the pictures, in the order of arrival. */
  videoTimes(): number[];
  close(): Promise<void>;
}

export function watchFlv(url: string, origin: string, headers: Readonly<Record<string, string>> = {}): FlvViewer {
  const { host, port, pathname } = new URL(url);
  const tags: SeenTag[] = [];
  let messages = 0;
  let status: number | null = null;
  let isOver = false;
  let rest: Buffer = Buffer.alloc(0);
  let hasHeader = false;
  let answer: http.IncomingMessage | null = null;
  const take = (data: Buffer): void => {
    messages += 1;
    rest = Buffer.concat([rest, data]);
    if (!hasHeader) {
      if (rest.length < 13) return;
      if (rest.toString('latin1', 0, 3) !== 'FLV') throw new Error('not FLV');
      rest = rest.subarray(13);
      hasHeader = true;
    }
    while (rest.length >= 11) {
      const size = rest.readUIntBE(1, 3);
      if (rest.length < size + 15) break;
      const first = rest[11] ?? 0;
      const isVideo = rest[0] === 9;
      tags.push({
        type: rest[0] ?? 0,
        ms: rest.readUIntBE(4, 3) + (rest[7] ?? 0) * 2 ** 24,
        isKey: isVideo && (first >> 4) % 8 === 1,
        isHeader: isVideo && (first >= 0x80 ? (first & 0x0f) === 0 : rest[12] === 0),
        bytes: size,
      });
      rest = rest.subarray(size + 15);
    }
  };
  // Every name under localhost is this machine; not every system's resolver knows it.
  const address = { hostname: '127.0.0.1', port, path: pathname, agent: false };
  const request = http.get({ ...address, headers: { Host: host, Origin: origin, ...headers } }, (response) => {
    answer = response;
    status = response.statusCode ?? 0;
    response.on('error', () => undefined);
    if (status === 200) response.on('data', take);
    else response.resume();
  });
  request.on('error', () => {
    status ??= 0;
  });
  const closed = new Promise<void>((resolve) => {
    request.once('close', () => {
      isOver = true;
      resolve();
    });
  });
  return {
    tags,
    get messages() {
      return messages;
    },
    get status() {
      return status;
    },
    get isOver() {
      return isOver;
    },
    pause: () => answer?.pause(),
    resume: () => answer?.resume(),
    videoTimes: () => tags.filter((tag) => tag.type === 9 && !tag.isHeader).map((tag) => tag.ms),
    close: async () => {
      request.destroy();
      await closed;
    },
  };
}
