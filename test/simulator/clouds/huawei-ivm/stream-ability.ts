/** The answer of getStreamAbility (chapter 17.1): the same for every camera but for the number of streams. */

const RESOLUTIONS = [
  ['1920*1080', '1280*720'],
  ['1280*720', '704*576'],
  ['704*576', '352*288'],
] as const;

const range = (begin: number, end: number): Record<string, number> => ({ begin, end });

function codec(types: readonly number[]): Record<string, unknown> {
  return {
    intelligence: { support: types.length > 0, type: types },
    is_support_slice: types.length > 0,
    is_support_layered_encoding: false,
    profile_list: { support: types.length > 0, type: [0, 1, 2] },
    i_frame_interval: { support: true, ...range(1, 500) },
    bit_rate_info: {
      support: true,
      bit_rate_type: [
        { type: 0, bit_rate_mode: [1, 2], pic_quality: null },
        { type: 1, bit_rate_mode: null, pic_quality: [1, 2, 3, 4, 5, 6] },
      ],
    },
    jpeg_quality: range(1, 99),
  };
}

function stream(type: number, frameRate: number): Record<string, unknown> {
  const rates = Array.from({ length: frameRate }, (_, i) => String(i + 1));
  const resolution = (RESOLUTIONS[type] ?? RESOLUTIONS[2]).map((size) => ({
    type: size,
    frame_rate: rates,
    bit_rate: { support: true, ...range(512, 16_384), default: 2048 >> type },
  }));
  return {
    stream_type: type,
    encode_mode: ['H.264', 'H.265'].map((one) => ({ type: one, resolution })),
    support_crop: false,
    support_eptz: false,
  };
}

/** @param channelNumber as the device counts, from 101. @param frameRates that a camera can be set to at most. */
export function streamAbility(
  channelNumber: number,
  streamCount: number,
  frameRates: readonly number[],
): Record<string, unknown> {
  return {
    channel_no: channelNumber,
    is_support_corridor_mode: false,
    is_hide_sub_stream_for_main_mjpeg: false,
    is_support_water_mark: true,
    mirror_mode: { support: true, type: [0, 1, 2, 3] },
    variable_bit_rate: { support: true },
    variable_frame: { support: true },
    h264_info: codec([1, 2, 3]),
    h265_info: codec([1, 2, 3]),
    mjpeg_info: codec([]),
    digital_zoom_info: { max_zoom: 4, support: true },
    roi_info: { support: true, roi_quality: range(1, 6) },
    vo_info: { param: { channel_no: '0' }, support: false },
    osd_info: { support: true },
    abilities: frameRates.map((rate) => ({
      stream_count: streamCount,
      max_frame_rate: rate,
      stream_info: Array.from({ length: streamCount }, (_, type) => stream(type, rate)),
    })),
  };
}
