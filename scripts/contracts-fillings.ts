/**
 * Replaces printed samples that cannot be meant: pictures that are cut short, and values that their own tables refuse
 * in a way that no schema expresses. Each gets a value that the table allows.
 */
import type { VendorId } from '../preload/domain/vendor.ts';

type Fillings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The shortest picture that still begins and ends like one. */
export const PICTURE = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';

const streamOf = (streamType: number, resolution: string, bitRate: number) => {
  return { stream_type: streamType, encode_type: 'H.264', resolution, frame_rate: 25, bit_rate: bitRate };
};

/** By cloud and operation. */
export const FILLINGS: Readonly<Partial<Record<VendorId, Fillings>>> = {
  'huawei-ivm': {
    // the sample sends 0 for what does not apply, which the table leaves out of every range
    setStreamDetail: {
      max_frame_rate: 25,
      stream_info: [streamOf(0, '2560*1440', 6144), streamOf(1, '1920*1080', 1024)],
      variable_bit_rate: 1024,
      variable_frame_rate: 25,
    },
  },
  'tencent-ivp': {
    // a password of a national standard device is 6 to 16 digits
    updateDevice: { Password: '12345678' },
  },
  'aliyun-vcs': { SearchTarget: { TargetImageData: PICTURE } },
  'aliyun-cityvisual': { SearchImages: { Contents: PICTURE } },
};
