import { crc32, deflateRawSync } from 'node:zlib';

/** A file as an archive declares it; what is left out is said truly. */
export interface HandMadeEntry {
  name: string;
  content?: Buffer;
  /** Bytes stored instead of the compressed content. */
  stored?: Buffer;
  /** Declared sizes; over 4 GiB, written in a zip64 field. */
  size?: number;
  compressedSize?: number;
  crc?: number;
  flags?: number;
  method?: number;
  /** Offset of the local header, when it is another entry's. */
  offset?: number;
}

const ZIP64 = 0xffffffff;

/** A ZIP written field by field, so that it may lie. `entryCount` is what its end record declares. */
export function handMadeZip(entries: readonly HandMadeEntry[], entryCount = entries.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = entry.content ?? Buffer.alloc(0);
    const stored = entry.stored ?? deflateRawSync(content);
    const name = Buffer.from(entry.name, 'latin1');
    const sizes = {
      size: entry.size ?? content.length,
      compressed: entry.compressedSize ?? stored.length,
      crc: entry.crc ?? crc32(content),
    };
    const fields = commonFields(entry, sizes, name.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields.head, Buffer.alloc(2), name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.offset ?? at, 10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
        fields.head,
        u16(fields.extra.length),
        tail,
        name,
        fields.extra,
      ]),
    );
    if (entry.offset === undefined) {
      locals.push(local, stored);
      at += local.length + stored.length;
    }
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

/** Deflated zeros whose expanded size is `blocks` times 8 MiB: 8 KiB a block, really expandable. */
export function deflatedZeros(blocks: number): Buffer {
  // A full flush ends on a byte, without a last block: the same bytes may follow one another.
  const block = deflateRawSync(Buffer.alloc(8 * 1024 * 1024), { finishFlush: 3 });
  return Buffer.concat([...Array.from({ length: blocks }, () => block), Buffer.from([0x03, 0x00])]);
}

function commonFields(
  { flags = 0, method = 8 }: HandMadeEntry,
  { size, compressed, crc }: { size: number; compressed: number; crc: number },
  nameLength: number,
): { head: Buffer; extra: Buffer } {
  const head = Buffer.alloc(24);
  head.writeUInt16LE(45, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(compressed, 14);
  head.writeUInt32LE(Math.min(size, ZIP64), 18);
  head.writeUInt16LE(nameLength, 22);
  if (size < ZIP64) return { head, extra: Buffer.alloc(0) };
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  return { head, extra };
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
