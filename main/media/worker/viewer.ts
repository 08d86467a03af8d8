/**
 * A page's connection to a live stream: an HTTP answer that never ends and carries nothing but FLV. A WebSocket would
 * cost the page more than demuxing the stream, because Chromium cuts messages below 1.2 MB/s into pieces of 1000 bytes.
 */
import type { ServerResponse } from 'node:http';
import type { ViewerSink } from '../past/flv-fanout.ts';

export interface Viewer extends ViewerSink {
  /** Ends the stream after the queued bytes; the page sees a normal end. */
  end(): void;
  /** Ends it at once; the page sees a broken connection. */
  destroy(): void;
}

/** @param onGone called once, however the connection ends. */
export function openViewer(response: ServerResponse, onGone: () => void): Viewer {
  // The end of the stream is the end of the connection: no chunk headers, and no second request on it.
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.on('error', () => response.destroy());
  response.once('close', onGone);
  response.writeHead(200, { 'Content-Type': 'video/x-flv' });
  response.flushHeaders();
  return {
    get bufferedBytes() {
      return response.writableLength;
    },
    send: (bytes) => {
      response.write(bytes);
    },
    end: () => {
      response.end();
    },
    destroy: () => {
      response.destroy();
    },
  };
}
