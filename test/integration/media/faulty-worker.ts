/** The gateway's worker with mistakes of a programmer in it: some of its methods throw what nobody planned for. */
import { FlvReader } from '../../../main/media/formats/flv/flv-reader.ts';
import { HlsRelay } from '../../../main/media/upstream/hls/hls-relay.ts';
import { SharedStream } from '../../../main/media/worker/shared-stream.ts';

const mistake = (where: string): never => {
  throw new TypeError(`a mistake in ${where}, near https://user:pw@media.example/live/t0ken.flv?auth=key`);
};

HlsRelay.prototype.connect = function connectByMistake() {
  return mistake('the relay');
};
FlvReader.prototype.push = function pushByMistake() {
  mistake('the reader');
};
Object.defineProperty(SharedStream.prototype, 'sound', { get: () => mistake('the sound') });

await import('../../../main/media/worker/gateway-worker.ts');
