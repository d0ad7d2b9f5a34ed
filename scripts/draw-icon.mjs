// Draws images/icon.png (128 x 128): the letters WSK over the squiggle of a diagnostic. Run by hand when it changes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const SIZE = 128;
const STROKE = 4.6;

const letters = [
  // W
  [
    [16, 38],
    [24, 74],
    [32, 48],
    [40, 74],
    [48, 38],
  ],
  // S
  [
    [73, 43],
    [68, 39],
    [61, 39],
    [56, 44],
    [57, 51],
    [63, 55],
    [69, 58],
    [73, 63],
    [71, 70],
    [65, 74],
    [58, 73],
    [55, 69],
  ],
  // K
  [
    [84, 38],
    [84, 74],
  ],
  [
    [109, 38],
    [85, 60],
  ],
  [
    [92, 54],
    [110, 74],
  ],
];

const squiggle = [Array.from({ length: 13 }, (_, i) => [16 + i * 8, i % 2 === 0 ? 99 : 91])];

function distanceToSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function distanceToLines(x, y, lines) {
  let nearest = Infinity;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) nearest = Math.min(nearest, distanceToSegment(x, y, line[i - 1], line[i]));
  }
  return nearest;
}

function distanceToTile(x, y) {
  const radius = 24;
  const half = SIZE / 2;
  const [dx, dy] = [Math.abs(x - half) - half + radius, Math.abs(y - half) - half + radius];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** How much of a pixel lies inside an outline at this signed distance. */
const coverage = (distance) => Math.max(0, Math.min(1, 0.5 - distance));

const blend = (below, above, share) => below.map((channel, i) => channel + (above[i] - channel) * share);

function pixel(x, y) {
  const ground = blend([24, 74, 112], [13, 40, 66], y / SIZE);
  const withLetters = blend(ground, [255, 255, 255], coverage(distanceToLines(x, y, letters) - STROKE));
  const colour = blend(withLetters, [255, 138, 76], coverage(distanceToLines(x, y, squiggle) - 2.6));
  return [...colour.map(Math.round), Math.round(255 * coverage(distanceToTile(x, y)))];
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8);

const rows = Array.from({ length: SIZE }, (_, y) =>
  Buffer.from([0, ...Array.from({ length: SIZE }, (_, x) => pixel(x + 0.5, y + 0.5)).flat()]),
);

mkdirSync('images', { recursive: true });
writeFileSync(
  'images/icon.png',
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
