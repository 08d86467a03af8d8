/** An http answer as the way to a live viewer. */
import type { ServerResponse } from 'node:http';
import { cut } from './cut.ts';
import type { ViewerOut } from './live-stream.ts';

/** Sends the answer's headers. */
export function openHttpOut(response: ServerResponse): ViewerOut {
  response.writeHead(200, { 'Content-Type': 'video/x-flv', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  return {
    get queuedBytes() {
      return response.writableLength;
    },
    write(flv) {
      response.write(flv);
      return flv.length;
    },
    end: () => void response.end(),
    reset: () => {
      if (response.socket === null) response.destroy();
      else cut(response.socket);
    },
    onClose: (listener) => void response.once('close', listener),
  };
}
