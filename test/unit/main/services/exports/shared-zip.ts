/** A ZIP that unpacks to far more than its entries say one by one. */
import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A ZIP whose entries share the packed bytes of the last one: each begins with the headers of those behind it, as blocks that are
 * not packed.
 *
 * @returns the ZIP, and how many bytes each entry has at least when it is unpacked.
 */
export function sharedBytes(count: number): { readonly zip: Buffer; readonly plainBytes: number } {
  const kernel = Buffer.alloc(
    2_000_000,
    Buffer.from('a bundle of evidence that is packed tightly, but not too tightly: '),
  );
  for (let at = 0; at < kernel.length; at += 150) kernel.writeUInt32LE(crc32(`${at}`), at);
  const packedKernel = deflateRawSync(kernel);
  const entries: { readonly local: Buffer; readonly central: Buffer }[] = [];
  let [packed, plain] = [packedKernel, kernel];
  for (let i = count - 1; i >= 0; i -= 1) {
    const name = Buffer.from(`${String(i).padStart(4, '0')}.mp4`);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(plain), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(plain.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name]);
    const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, Buffer.alloc(14), name]);
    entries.unshift({ local, central });
    const block = Buffer.alloc(5);
    block.writeUInt16LE(local.length, 1);
    block.writeUInt16LE(~local.length & 0xffff, 3);
    packed = Buffer.concat([block, local, packed]);
    plain = Buffer.concat([local, plain]);
  }
  // The first entry needs no block before its header.
  const body = packed.subarray(5);
  let at = 0;
  for (const { local, central } of entries) {
    central.writeUInt32LE(at, 42);
    at += local.length + 5;
  }
  const list = Buffer.concat(entries.map(({ central }) => central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(body.length, 16);
  return { zip: Buffer.concat([body, list, end]), plainBytes: kernel.length };
}
