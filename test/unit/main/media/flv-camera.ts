/** A camera that sends FLV to a fan-out: a key frame, then three others, and so on. */
import type { FlvFanout } from '../../../../main/media/past/flv-fanout.ts';
import { FlvReader } from '../../../../main/media/formats/flv/flv-reader.ts';
import { avcHeader, fileHeader, interFrame, keyFrame } from './flv-fixtures.ts';

/** @param stepMs time between two pictures. @returns sends the next picture; the first call connects. */
export function flvCamera(fanout: FlvFanout, stepMs: number): () => void {
  let reader: FlvReader | null = null;
  let pictures = 0;
  return () => {
    fanout.beginChunk(Date.now());
    if (reader === null) {
      fanout.connect();
      reader = new FlvReader(fanout);
      reader.push(Buffer.concat([fileHeader(), avcHeader()]));
    }
    reader.push(pictures % 4 === 0 ? keyFrame(pictures * stepMs) : interFrame(pictures * stepMs));
    pictures += 1;
    fanout.endChunk();
  };
}
