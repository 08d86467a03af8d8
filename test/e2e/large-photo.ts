/** A photo as a camera takes it, which the page draws: too large for what a cloud takes. */
import type { Page } from 'playwright-core';

/**
 * A photo of 12 megapixels with grain, as a camera takes it: red at its left, blue at its right. EXIF says that the left side is
 * the top.
 */
export async function largePhoto(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const image = context.createImageData(4000, 3000);
    const grain = new Uint32Array(image.data.buffer);
    for (let i = 0, mark = 1; i < grain.length; i += 1) {
      mark = (Math.imul(mark, 1664525) + 1013904223) >>> 0;
      const noise = mark >>> 26;
      grain[i] = 0xff000000 | (i % 4000 < 2000 ? 150 + noise : (150 + noise) << 16) | (noise << 8);
    }
    context.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  });
  const jpeg = Buffer.from(text, 'base64');
  // APP1 with one entry: orientation 6, the picture is turned clockwise to stand upright.
  const tiff = '4d4d002a00000008' + '0001' + '0112000300000001' + '00060000' + '00000000';
  const exif = Buffer.from(`457869660000${tiff}`, 'hex');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}
