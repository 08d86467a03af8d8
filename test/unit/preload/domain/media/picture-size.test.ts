import { expect, it } from 'vitest';
import { isWholePicture, pictureSize } from '../../../../../preload/domain/media/picture-size.ts';
import { flatJpeg } from '../../../../simulator/media/flat-jpeg.ts';

const JPEG = flatJpeg([[[200, 60, 40]]]);
/** The photo of a camera: the head has a small picture of its own. */
const WITH_SMALL_ONE = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe1, (JPEG.length + 2) >> 8, (JPEG.length + 2) & 0xff]),
  JPEG,
  JPEG.subarray(2),
]);
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000300000004008060000', 'hex'),
  Buffer.alloc(20),
  Buffer.from('0000000049454e44ae426082', 'hex'),
]);

it('the size of a JPEG and of a PNG is in their head, also behind a small picture', () => {
  expect(pictureSize(JPEG)).toEqual({ width: 8, height: 8 });
  expect(pictureSize(WITH_SMALL_ONE)).toEqual({ width: 8, height: 8 });
  expect(pictureSize(PNG)).toEqual({ width: 48, height: 64 });
});

// @promise target.import-picture
it('a picture that is cut anywhere is known as such, whatever stands in its head', () => {
  for (const whole of [JPEG, WITH_SMALL_ONE, PNG]) {
    expect(isWholePicture(whole)).toBe(true);
    expect(isWholePicture(Buffer.concat([whole, Buffer.from('behind the end')]))).toBe(true);
    expect(isWholePicture(whole.subarray(0, whole.length - 12))).toBe(false);
  }
  expect(isWholePicture(WITH_SMALL_ONE.subarray(0, JPEG.length + 20))).toBe(false);
  expect(isWholePicture(Buffer.from('ffd8', 'hex'))).toBe(false);
});
