/**
 * The gateway's real worker with one fault added: a reader of FLV that takes forever on the bytes `HANG`, in the very
 * pattern that once froze every stream. It stands for any fault that nobody has found yet.
 */
import { FlvReader } from '../../main/media/formats/flv/flv-reader.ts';
import { HANG } from './hanging-words.ts';

// Quadratic on a long text without `=`; 400 kB take minutes.
const SLOW = /([A-Z0-9-]+)=("[^"]*"|[^,]*)/g;

const { push } = FlvReader.prototype;

FlvReader.prototype.push = function pushOrHang(this: FlvReader, chunk: Uint8Array): void {
  if (Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).includes(HANG)) {
    void [...'A'.repeat(400_000).matchAll(SLOW)];
  }
  push.call(this, chunk);
};

await import('../../main/media/worker/gateway-worker.ts');
