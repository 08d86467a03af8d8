/** Chapter 7, pictures: pull mode, live and recorded streams, snapshots. */
import { numberOf, textOf, textsOf } from '../../kernel/values.ts';
import type { MediaDecision, MediaGrant, MediaHeaders, MediaKind } from '../../media/types.ts';
import { invalid, missing, RpcRefusal } from '../aliyun-rpc/refusal.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { cameraOf, deviceOf, done } from './context.ts';
import type { VcsDevice } from './estate.ts';
import { recordingsOf } from './recordings.ts';

/** The first group of pictures may begin so long before the range. */
const AROUND_MS = 60_000;

/** Scheme and file ending; the simulator has no certificate, so the https kinds are answered with http. */
const ADDRESS: Readonly<Record<string, readonly [scheme: string, ending: string]>> = {
  hls: ['http', '.m3u8'],
  httpshls: ['http', '.m3u8'],
  flv: ['http', '.flv'],
  httpsflv: ['http', '.flv'],
  rtmp: ['rtmp', ''],
  rtsp: ['rtsp', ''],
};

export const streamOperations: VcsOperations = {
  SetStreamMode(context, values) {
    const isPulledAlways = textOf(values, 'StreamMode') === '1';
    const ids = textsOf(values, 'DeviceIdList') ?? [];
    const devices = ids.filter((id) => !context.sources.isVirtual(id)).map((id) => deviceOf(context, id));
    if (devices.some((one) => one.type !== 'IPC')) throw invalid('DeviceIdList', 'NVR and ABOX are not supported.');
    for (const one of devices) {
      if (one.isPulledAlways && !isPulledAlways) context.links.drop(one);
      one.isPulledAlways = isPulledAlways;
    }
    return done();
  },

  GetDeviceLiveUrl(context, values) {
    const device = cameraOf(context, values);
    const protocol = textOf(values, 'OutProtocol') || 'hls';
    // "SAPI devices only": a GB device has one stream, whatever the call asks for
    const stream = device.protocol === 'SAPI' && textOf(values, 'StreamType') === '2' ? 2 : 1;
    const shared = { OutProtocol: protocol, StreamType: stream };
    if (!context.estate.isReachable(device)) return { Code: 'Failed', Message: 'The device is offline.', ...shared };
    if (context.links.ask(device) !== 'up')
      return { Code: 'Retry', Message: 'The stream is being set up, please retry later.', ...shared };
    const [scheme, ending] = ADDRESS[protocol] ?? ['http', '.m3u8'];
    const url = context.urls.issue(scheme, `/vcs/live/${device.id}_${String(stream)}${ending}`);
    return done({ Message: 'Success', ...shared, Url: url });
  },

  GetDeviceVideoUrl(context, values) {
    if (textOf(values, 'CorpId') === '') throw missing('CorpId');
    const device = cameraOf(context, values);
    const protocol = textOf(values, 'OutProtocol') || 'hls';
    const isOnDevice = textOf(values, 'StorageType') === '1';
    if (!isOnDevice && protocol !== 'hls' && protocol !== 'httpshls')
      throw invalid('OutProtocol', 'Recordings in the cloud come as hls and httpshls only.');
    // optional in the table, but no recording is named without them
    for (const name of ['StartTime', 'EndTime']) if (values[name] === undefined) throw missing(name);
    const range = { fromMs: numberOf(values, 'StartTime', 0), toMs: numberOf(values, 'EndTime', 0) };
    if (range.toMs <= range.fromMs) throw invalid('EndTime');
    if (isOnDevice && !context.estate.isReachable(device)) return { Code: 'Failed', Message: 'The device is offline.' };
    const place = isOnDevice ? 'device' : 'cloud';
    const found = recordingsOf(context, device, place, range);
    const [first, last] = [found[0], found.at(-1)];
    if (first === undefined || last === undefined)
      throw new RpcRefusal(404, 'RecordNotFound', 'There is no recording in this time.');
    const [scheme, ending] = ADDRESS[protocol] ?? ['http', '.m3u8'];
    const query = { start: String(first.fromMs), end: String(last.toMs) };
    const url = context.urls.issue(scheme, `/vcs/record/${place}/${device.id}${ending}`, query);
    return done({ Message: 'Success', OutProtocol: protocol, Url: url });
  },

  GetDevicePicture(context, values) {
    const device = cameraOf(context, values);
    if (!context.estate.isReachable(device)) return { Code: 'Failed', Message: 'The device is offline.', Data: '' };
    const query = { at: String(context.clock.pictureMs()) };
    return done({ Message: 'SUCCESS', Data: context.urls.issuePicture(`/vcs/picture/${device.id}.jpg`, query) });
  },
};

const refused = (status: number, reason: string): MediaDecision => ({ ok: false, status, reason });

/** Null when the path does not belong to this cloud. */
export function authorizeMedia(
  context: VcsContext,
  path: string,
  query: URLSearchParams,
  headers: MediaHeaders,
): MediaDecision | null {
  const match = /^\/vcs\/(live|record\/cloud|record\/device)\/(\d+)(?:_([12]))?(\.\w+)?$/.exec(path);
  if (match === null) return path.startsWith('/vcs/') ? refused(404, 'no such stream') : null;
  const [, what = '', id = '', stream = '1', ending = ''] = match;
  const fault = context.urls.faultOf(path, query);
  if (fault !== null) return refused(403, fault);
  const device = context.estate.devices.get(id);
  if (device === undefined) return refused(404, 'the device was deleted');
  if (what !== 'record/cloud' && !context.estate.isReachable(device)) return refused(404, 'the device is off line');
  // a path without an ending is RTMP's, which sends no request headers
  const isWrongDoor = ending === '' && headers['host'] !== undefined;
  const kind = isWrongDoor ? null : kindOf(what, ending);
  if (kind === null) return refused(415, 'the simulator does not serve this protocol');
  return { ok: true, grant: grantOf(device, stream, kind, pastOf(context, device, what, query)) };
}

function kindOf(what: string, ending: string): MediaKind | null {
  if (what === 'live') return ending === '.m3u8' ? 'hls-live' : ending === '.flv' || ending === '' ? 'flv-live' : null;
  return ending === '.m3u8' ? 'hls-vod' : ending === '.flv' ? 'flv-vod' : null;
}

function grantOf(device: VcsDevice, stream: string, kind: MediaKind, past: Past): MediaGrant {
  const profile = stream === '2' ? 'sub' : 'main';
  return { cameraKey: device.cameraKey, cameraName: device.name, profile, kind, ...past };
}

type Past = Pick<MediaGrant, 'fromMs' | 'toMs' | 'source' | 'spans'>;

/** The range of a URL and what is recorded in there; nothing for live. */
function pastOf(context: VcsContext, device: VcsDevice, what: string, query: URLSearchParams): Past {
  if (what === 'live') return {};
  const [fromMs, toMs] = [Number(query.get('start')), Number(query.get('end'))];
  const range = { fromMs: fromMs - AROUND_MS, toMs: toMs + AROUND_MS };
  const place = what === 'record/device' ? 'device' : 'cloud';
  return { fromMs, toMs, source: place, spans: recordingsOf(context, device, place, range) };
}
