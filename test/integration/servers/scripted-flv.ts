/** An HTTP-FLV upstream that a test scripts, down to resetting connections. */
import http from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const FILE_HEADER = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);
const AVC_HEADER = videoTag(0, Buffer.from([0x17, 0, 0, 0, 0, 1, 0x42, 0, 0x1e, 0xff]));

function videoTag(ms: number, body: Buffer): Buffer {
  const out = Buffer.alloc(15 + body.length);
  out[0] = 9;
  out.writeUIntBE(body.length, 1, 3);
  out.writeUIntBE(ms & 0xffffff, 4, 3);
  body.copy(out, 11);
  out.writeUInt32BE(11 + body.length, 11 + body.length);
  return out;
}

export function picture(ms: number, isKey: boolean, bytes = 200): Buffer {
  const body = Buffer.alloc(bytes);
  body.set([isKey ? 0x17 : 0x27, 1, 0, 0, 0]);
  // One unit: a slice behind its length.
  if (bytes > 9) body.writeUInt32BE(bytes - 9, 5);
  if (bytes > 9) body[9] = isKey ? 0x65 : 0x41;
  return videoTag(ms, body);
}

export interface ScriptedFlv {
  readonly origin: string;
  /** Requests so far, by path. */
  readonly paths: readonly string[];
  /** Connections that are being sent to. */
  readonly open: number;
  /** Status for the next requests; 200 plays. */
  status: number;
  /** Whether pictures are sent: false leaves connections open and silent. */
  isSending: boolean;
  /** Size of each picture; a key frame has one byte more for each that its connection was sent before, so that it is known. */
  pictureBytes: number;
  /** Pictures between two key frames. */
  gop: number;
  /** The picture that a new connection begins with, as a camera does that was on before; 0 is a key frame. */
  firstPicture: number;
  /** Breaks every connection as a crash would. */
  reset(): void;
  close(): Promise<void>;
}

const STEP_MS = 20;

export async function startScriptedFlv(): Promise<ScriptedFlv> {
  const viewers = new Map<ServerResponse, number>();
  const paths: string[] = [];
  const server = http.createServer((request, response) => {
    paths.push(request.url ?? '');
    if (state.status !== 200) {
      response.writeHead(state.status).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'video/x-flv' });
    response.write(Buffer.concat([FILE_HEADER, AVC_HEADER]));
    viewers.set(response, state.firstPicture);
    response.on('close', () => viewers.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const timer = setInterval(() => {
    if (!state.isSending) return;
    for (const [viewer, count] of viewers) {
      if (viewer.writableLength > 4_000_000) continue;
      const isKey = count % state.gop === 0;
      const keysBefore = Math.ceil(count / state.gop) - Math.ceil(state.firstPicture / state.gop);
      viewer.write(picture(count * STEP_MS, isKey, state.pictureBytes + (isKey ? keysBefore : 0)));
      viewers.set(viewer, count + 1);
    }
  }, STEP_MS);
  const state: ScriptedFlv = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    get open() {
      return viewers.size;
    },
    status: 200,
    isSending: true,
    pictureBytes: 200,
    gop: 10,
    firstPicture: 0,
    reset: () => {
      for (const viewer of viewers.keys()) viewer.socket?.resetAndDestroy();
    },
    close: async () => {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}
