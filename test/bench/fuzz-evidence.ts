/**
 * Fuzzes the inputs of main around recordings and evidence: bundles, playlists of recordings, and the pictures of
 * previews and exports.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { parsePlaylist } from '../../main/media/formats/hls/hls-playlist.ts';
import { readMovie } from '../../main/media/formats/mp4/mp4-reader.ts';
import { GroupReader } from '../../main/media/formats/ts/group-pictures.ts';
import { ExportInput, type InputSink, type SliceKind } from '../../main/media/record/export-input.ts';
import { spansOf, stamped } from '../../main/media/upstream/hls/past-stamps.ts';
import { openDroppedZip } from '../../main/services/exports/bundle-entries.ts';
import { MANIFEST_NAME, readManifest, SIGNATURE_NAME } from '../../main/services/exports/manifest.ts';
import { signatureBytes, signerOf } from '../../main/services/exports/signature.ts';
import { verifyContent } from '../../main/services/exports/verify.ts';
import { Camera } from '../simulator/media/camera.ts';
import { builtInPackDir, openPack } from '../simulator/media/clip.ts';
import { flvFrame, flvPreamble } from '../simulator/media/flv.ts';
import { mp4Fragment, mp4Head } from '../simulator/media/mp4.ts';
import { tsSegment } from '../simulator/media/ts.ts';
import type { Random } from './soak-random.ts';
import { hostileBytes, hostileText } from './fuzz-mutate.ts';

/** The parts of a target; `fuzz-targets.ts` joins them with those of the other readers. */
interface EvidenceTarget {
  readonly name: string;
  readonly run: (random: Random) => void | Promise<void>;
}

const NEVER = (): void => {};
const VIDEO = Buffer.from('not really a picture');
const FILE = {
  path: 'Gate/2026-11-22.mp4',
  bytes: VIDEO.length,
  sha256: createHash('sha256').update(VIDEO).digest('hex'),
};
const MANIFEST = Buffer.from(JSON.stringify({ format: 'lanner.evidence', version: 1, files: [FILE] }));
const SIGNATURE = signatureBytes(MANIFEST, generateKeyPairSync('ed25519').privateKey);

/** A bundle as the client writes it. */
function zipOf(manifest: Buffer): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [bytes, name] of [
    [VIDEO, FILE.path],
    [manifest, MANIFEST_NAME],
    [SIGNATURE, SIGNATURE_NAME],
  ] as const)
    zip.addBuffer(bytes, name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
}
const ZIP = await zipOf(MANIFEST);

async function check(zip: Buffer): Promise<void> {
  const read = (_path: string | null, fromByte: number, toByte: number): Promise<Buffer> =>
    Promise.resolve(zip.subarray(fromByte, toByte));
  const content = await openDroppedZip(zip.length, read);
  try {
    await verifyContent(content, { knownKeys: new Set() });
  } finally {
    content.close();
  }
}

const PAST = [
  '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00.000+08:00\n#EXTINF:4.0,\na.ts\n#EXTINF:4,\nb.ts\n#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:05:00-06\n#EXTINF:2,\nc.ts\n#EXT-X-ENDLIST\n',
  '#EXTM3U\n#EXTINF:999999999,\na.ts\n#EXTINF:0,\nb.ts\n#EXT-X-ENDLIST\n',
];
const HOUR = { fromMs: Date.UTC(2026, 10, 22, 2), toMs: Date.UTC(2026, 10, 22, 3) };

const camera = new Camera(openPack(builtInPackDir()), 'fuzz', 'Gate', 'sub', 0);
const frames = Array.from({ length: 8 }, (_, index) => camera.recorded(0, index));
const TS = tsSegment(camera.clip, frames, 0, ({ atMs }) => atMs);
const FLV = Buffer.concat([flvPreamble(camera.clip, 0), ...frames.map((frame) => flvFrame(frame, frame.atMs))]);
const MP4 = Buffer.concat([mp4Head(camera.clip), mp4Fragment(camera.clip, frames, 1, 0)]);

const SINK: InputSink = {
  picture: NEVER,
  videoConfig: NEVER,
  audioConfig: NEVER,
  sound: NEVER,
  damaged: NEVER,
  estimated: NEVER,
  strangeSound: NEVER,
};

function readSlice(kind: SliceKind, input: Buffer): void {
  const reader = new ExportInput(SINK);
  reader.begin(kind);
  reader.push(input);
  reader.end();
  const next = new ExportInput(SINK);
  next.restore(JSON.parse(JSON.stringify(reader.state)) as typeof reader.state);
}

/** A file that is not understood is reported with a RangeError, and its caller handles that. */
async function readMp4(input: Buffer): Promise<void> {
  const readAt = (into: Buffer, at: number): Promise<number> => Promise.resolve(input.copy(into, 0, at));
  await readMovie(readAt, input.length).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
  });
}

export const evidenceTargets = (): readonly EvidenceTarget[] => [
  {
    name: 'playlist of the past',
    run: (random) => {
      const playlist = parsePlaylist(hostileText(PAST, random), 'https://cdn.example/past/a.m3u8');
      if (playlist.kind === 'media') spansOf(stamped(playlist, HOUR).segments);
    },
  },
  { name: 'manifest of a bundle', run: (random) => void readManifest(hostileBytes([MANIFEST], random)) },
  { name: 'signature of a bundle', run: (random) => void signerOf(MANIFEST, hostileBytes([SIGNATURE], random)) },
  { name: 'ZIP of a bundle', run: (random) => check(hostileBytes([ZIP], random)) },
  { name: 'ZIP with a changed manifest', run: async (random) => check(await zipOf(hostileBytes([MANIFEST], random))) },
  {
    name: 'pictures of a segment',
    run: (random) => {
      const reader = new GroupReader();
      reader.push(hostileBytes([TS], random));
      reader.end();
    },
  },
  { name: 'TS slice of an export', run: (random) => readSlice('ts', hostileBytes([TS], random)) },
  { name: 'FLV slice of an export', run: (random) => readSlice('flv', hostileBytes([FLV], random)) },
  { name: 'MP4 file', run: (random) => readMp4(hostileBytes([MP4], random)) },
];
