/** SearchImages: invented sightings of the cameras, made only from the seed and the time. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { hashOf } from '../../world/random.ts';
import { isBase64 } from '../aliyun-rpc/values.ts';
import { invalid, missing } from '../aliyun-rpc/refusal.ts';
import { utc } from '../aliyun-rpc/time.ts';
import type { CvContext, CvOperations } from './context.ts';
import { instanceOf } from './context.ts';
import type { CvCamera } from './estate.ts';
import { FEATURES } from './features.ts';
import type { Feature } from './features.ts';

/** Each camera sees one object in each slot; the last three days can be searched. */
const SLOT_MS = 30 * 60_000;
const KEPT_MS = 3 * 86_400_000;
/** Of one answer; the document names no number. */
const MAX_SIZE = 1000;
const TYPES = ['person', 'vehicle', 'bicycle'] as const;
type ObjectType = (typeof TYPES)[number];

interface Shot {
  readonly camera: CvCamera;
  readonly id: string;
  readonly atMs: number;
  readonly mark: number;
  readonly type: ObjectType;
  readonly score: number;
}

export const searchOperations: CvOperations = {
  SearchImages(context, values) {
    const { errors } = context;
    const refuse = (code: string): Error => errors.of('SearchImages', code);
    const instance = instanceOf(context, values);
    const from = numberOf(values, 'From', 0);
    const size = numberOf(values, 'Size', 10);
    if (from < 0) throw refuse('InvalidFrom.ValueNotSupported');
    if (size < 1 || size > MAX_SIZE) throw refuse('InvalidSize.ValueNotSupported');
    const contents = textOf(values, 'Contents');
    if (contents !== '' && contents.split(',').some((one) => !isBase64(one))) throw refuse('InvalidContents.Malformed');
    const type = maybeText(values, 'Type');
    const wanted = wantedOf(context, values, type);
    const cameraIds = listFrom(values, 'CameraIds');
    const cameras = context.estate.camerasOf(instance.id).filter((one) => cameraIds?.includes(one.id) ?? true);
    if (cameraIds !== null && cameras.length < new Set(cameraIds).size) throw refuse('InvalidCameraIds.NotFound');
    const imageIds = listFrom(values, 'ImageIds');
    const all = shotsOf(context, cameras, rangeOf(context, values), hashOf(contents, ...(imageIds ?? [])));
    if (imageIds !== null && !imageIds.every((id) => all.some((one) => one.id === id)))
      throw refuse('InvalidImageIds.NotFound');
    const found = all.filter(
      (one) =>
        (type === null || one.type === type) && wanted.every(({ feature, value }) => valueOf(one, feature) === value),
    );
    const isByFeature = textOf(values, 'NoFeature') !== 'True';
    found.sort((a, b) => (isByFeature ? b.score - a.score : b.atMs - a.atMs));
    const rows = found.slice(from, from + size).map((one) => rowOf(context, one));
    // text, and a page although the request had none, as in the sample
    const page = { PageNumber: String(Math.floor(from / size) + 1), PageSize: String(size) };
    return { ...page, TotalCount: String(found.length), Images: { Image: rows } };
  },
};

function listFrom(values: Values, name: string): readonly string[] | null {
  return (
    maybeText(values, name)
      ?.split(',')
      .map((one) => one.trim()) ?? null
  );
}

function rangeOf(context: CvContext, values: Values): { readonly fromMs: number; readonly toMs: number } {
  const nowMs = context.clock.nowMs();
  const fromMs = Number(textOf(values, 'StartTime'));
  const toMs = Number(maybeText(values, 'EndTime') ?? nowMs);
  if (toMs < fromMs) throw invalid('EndTime');
  return { fromMs: Math.max(fromMs, nowMs - KEPT_MS), toMs: Math.min(toMs, nowMs) };
}

function shotsOf(
  context: CvContext,
  cameras: readonly CvCamera[],
  range: { readonly fromMs: number; readonly toMs: number },
  picture: number,
): Shot[] {
  const shots: Shot[] = [];
  const { startMs } = context.clock.days;
  for (const camera of cameras) {
    const firstSlot = Math.floor((range.fromMs - startMs) / SLOT_MS);
    for (let slot = firstSlot; startMs + slot * SLOT_MS < range.toMs; slot += 1) {
      const mark = hashOf(context.seed, camera.id, slot);
      const atMs = startMs + slot * SLOT_MS + (mark % 1800) * 1000;
      if (atMs < range.fromMs || atMs >= range.toMs) continue;
      const id = [0, 1, 2, 3].map((part) => hashOf(mark, part).toString(16).padStart(8, '0')).join('');
      const score = (hashOf(mark, picture) % 10_000) / 10_000;
      shots.push({ camera, id, atMs, mark, type: TYPES[mark % 3] ?? 'person', score });
    }
  }
  return shots;
}

/** Keys depend on the type; a value is one of the table's words, or its number, for the samples send numbers. */
function wantedOf(
  context: CvContext,
  values: Values,
  type: string | null,
): readonly { readonly feature: Feature; readonly value: string }[] {
  const refuse = (code: string): Error => context.errors.of('SearchImages', code);
  return recordsOf(values, 'Attribute').map((one) => {
    const key = textOf(one, 'Key');
    const value = textOf(one, 'Value');
    if (key === '') throw refuse('InvalidAttribute.KeyIsEmpty');
    if (value === '') throw missing('Value');
    const feature = FEATURES.find((each) => each.key === key && (type === null || each.types.includes(type)));
    if (feature === undefined) throw refuse('InvalidAttribute.KeyNotSupported');
    if (feature.values === null) return { feature, value };
    const word = /^\d+$/.test(value)
      ? feature.values[Number(value) - 1]
      : feature.values.find((each) => each === value);
    if (word === undefined) throw refuse('InvalidAttribute.ValueNotSupported');
    return { feature, value: word };
  });
}

function valueOf(shot: Shot, feature: Feature): string {
  const dice = hashOf(shot.mark, feature.key);
  if (feature.values !== null) return feature.values[dice % feature.values.length] ?? 'Other';
  return feature.key === 'PlateNumber' ? `沪A${String(dice % 100_000).padStart(5, '0')}` : `Brand-${String(dice % 12)}`;
}

function rowOf(context: CvContext, shot: Shot): unknown {
  const { camera, mark, atMs, type } = shot;
  const left = mark % 1500;
  const top = (mark >>> 8) % 800;
  const picture = (kind: string): string =>
    context.pictures.issue(
      `/cityvisual/${kind}/${encodeURIComponent(camera.id)}/${String(Math.floor(atMs / 1000))}/${shot.id}.jpg`,
    );
  const features = FEATURES.filter((one) => one.types.includes(type)).flatMap((one) => {
    const value = valueOf(shot, one);
    const score = Number((0.5 + (hashOf(mark, one.key, 'score') % 500) / 1000).toFixed(3));
    return one.key === 'PlateNumber'
      ? [[one.field, value] as const]
      : [[one.field, value] as const, [`${one.field}Score`, score] as const];
  });
  return {
    ImageId: shot.id,
    CameraId: camera.id,
    ObjType: type,
    Score: shot.score.toFixed(8), // text in the sample; the other scores are numbers
    EntryTime: utc(atMs),
    LeaveTime: utc(atMs + 4000),
    TimeStamp: utc(atMs),
    ObjLeft: left,
    ObjTop: top,
    ObjRight: left + 60 + (mark % 240),
    ObjBottom: top + 80 + (mark % 200),
    Feature: '',
    ...Object.fromEntries(features),
    OrigImage: picture('origImage'),
    OriImageSigned: picture('origImage'),
    CropImage: picture('cropImage'),
    CropImageSigned: picture('cropImage'),
  };
}
