/** Chapter 10, SearchTarget: invented sightings of the cameras, made only from the seed and the time. */
import type { Values } from '../../kernel/check.ts';
import { isRecord } from '../../kernel/json.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { hashOf } from '../../world/random.ts';
import { invalid } from '../aliyun-rpc/refusal.ts';
import { readUtc, utc } from '../aliyun-rpc/time.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { corpOf, doneOk, listData, pageOf } from './context.ts';
import type { VcsDevice } from './estate.ts';

const TYPES = ['Face', 'Body', 'Motor', 'NonMotor', 'Event', 'AIoT'];
/** Each camera sees one target in each slot. */
const SLOT_MS = 20 * 60_000;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
const MAX_IMAGE_BYTES = 500 * 1024;

interface Sighting {
  readonly device: VcsDevice;
  readonly atMs: number;
  readonly mark: number;
  readonly similarity: number | null;
}

interface Wanted {
  readonly key: string;
  readonly values: readonly string[];
  readonly score: number;
}

export const searchOperations: VcsOperations = {
  SearchTarget(context, values) {
    const corp = corpOf(context, textOf(values, 'CorpId'));
    const image = textOf(values, 'TargetImageData');
    if (Buffer.byteLength(image, 'base64') > MAX_IMAGE_BYTES) throw invalid('TargetImageData');
    if (image !== '' && !/^[A-Za-z0-9+/]+={0,2}$/.test(image)) throw invalid('TargetImageData');
    const isByImage = image !== '' || maybeText(values, 'TargetImageUrl') !== null;
    const type = textOf(values, 'TargetType');
    const wanted = recordsOf(values, 'TargetAttributes').map(wantedOf);
    const threshold = numberOf(values, 'SimilarityThreshold', 0);
    const among = textsOf(values, 'DeviceList');
    const picture = hashOf(image, textOf(values, 'TargetImageUrl'));
    const found: Sighting[] = [];
    for (const device of context.estate.devices.values()) {
      if (device.corpId !== corp.id || device.type !== 'IPC' || (among !== null && !among.includes(device.id)))
        continue;
      for (const { atMs, mark } of sightingsOf(context, device, rangeOf(context, values))) {
        if (TYPES[mark % TYPES.length] !== type) continue;
        const similarity = isByImage ? (hashOf(mark, picture) % 1000) / 1000 : null;
        if (similarity !== null && similarity < threshold) continue;
        if (wanted.every((one) => fits(mark, one))) found.push({ device, atMs, mark, similarity });
      }
    }
    const page = pageOf(inOrder(found, values), values);
    return doneOk({ Data: listData(page, (one) => rowOf(context, one, type, wanted)) });
  },
};

/** The last day where no time is named; both ends count only together. */
function rangeOf(context: VcsContext, values: Values): { readonly fromMs: number; readonly toMs: number } {
  const nowMs = context.clock.nowMs();
  const begin = maybeText(values, 'BeginTime');
  const end = maybeText(values, 'EndTime');
  if (begin === null || end === null) return { fromMs: nowMs - DAY_MS, toMs: nowMs };
  const fromMs = readUtc(begin);
  const toMs = readUtc(end);
  if (fromMs === null) throw invalid('BeginTime');
  if (toMs === null || toMs < fromMs) throw invalid('EndTime');
  return { fromMs: Math.max(fromMs, nowMs - KEPT_DAYS * DAY_MS), toMs: Math.min(toMs, nowMs) };
}

function* sightingsOf(
  context: VcsContext,
  device: VcsDevice,
  range: { readonly fromMs: number; readonly toMs: number },
): Generator<{ readonly atMs: number; readonly mark: number }> {
  const { startMs } = context.clock.days;
  for (let slot = Math.floor((range.fromMs - startMs) / SLOT_MS); startMs + slot * SLOT_MS < range.toMs; slot += 1) {
    const mark = hashOf(context.seed, device.id, slot);
    const atMs = startMs + slot * SLOT_MS + (mark % 1200) * 1000;
    if (atMs >= range.fromMs && atMs < range.toMs) yield { atMs, mark };
  }
}

function wantedOf(item: Readonly<Record<string, unknown>>): Wanted {
  const values = Array.isArray(item['Value']) ? item['Value'].map(String) : [];
  return { key: textOf(item, 'Key'), values, score: numberOf(item, 'Score', 0) };
}

const valueOf = (mark: number, key: string): string => String(hashOf(mark, key) % 5);
const scoreOf = (mark: number, key: string): number => 0.6 + (hashOf(mark, key, 'score') % 400) / 1000;

function fits(mark: number, wanted: Wanted): boolean {
  return wanted.values.includes(valueOf(mark, wanted.key)) && scoreOf(mark, wanted.key) >= wanted.score;
}

/** Newest first, or as asked; searches by picture are always ordered by likeness. */
function inOrder(found: readonly Sighting[], values: Values): readonly Sighting[] {
  if (found.some((one) => one.similarity !== null))
    return found.toSorted((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
  const order = values['OrderBy'];
  const first: unknown = Array.isArray(order) ? order[0] : order;
  const isUp = isRecord(first) && String(first['Type']).toLowerCase() === 'asc';
  return found.toSorted((a, b) => (isUp ? a.atMs - b.atMs : b.atMs - a.atMs));
}

function rowOf(
  context: VcsContext,
  one: Sighting,
  type: string,
  wanted: readonly Wanted[],
): Readonly<Record<string, unknown>> {
  const { device, atMs, mark } = one;
  const left = mark % 1500;
  const top = (mark >>> 8) % 800;
  const picture = (part: string): string =>
    context.urls.issuePicture(`/vcs/picture/${device.id}.jpg`, { at: String(atMs), part });
  return {
    TargetType: type,
    Timestamp: utc(atMs),
    DeviceId: device.id,
    // only the attributes that were asked for
    TargetAttributes: JSON.stringify(
      wanted.map(({ key }) => ({ Key: key, Value: valueOf(mark, key), Score: Number(scoreOf(mark, key).toFixed(3)) })),
    ),
    TargetImageUrl: picture('target'),
    SourceImageUrl: picture('source'),
    LeftTopX: left,
    LeftTopY: top,
    RightBottomX: left + 60 + (mark % 240),
    RightBottomY: top + 80 + (mark % 200),
    ...(one.similarity === null ? {} : { TargetImageSimilarity: one.similarity }),
  };
}
