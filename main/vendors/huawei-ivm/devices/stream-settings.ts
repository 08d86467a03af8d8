/** The streams of a HoloSens camera, as its ability (17.1) and its settings (17.2) name them, in the words of the product. */
import {
  changedSettings,
  MAX_FRAME_RATES,
  MAX_SETTING_CHARS,
  MAX_VARIANTS,
  settingKey,
  settingOf,
  STREAM_PLACES,
  type CameraSettings,
  type Setting,
  type SettingField,
  type StreamVariant,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import type { AnswerOf, ParamsOf } from '../../core/contract/operations.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

export type StreamAbility = AnswerOf<HuaweiIvmOperations, 'getStreamAbility'>;
export type StreamDetail = AnswerOf<HuaweiIvmOperations, 'getStreamDetail'>;
export type NewStreamDetail = Omit<ParamsOf<HuaweiIvmOperations, 'setStreamDetail'>, 'device_id' | 'channel_id'>;

type Stream = NonNullable<StreamDetail['stream_info']>[number];
type Mode = NonNullable<StreamAbility['abilities']>[number];
type CodecAbility = NonNullable<StreamAbility['h264_info']>;

/** `bit_rate_type`: 0 is a constant rate, 1 a variable one, whose value is its ceiling. */
const RATE_KINDS = ['constant', 'variable'] as const;
/** The request takes no other codec (17.3). */
const CODECS = ['H.264', 'H.265'] as const;

const MAX_FRAME_RATE = settingKey('camera', 'maxFrameRate');

/** Longer texts are cut: no documented value is so long. */
const textOf = (value: number | string | undefined): string | null =>
  value === undefined ? null : String(value).slice(0, MAX_SETTING_CHARS);
const placeOf = ({ stream_type: type }: Pick<Stream, 'stream_type'>) => STREAM_PLACES[type ?? -1];

function valuesOf(stream: Stream): Readonly<Partial<Record<SettingField, string | null>>> {
  const { encode_type, resolution, frame_rate, bit_rate_type, bit_rate, i_frame_interval } = stream;
  return {
    codec: textOf(encode_type),
    size: textOf(resolution),
    frameRate: textOf(frame_rate),
    rateKind: RATE_KINDS[bit_rate_type ?? -1] ?? null,
    bitRateKbps: textOf(bit_rate),
    keyFrameInterval: textOf(i_frame_interval),
  };
}

/** @returns null for an answer without the streams that the document promises. */
function toSettingValues({ stream_info: streams, max_frame_rate }: StreamDetail): readonly Setting[] | null {
  if (streams === undefined || streams.length === 0 || max_frame_rate === undefined) return null;
  const all: Setting[] = [{ ...MAX_FRAME_RATE, value: String(max_frame_rate) }];
  for (const stream of streams) {
    const place = placeOf(stream);
    if (place === undefined) continue;
    for (const [field, value] of Object.entries(valuesOf(stream))) {
      all.push({ place, field: field as SettingField, value: value ?? null });
    }
  }
  return all;
}

/** The settings with what the camera allows while it sends as many streams as now. */
export function toCameraSettings(ability: StreamAbility, detail: StreamDetail): CameraSettings | null {
  const values = toSettingValues(detail);
  if (values === null || ability.abilities === undefined) return null;
  const modes = ability.abilities.filter(({ stream_count: count }) => count === detail.stream_info?.length);
  const rates = [...new Set(modes.flatMap(({ max_frame_rate: rate }) => textOf(rate) ?? []))].slice(0, MAX_FRAME_RATES);
  return {
    values,
    rules: rates.length === 0 ? [] : [{ ...MAX_FRAME_RATE, limits: { values: rates } }],
    variants: modes.flatMap((mode) => variantsOf(mode, ability)).slice(0, MAX_VARIANTS),
  };
}

function variantsOf({ max_frame_rate, stream_info: streams = [] }: Mode, ability: StreamAbility): StreamVariant[] {
  const maxFrameRate = textOf(max_frame_rate);
  if (maxFrameRate === null) return [];
  return streams.flatMap((stream) => {
    const place = placeOf(stream);
    if (place === undefined) return [];
    return CODECS.flatMap((codec) => {
      const common = { place, codec, maxFrameRate, ...codecLimits(ability, codec) };
      const sizes = stream.encode_mode?.find(({ type }) => type === codec)?.resolution ?? [];
      return sizes.flatMap(({ type: size, frame_rate: rates = [], bit_rate: rate }) =>
        size === undefined
          ? []
          : {
              ...common,
              size: size.slice(0, MAX_SETTING_CHARS),
              frameRates: rates.slice(0, MAX_FRAME_RATES).map(String),
              bitRateKbps: rate?.support === true ? rangeOf(rate) : null,
            },
      );
    });
  });
}

function codecLimits(
  { h264_info, h265_info }: StreamAbility,
  codec: (typeof CODECS)[number],
): Pick<StreamVariant, 'rateKinds' | 'keyFrameInterval'> {
  const info: CodecAbility = (codec === 'H.264' ? h264_info : h265_info) ?? {};
  const { i_frame_interval: interval, bit_rate_info: rates } = info;
  const kinds = rates?.support === true ? (rates.bit_rate_type ?? []) : [];
  return {
    rateKinds: kinds.flatMap(({ type }) => RATE_KINDS[type ?? -1] ?? []),
    keyFrameInterval: interval?.support === true ? rangeOf(interval) : null,
  };
}

function rangeOf({ begin: min, end: max }: { readonly begin?: number; readonly end?: number }) {
  return min === undefined || max === undefined ? null : { min, max };
}

/**
 * All settings of the camera with a change: everything else is sent as it was read, zeros of features that are off included.
 *
 * @param after all settings of the product, as {@link toSettingValues} names them.
 */
export function toNewDetail(detail: StreamDetail, after: readonly Setting[]): NewStreamDetail {
  const { stream_info: streams = [], stream_num = streams.length, ...rest } = detail;
  const changed = changedSettings(toSettingValues(detail) ?? [], after);
  const rate = settingOf(changed, MAX_FRAME_RATE);
  return {
    ...rest,
    stream_num,
    stream_info: streams.map((stream) => changedStream(stream, changed)),
    max_frame_rate: Number(rate ?? detail.max_frame_rate),
  } as NewStreamDetail;
}

function changedStream(stream: Stream, changed: readonly Setting[]): Stream {
  const place = placeOf(stream);
  if (place === undefined) return stream;
  const valueOf = (field: SettingField): string | null => settingOf(changed, { place, field }) ?? null;
  const numberOf = (field: SettingField): number | null => (valueOf(field) === null ? null : Number(valueOf(field)));
  const [codec, size, kind] = [valueOf('codec'), valueOf('size'), valueOf('rateKind')];
  const [frameRate, bitRate] = [numberOf('frameRate'), numberOf('bitRateKbps')];
  const interval = numberOf('keyFrameInterval');
  // A name of the old size, which only the sample has.
  const { definition, ...others } = stream;
  return {
    ...others,
    ...(definition === undefined || size !== null ? {} : { definition }),
    ...(codec === null ? {} : { encode_type: codec }),
    ...(size === null ? {} : { resolution: size }),
    ...(kind === null ? {} : { bit_rate_type: RATE_KINDS.indexOf(kind as (typeof RATE_KINDS)[number]) }),
    ...(frameRate === null ? {} : { frame_rate: frameRate }),
    ...(bitRate === null ? {} : { bit_rate: bitRate }),
    ...(interval === null ? {} : { i_frame_interval: interval }),
  };
}
