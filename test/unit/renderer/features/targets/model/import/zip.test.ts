import { describe, expect, it } from 'vitest';
import { zipPictures } from '../../../../../../../renderer/features/targets/model/import/zip.ts';
import { handZip, type HandEntry, type ZipKnobs } from '../../../../../../hand-zip.ts';

const zipOf = (entries: readonly HandEntry[], knobs: ZipKnobs = {}): Blob =>
  new Blob([new Uint8Array(handZip(entries, knobs))]);

describe('pictures of a ZIP file', () => {
  it('pictures are read by their names, packed or not, and folders and paths upwards lead nowhere', async () => {
    const entries = [
      { name: '照片/', bytes: Buffer.alloc(0) },
      { name: '照片/李.jpg', bytes: Buffer.from('one') },
      { name: '../../王.jpg', bytes: Buffer.from('two '.repeat(99)), isPacked: true },
    ];
    const pictures = (await zipPictures(zipOf(entries))) ?? [];
    expect(pictures.map(({ name }) => name)).toEqual(['李.jpg', '王.jpg']);
    expect(await Promise.all(pictures.map(async (one) => (await one.read()).text()))).toEqual([
      'one',
      'two '.repeat(99),
    ]);
  });

  it('a picture that unpacks to more than the list says is refused, and so is one that is too large', async () => {
    const bomb = { name: 'a.jpg', bytes: Buffer.alloc(5_000_000), isPacked: true, knobs: { size: 100 } };
    const large = { name: 'b.jpg', bytes: Buffer.from('x'), knobs: { size: 21 * 2 ** 20 } };
    for (const picture of (await zipPictures(zipOf([bomb, large]))) ?? [])
      await expect(picture.read()).rejects.toThrow();
  });

  it('links are left out', async () => {
    const link = { name: 'a.jpg', bytes: Buffer.from('/etc/passwd'), knobs: { attributes: 0o120777 * 65_536 } };
    expect(await zipPictures(zipOf([link]))).toEqual([]);
  });

  it('a ZIP with more pictures than the old form counts is read to its end, and one whose end is not there is not read', async () => {
    const count = 66_000;
    const entries = Array.from({ length: count }, (_, i) => ({ name: `${i}.jpg`, bytes: Buffer.from([1, 2, 3]) }));
    const pictures = (await zipPictures(zipOf(entries))) ?? [];
    expect([pictures.length, pictures.at(-1)?.name]).toEqual([count, `${count - 1}.jpg`]);
    expect(await zipPictures(zipOf(entries, { count: 0xffff }))).toBeNull();
  });

  it('a table has a bound of its own, which is asked for when it is read', async () => {
    const [table] = (await zipPictures(zipOf([{ name: 'people.csv', bytes: Buffer.alloc(99), isPacked: true }]))) ?? [];
    await expect(table?.read(98)).rejects.toThrow();
    expect((await table?.read(99))?.size).toBe(99);
  });

  it('a file that is no ZIP, or is cut, has no pictures', async () => {
    const whole = zipOf([{ name: 'a.jpg', bytes: Buffer.from('one') }]);
    expect(await zipPictures(new Blob(['no zip']))).toBeNull();
    expect(await zipPictures(whole.slice(0, whole.size - 5))).toBeNull();
    expect(await zipPictures(whole.slice(20))).toBeNull();
  });
});
