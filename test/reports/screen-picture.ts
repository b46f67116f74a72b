import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

type Rectangle = [x: number, y: number, width: number, height: number, shade: number];

const WIDTH = 960;
const HEIGHT = 540;

/** A PNG that looks like a screen of a DPI from afar: a bar, a list, a panel. `seed` makes it unlike the others. */
export function screenPicture(seed: number): Buffer {
  const pixels = Buffer.alloc((WIDTH + 1) * HEIGHT, 0xf4);
  const rows: Rectangle[] = Array.from({ length: 9 }, (_, row) => [
    280,
    110 + row * 42,
    300 + ((seed * 53 + row * 97) % 340),
    14,
    0x70,
  ]);
  const shapes: Rectangle[] = [
    [0, 0, WIDTH, 54, 0x3c],
    [20, 18, 140, 18, 0xe8],
    [0, 54, 240, HEIGHT - 54, 0xdc],
    [260, 80, 680, 430, 0xff],
    [20, 80 + (seed % 6) * 40, 180, 20, 0x58],
    ...rows,
  ];
  for (const [x, y, width, height, shade] of shapes) {
    for (let line = y; line < y + height; line++)
      pixels.fill(shade, line * (WIDTH + 1) + 1 + x, line * (WIDTH + 1) + 1 + x + width);
  }
  // Filter byte of every line: none.
  for (let line = 0; line < HEIGHT; line++) pixels[line * (WIDTH + 1)] = 0;
  return png(pixels);
}

/** sha256 of bytes, in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function png(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
