/**
 * Sends the footage of a stretch of the past as a file, in chunks of unknown total length, as fast as the receiver takes
 * it. Timestamps follow the time of recording: they jump where nothing was recorded.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { mp4Fragment, mp4Head } from './mp4.ts';
import type { Past } from './past.ts';
import { tsSegment } from './ts.ts';
import type { MediaGrant } from './types.ts';

/** Room for the program clock before the first picture. */
const TS_FIRST_PTS_MS = 10_000;

/** Resolves when the file is sent or the receiver is gone. */
export async function sendFile(past: Past, grant: MediaGrant, response: ServerResponse): Promise<void> {
  const { camera, runs } = past;
  const isMp4 = grant.kind === 'mp4-file';
  response.writeHead(200, {
    'Content-Type': isMp4 ? 'video/mp4' : 'video/mp2t',
    'Content-Disposition': `attachment; filename="${grant.fileName ?? (isMp4 ? 'video.mp4' : 'video.ts')}"`,
    'Cache-Control': 'no-cache',
  });
  if (isMp4) response.write(mp4Head(camera.clip));
  const groups = runs.flatMap((run) => Array.from({ length: run.groupCount }, (_, i) => run.firstGroup + i));
  const zeroMs = camera.groupStartMs(groups[0] ?? 0);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for (const [i, group] of groups.entries()) {
    if (gone.signal.aborted) break;
    const frames = past.frames(group);
    const bytes = isMp4
      ? mp4Fragment(camera.clip, frames, i + 1, camera.groupStartMs(group) - zeroMs)
      : tsSegment(camera.clip, frames, i, ({ atMs }) => atMs - zeroMs + TS_FIRST_PTS_MS);
    if (response.write(bytes))
      await yieldToEvents(); // others have their turn between two seconds of video
    else await once(response, 'drain', { signal: gone.signal }).catch(() => undefined); // gone: the loop ends
  }
  if (!gone.signal.aborted) response.end();
}
