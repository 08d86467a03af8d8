/** A viewer of the gateway's FLV over WebSocket that reads tags with its own few lines, not with the code under test. */
import { WebSocket } from 'ws';

export interface SeenTag {
  readonly type: number;
  readonly ms: number;
  readonly isKey: boolean;
  readonly isHeader: boolean;
  readonly bytes: number;
}

export interface FlvViewer {
  readonly socket: WebSocket;
  readonly tags: readonly SeenTag[];
  readonly messages: number;
  /** The HTTP status that refused the socket, or null. */
  readonly refused: number | null;
  /** Times of the pictures, in the order of arrival. */
  videoTimes(): number[];
  close(): Promise<void>;
}

export function watchFlv(url: string, origin: string, headers: Readonly<Record<string, string>> = {}): FlvViewer {
  const socket = new WebSocket(url, { origin, headers, perMessageDeflate: false });
  const tags: SeenTag[] = [];
  let messages = 0;
  let refused: number | null = null;
  let rest: Buffer = Buffer.alloc(0);
  let hasHeader = false;
  socket.on('message', (data: Buffer) => {
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
  });
  socket.on('unexpected-response', (_request, response) => {
    refused = response.statusCode ?? 0;
    response.destroy();
  });
  socket.on('error', () => {
    refused ??= 0;
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    socket,
    tags,
    get messages() {
      return messages;
    },
    get refused() {
      return refused;
    },
    videoTimes: () => tags.filter((tag) => tag.type === 9 && !tag.isHeader).map((tag) => tag.ms),
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.terminate();
      await closed;
    },
  };
}
