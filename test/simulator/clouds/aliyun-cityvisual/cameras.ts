/** Chapter 14: camera points. */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, textOf, textsOf } from '../../kernel/values.ts';
import type { MediaDecision, MediaHeaders } from '../../media/types.ts';
import { invalid, notFound, overQuota, RpcRefusal } from '../aliyun-rpc/refusal.ts';
import { utcMinute } from '../aliyun-rpc/time.ts';
import type { CvContext, CvOperations } from './context.ts';
import { checkName, instanceOf, listOf, STRICT_NAME } from './context.ts';
import type { CvCamera } from './estate.ts';
import { workGroupOf } from './work-groups.ts';

export const cameraOperations: CvOperations = {
  DescribeCameras(context, values) {
    const { estate, clock } = context;
    const instance = instanceOf(context, values);
    const id = maybeText(values, 'CameraId');
    const name = maybeText(values, 'CameraName');
    const status = maybeText(values, 'StreamStatus');
    const groupId = maybeText(values, 'WorkGroupId');
    const nowMs = clock.nowMs();
    const all = estate.camerasOf(instance.id);
    const matches = all.filter(
      (one) =>
        (id === null || one.id === id) &&
        (name === null || one.name.includes(name)) &&
        (status === null || (estate.isOnline(one, nowMs) ? 'ON_LINE' : 'OFF_LINE') === status) &&
        (groupId === null || one.workGroupId === groupId),
    );
    // the table describes the total as that of the instance
    return listOf(matches, values, ['Cameras', 'Camera'], (one) => rowOf(context, one), true, all.length);
  },

  CreateCamera(context, values) {
    const { estate, clock } = context;
    const instance = instanceOf(context, values);
    const group = workGroupOf(context, 'CreateCamera', values);
    if (group.instanceId !== instance.id) throw notFound('WorkGroupId');
    const name = textOf(values, 'CameraName');
    if (!STRICT_NAME.test(name)) throw context.errors.of('CreateCamera', 'InvalidName.Malformed');
    const siblings = estate.camerasOf(instance.id);
    checkName(
      context,
      'CreateCamera',
      name,
      siblings.map((one) => one.name),
    );
    const id = textOf(values, 'CameraId');
    if (!/^[\w@.-]{1,64}$/.test(id)) throw invalid('CameraId');
    if (estate.cameras.has(id))
      throw new RpcRefusal(400, 'InvalidCameraId.Duplicate', 'The specified CameraId already exists.');
    if (siblings.length >= instance.capacity) throw overQuota('camera points of the instance');
    const inGroup = siblings.filter((one) => one.workGroupId === group.id).length;
    if (inGroup >= group.jobCount) throw overQuota('channels of the work group');
    estate.addCamera({
      id,
      serial: estate.newId(),
      instanceId: instance.id,
      workGroupId: group.id,
      cameraKey: `aliyun-cityvisual/${id}`,
      name,
      inviteUri: textOf(values, 'InviteUri'),
      location: locationOf(values),
      isOnline: false,
      changedAtMs: Number.NEGATIVE_INFINITY,
      updatedAtMs: clock.nowMs(),
      isDead: isSilent(textOf(values, 'InviteUri')),
    });
    return { CameraId: id };
  },

  ModifyCamera(context, values) {
    const camera = cameraOf(context, values);
    const name = textOf(values, 'CameraName');
    const others = context.estate.camerasOf(camera.instanceId).filter((one) => one !== camera);
    checkName(
      context,
      'ModifyCamera',
      name,
      others.map((one) => one.name),
    );
    camera.location = locationOf(values);
    camera.name = name;
    camera.inviteUri = textOf(values, 'InviteUri');
    camera.updatedAtMs = context.clock.nowMs();
    const status = maybeText(values, 'StreamStatus');
    if (status !== null) turn(context, camera, status === 'ON_LINE');
    return {};
  },

  /** Answers at once; DescribeCameras shows the change after a while. */
  BatchModifyCameraStatus(context, values) {
    const groupId = textOf(values, 'WorkGroupId');
    const cameras = (textsOf(values, 'CameraIds') ?? []).map((id) => context.estate.cameras.get(id));
    const known = cameras.filter((one) => one !== undefined && one.workGroupId === groupId);
    if (known.length < cameras.length) throw context.errors.of('BatchModifyCameraStatus', 'InvalidCameraId.NotFound');
    for (const one of known) if (one !== undefined) turn(context, one, textOf(values, 'StreamStatus') === 'ON_LINE');
    return {};
  },

  GetStreamsForCameras(context, values) {
    const instance = instanceOf(context, values);
    const streams = (textsOf(values, 'CameraIds') ?? []).map((id) => {
      const camera = context.estate.cameras.get(id);
      if (camera?.instanceId !== instance.id)
        throw context.errors.of('GetStreamsForCameras', 'InvalidCameraIds.NotFound');
      return { StreamName: streamNameOf(camera), StreamUrl: streamUrlOf(camera) };
    });
    return { Streams: { Stream: streams } };
  },

  DeleteCamera(context, values) {
    const camera = cameraOf(context, values);
    context.estate.removeCamera(camera);
    context.jobs.detachEverywhere(streamNameOf(camera));
    return {};
  },
};

export const streamNameOf = (camera: CvCamera): string => `ipc_${camera.id}`;
export const streamUrlOf = (camera: CvCamera): string => `mq://${streamNameOf(camera)}`;

/** `.invalid` never resolves (RFC 2606): no source sends there. */
const isSilent = (inviteUri: string): boolean => /^[a-z]+:\/\/([^/@]*@)?[^/:]*\.invalid([/:]|$)/.test(inviteUri);

/** ModifyCamera and DeleteCamera print no code for it; BatchModifyCameraStatus does. */
function cameraOf(context: CvContext, values: Values): CvCamera {
  const camera = context.estate.cameras.get(textOf(values, 'CameraId'));
  if (camera === undefined) throw context.errors.of('BatchModifyCameraStatus', 'InvalidCameraId.NotFound');
  return camera;
}

function turn(context: CvContext, camera: CvCamera, isOnline: boolean): void {
  const nowMs = context.clock.nowMs();
  if (context.estate.isOnline(camera, nowMs) === isOnline && camera.isOnline === isOnline) return;
  camera.isOnline = isOnline;
  camera.changedAtMs = nowMs;
  camera.updatedAtMs = nowMs;
}

function locationOf(values: Values): CvCamera['location'] {
  const value = values['LocationInfo'];
  const read = (name: string, max: number): string => {
    const text = isRecord(value) ? textOf(value, name) : '';
    if (!/^-?\d{1,3}(\.\d+)?$/.test(text) || Math.abs(Number(text)) > max) throw invalid('LocationInfo');
    return text;
  };
  return { latitude: read('latitude', 90), longitude: read('longitude', 180) };
}

/** As the sample spells it: Name, UpdationTime, Conf and Location as objects; WorkGroupId stands in the table only. */
function rowOf(context: CvContext, one: CvCamera): unknown {
  return {
    Name: one.name,
    Conf: { shardId: '', storageType: 'mq', readType: 'file2ts', mediaType: 'mp4', outputFormat: 'raw' },
    CameraId: one.id,
    UpdationTime: utcMinute(one.updatedAtMs),
    Location: one.location,
    Id: one.serial,
    RtmpPath: `rtmp://${context.hosts.rtmp}/mylive/${encodeURIComponent(one.id)}`,
    InviteUri: one.inviteUri,
    StreamStatus: context.estate.isOnline(one, context.clock.nowMs()) ? 'ON_LINE' : 'OFF_LINE',
    WorkGroupId: one.workGroupId,
  };
}

/**
 * RTMP paths. The document names neither keys nor a lifetime for them. Null when the path does not belong to this
 * cloud.
 */
export function authorizeMedia(context: CvContext, path: string, headers: MediaHeaders): MediaDecision | null {
  const match = /^\/mylive\/([^/]+)$/.exec(path);
  if (match === null) return null;
  if (headers['host'] !== undefined) return { ok: false, status: 404, reason: 'this stream is served over RTMP only' };
  const { estate, clock } = context;
  const camera = estate.cameras.get(decodeURIComponent(match[1] ?? ''));
  if (camera === undefined) return { ok: false, status: 404, reason: 'no such camera point' };
  const isRunning = estate.instances.get(camera.instanceId)?.status === 'Running';
  if (!isRunning || !estate.isOnline(camera, clock.nowMs()))
    return { ok: false, status: 404, reason: 'the camera point is off line' };
  const { cameraKey, name } = camera;
  return { ok: true, grant: { cameraKey, cameraName: name, profile: 'main', kind: 'flv-live' } };
}
