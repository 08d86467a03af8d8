import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { zipPictures } from '../../../../../../../renderer/features/targets/model/import/zip.ts';
import { handZip, type HandEntry, type ZipKnobs } from '../../../../../../hand-zip.ts';

const zipOf = (entries: readonly HandEntry[], knobs: ZipKnobs = {}): Blob =>
  new Blob([new Uint8Array(handZip(entries, knobs))]);

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** As much of a file as a reader looks at from its end. */
const TAIL_BYTES = 70_000;

/** A file of more bytes than a computer has memory: nothing but its end was written. */
class FarBlob extends Blob {
  readonly #from: number;

  constructor(from: number, end: Buffer) {
    super([new Uint8Array(TAIL_BYTES), new Uint8Array(end)]);
    this.#from = from - TAIL_BYTES;
  }

  override get size(): number {
    return this.#from + super.size;
  }

  override slice(start = 0, end = this.size): Blob {
    return super.slice(Math.max(0, start - this.#from), Math.max(0, end - this.#from));
  }
}

/** A file of which no more than some bytes can be read at once; `parts` counts how often it was read. */
class PartBlob extends Blob {
  parts = 0;
  readonly #mostBytes: number;

  constructor(bytes: Buffer, mostBytes = Infinity) {
    super([new Uint8Array(bytes)]);
    this.#mostBytes = mostBytes;
  }

  override slice(start = 0, end = this.size): Blob {
    this.parts += 1;
    const part = super.slice(start, end);
    const fail = (): Promise<never> => Promise.reject(new Error('not readable'));
    return end - start > this.#mostBytes ? Object.assign(part, { arrayBuffer: fail }) : part;
  }
}

describe('pictures of a ZIP file', () => {
  // @promise target.zip-safe: A ZIP file with paths, links or a bomb leads nowhere.
  it('pictures are read by their names, packed or not, and folders and paths upwards lead nowhere', async () => {
    const entries = [
      { name: '照片/', bytes: Buffer.alloc(0) },
      { name: '照片/李.jpg', bytes: Buffer.from('one') },
      { name: '../../王.jpg', bytes: Buffer.from('two '.repeat(99)), isPacked: true },
    ];
    const pictures = (await zipPictures(zipOf(entries))) ?? [];
    expect(pictures.map(({ name }) => name)).toEqual(['李.jpg', '王.jpg']);
    expect(await Promise.all(pictures.map(async (one) => textOf(await one.read())))).toEqual([
      'one',
      'two '.repeat(99),
    ]);
  });

  // @promise target.zip-safe
  it('a picture that unpacks to more than its listed size is refused, and so is a picture that is too large', async () => {
    const bomb = { name: 'a.jpg', bytes: Buffer.alloc(5_000_000), isPacked: true, knobs: { size: 100 } };
    const large = { name: 'b.jpg', bytes: Buffer.from('x'), knobs: { size: 21 * 2 ** 20 } };
    for (const picture of (await zipPictures(zipOf([bomb, large]))) ?? [])
      await expect(picture.read()).rejects.toThrow();
  });

  // @promise target.zip-safe
  it('links are left out', async () => {
    const link = { name: 'a.jpg', bytes: Buffer.from('/etc/passwd'), knobs: { attributes: 0o120777 * 65_536 } };
    expect(await zipPictures(zipOf([link]))).toEqual([]);
  });

  // @promise target.zip-large: A ZIP file of more than 65,535 pictures or of more than 4 GB is read too.
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
    expect((await table?.read(99))?.byteLength).toBe(99);
  });

  it('a file that is no ZIP, or is cut, has no pictures', async () => {
    const whole = zipOf([{ name: 'a.jpg', bytes: Buffer.from('one') }]);
    expect(await zipPictures(new Blob(['no zip']))).toBeNull();
    expect(await zipPictures(whole.slice(0, whole.size - 5))).toBeNull();
    expect(await zipPictures(whole.slice(20))).toBeNull();
  });

  // @promise target.zip-safe
  it('a locked, differently packed or misplaced picture is refused, and the other pictures are read', async () => {
    const bytes = Buffer.from('picture');
    const whole = handZip([
      { name: 'locked.jpg', bytes, knobs: { flags: 0x801 } },
      { name: 'other.jpg', bytes, knobs: { method: 12 } },
      { name: 'whole.jpg', bytes, isPacked: true },
      { name: 'gone.jpg', bytes },
    ]);
    whole.write('gone', whole.indexOf('gone.jpg') - 30);
    const pictures = (await zipPictures(new Blob([new Uint8Array(whole)]))) ?? [];
    const read = await Promise.allSettled(pictures.map(async (one) => textOf(await one.read())));
    expect(read.map((one) => (one.status === 'fulfilled' ? one.value : one.status))).toEqual([
      ...['rejected', 'rejected', 'picture', 'rejected'],
    ]);
  });

  it('pictures of one name in two folders are both there', async () => {
    const entries = ['a/1.jpg', 'b/1.jpg'].map((name) => ({ name, bytes: Buffer.from(name) }));
    const pictures = (await zipPictures(zipOf(entries))) ?? [];
    expect(await Promise.all(pictures.map(async (one) => [one.name, textOf(await one.read())]))).toEqual([
      ...[
        ['1.jpg', 'a/1.jpg'],
        ['1.jpg', 'b/1.jpg'],
      ],
    ]);
  });

  // @promise target.zip-pieces: Pictures that follow each other in a ZIP file are read together, and one beside a
  // damaged place by itself.
  it('pictures that follow each other in a ZIP are read together, in whatever order they are wanted', async () => {
    const entries = Array.from({ length: 60 }, (_, i) => ({ name: `${i}.jpg`, bytes: Buffer.from(`picture ${i}`) }));
    const file = new PartBlob(handZip(entries));
    const pictures = (await zipPictures(file)) ?? [];
    const before = file.parts;
    const first = await Promise.all(pictures.map(async (one) => textOf(await one.read())));
    const again = await Promise.all(pictures.toReversed().map(async (one) => textOf(await one.read())));
    expect([first, again.toReversed()]).toEqual([0, 1].map(() => entries.map(({ bytes }) => bytes.toString())));
    expect(file.parts - before).toBe(1);
  });

  // @promise target.zip-pieces
  it('a picture is read by itself where the part of the ZIP around it cannot be read', async () => {
    const entries = ['one', 'two'].map((name) => ({ name: `${name}.jpg`, bytes: Buffer.from(name) }));
    const zip = handZip(entries);
    const pictures = (await zipPictures(new PartBlob(zip, zip.length))) ?? [];
    expect(await Promise.all(pictures.map(async (one) => textOf(await one.read())))).toEqual(['one', 'two']);
  });

  // @promise target.zip-pieces
  it('a picture that is larger than what is read together is read too', async () => {
    const large = Buffer.alloc(300_000, 'picture ');
    const entries = [true, false].map((isPacked, i) => ({ name: `${i}.jpg`, bytes: large, isPacked }));
    const pictures = (await zipPictures(zipOf([...entries, { name: '2.jpg', bytes: Buffer.from('small') }]))) ?? [];
    const read = await Promise.all(pictures.map(async (one) => Buffer.from(await one.read())));
    expect(read.map((bytes) => bytes.equals(large))).toEqual([true, true, false]);
    expect(read.at(-1)?.toString()).toBe('small');
  });

  // @promise target.zip-large
  it('a ZIP of more than 4 GB is read where its pictures stand', async () => {
    const from = 5 * 2 ** 30;
    const entries = ['1.jpg', '2.jpg'].map((name) => ({ name, bytes: Buffer.from(name), isPacked: true }));
    const pictures = (await zipPictures(new FarBlob(from, handZip(entries, { from })))) ?? [];
    expect(await Promise.all(pictures.map(async (one) => textOf(await one.read())))).toEqual(['1.jpg', '2.jpg']);
  });

  // @promise target.zip-large
  it('pictures are the same as yauzl reads them, packed or not, whatever stands around them', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => ({
      name: `照片/${i}.jpg`,
      bytes: Buffer.from('picture '.repeat(i)),
      isPacked: i % 3 === 0,
      knobs: { comment: 'c'.repeat(i), localExtra: Buffer.from([9, 9, i, 0, ...Array.from({ length: i }, () => i)]) },
    }));
    const bytes = handZip(entries, { comment: 'a comment' });
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    const theirs: (readonly [string, string])[] = [];
    for await (const entry of zip.eachEntry()) {
      const read = await buffer(await zip.openReadStreamPromise(entry));
      theirs.push([entry.fileName.replace('照片/', ''), read.toString()]);
    }
    const pictures = (await zipPictures(new Blob([new Uint8Array(bytes)]))) ?? [];
    expect(await Promise.all(pictures.map(async (one) => [one.name, textOf(await one.read())]))).toEqual(theirs);
    expect(theirs).toHaveLength(entries.length);
  });
});
