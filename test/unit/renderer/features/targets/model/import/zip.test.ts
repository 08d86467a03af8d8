import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zipPictures } from '../../../../../../../renderer/features/targets/model/import/zip.ts';

interface Entry {
  readonly name: string;
  readonly body: Buffer;
  /** As the list says; the size of the body where it is left out. */
  readonly size?: number;
  readonly isPacked?: boolean;
  readonly isLink?: boolean;
}

function zipOf(entries: readonly Entry[]): Blob {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, body, size = body.length, isPacked = false, isLink = false } of entries) {
    const bytes = Buffer.from(name);
    const packed = isPacked ? deflateRawSync(body) : body;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(bytes.length, 26);
    bodies.push(local, bytes, packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x800, 8);
    entry.writeUInt16LE(isPacked ? 8 : 0, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt16LE(isLink ? 0xa1ff : 0, 40);
    entry.writeUInt32LE(offset, 42);
    list.push(entry, bytes);
    offset += 30 + bytes.length + packed.length;
  }
  const central = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Blob([new Uint8Array(Buffer.concat([...bodies, central, end]))]);
}

describe('pictures of a ZIP file', () => {
  it('pictures are read by their names, packed or not, and folders and paths upwards lead nowhere', async () => {
    const entries = [
      { name: '照片/', body: Buffer.alloc(0) },
      { name: '照片/李.jpg', body: Buffer.from('one') },
      { name: '../../王.jpg', body: Buffer.from('two '.repeat(99)), isPacked: true },
    ];
    const pictures = (await zipPictures(zipOf(entries))) ?? [];
    expect(pictures.map(({ name }) => name)).toEqual(['李.jpg', '王.jpg']);
    expect(await Promise.all(pictures.map(async (one) => (await one.read()).text()))).toEqual([
      'one',
      'two '.repeat(99),
    ]);
  });

  it('a picture that unpacks to more than the list says is refused, and so is one that is too large', async () => {
    const bomb = { name: 'a.jpg', body: Buffer.alloc(5_000_000), size: 100, isPacked: true };
    const large = { name: 'b.jpg', body: Buffer.from('x'), size: 21 * 2 ** 20 };
    for (const picture of (await zipPictures(zipOf([bomb, large]))) ?? [])
      await expect(picture.read()).rejects.toThrow();
  });

  it('links are left out', async () => {
    expect(await zipPictures(zipOf([{ name: 'a.jpg', body: Buffer.from('/etc/passwd'), isLink: true }]))).toEqual([]);
  });

  it('a file that is no ZIP, or is cut, has no pictures', async () => {
    const whole = zipOf([{ name: 'a.jpg', body: Buffer.from('one') }]);
    expect(await zipPictures(new Blob(['no zip']))).toBeNull();
    expect(await zipPictures(whole.slice(0, whole.size - 5))).toBeNull();
    expect(await zipPictures(whole.slice(20))).toBeNull();
  });
});
