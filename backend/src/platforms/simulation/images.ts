/** Generated pictures: a portrait for an avatar, a landscape for everything else. The same seed gives the same bytes. */
import { Router } from 'express';
import { encode } from 'fast-png';
import { chance } from './dice.js';

type Colour = readonly [number, number, number];

/** A colour of this hue (0..1), with lightness and saturation as in HSL. */
function hsl(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number) => {
    const k = (offset + hue * 12) % 12;
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0) * 255, channel(8) * 255, channel(4) * 255];
}

const blend = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** 1 well inside, 0 well outside, smooth at the rim. `distance` is negative inside; all in units of the picture's height. */
const cover = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance * 90));

type Painter = (x: number, y: number) => Colour;

/** Head and shoulders before a soft gradient. */
function portrait(seed: string): Painter {
  const hue = chance(`${seed}:hue`);
  const [top, bottom] = [hsl(hue, 0.55, 0.72), hsl((hue + 0.12) % 1, 0.6, 0.5)];
  const figure = hsl((hue + 0.5 + 0.1 * chance(`${seed}:figure`)) % 1, 0.35, 0.93);
  return (x, y) => {
    const head = cover(Math.hypot(x - 0.5, y - 0.4) - 0.17);
    const shoulders = cover(Math.hypot((x - 0.5) * 0.92, (y - 1.02) * 0.92) - 0.34);
    return blend(blend(top, bottom, y), figure, 0.9 * Math.max(head, shoulders));
  };
}

/** Sky, a sun and three ranges of hills. */
function landscape(seed: string): Painter {
  const hue = chance(`${seed}:hue`);
  const [zenith, horizon] = [hsl(hue, 0.5, 0.45), hsl((hue + 0.08) % 1, 0.75, 0.82)];
  const sun = { x: 0.3 + 1.1 * chance(`${seed}:sunx`), y: 0.25 + 0.25 * chance(`${seed}:suny`) };
  const hills = [0, 1, 2].map((range) => ({
    base: 0.55 + range * 0.15,
    waves: 1.5 + 3 * chance(`${seed}:waves${range}`),
    phase: 6.3 * chance(`${seed}:phase${range}`),
    colour: hsl((hue + 0.3 + range * 0.03) % 1, 0.3, 0.5 - range * 0.12),
  }));
  return (x, y) => {
    const lit = blend(
      blend(zenith, horizon, Math.min(1, y / 0.7)),
      [255, 250, 235],
      0.9 * cover(Math.hypot(x - sun.x, y - sun.y) - 0.09),
    );
    return hills.reduce<Colour>((under, hill) => {
      const crest =
        hill.base +
        0.06 * Math.sin(x * hill.waves * 2 + hill.phase) +
        0.03 * Math.sin(x * hill.waves * 5 + hill.phase * 2);
      return blend(under, hill.colour, cover(crest - y));
    }, lit);
  };
}

function paint(width: number, height: number, painter: Painter): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0, at = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const colour = painter((column + 0.5) / height, (row + 0.5) / height);
      for (const channel of colour) data[at++] = channel;
    }
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}

export function imagePng(kind: string, seed: string): Uint8Array {
  return kind === 'avatar' ? paint(192, 192, portrait(seed)) : paint(320, 180, landscape(seed));
}

const KEPT = 300;

/** `GET /__image/<avatar|photo>/<seed>.png` */
export function images(): Router {
  const painted = new Map<string, Uint8Array>();
  const router = Router();
  router.get('/__image/:kind/:name.png', (request, response) => {
    const key = `${request.params.kind}/${request.params.name}`;
    const png = painted.get(key) ?? imagePng(request.params.kind, request.params.name);
    if (painted.set(key, png).size > KEPT) painted.delete(painted.keys().next().value ?? '');
    response.type('image/png').set('cache-control', 'public, max-age=86400').send(Buffer.from(png));
  });
  return router;
}

/** URL of a picture that the router above paints. */
export function imageUrl(baseUrl: string, kind: 'avatar' | 'photo', seed: string): string {
  return `${baseUrl}/__image/${kind}/${encodeURIComponent(seed.replaceAll(/[^\w-]/g, '-'))}.png`;
}
