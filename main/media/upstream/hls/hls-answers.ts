/** The answers to the page for an HLS stream, except segments: playlists under our own names. */
import type { ServerResponse } from 'node:http';
import type { MasterPlaylist } from '../../formats/hls/hls-playlist.ts';

/** The master playlist for the page: nested playlists by number. */
export function renderMaster({ renditions, hasIndependentSegments }: MasterPlaylist): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6'];
  if (hasIndependentSegments) lines.push('#EXT-X-INDEPENDENT-SEGMENTS');
  let index = 0;
  for (const { tag, attributes, url } of renditions) {
    const name = `m${index}.m3u8`;
    if (url !== null) index += 1;
    if (tag === '#EXT-X-STREAM-INF:') lines.push(`${tag}${attributes}`, name);
    else lines.push(`${tag}${attributes}${url === null ? '' : `,URI="${name}"`}`);
  }
  return `${lines.join('\n')}\n`;
}

export function sendPlaylist(response: ServerResponse, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl', 'Content-Length': body.length });
  response.end(body);
}
