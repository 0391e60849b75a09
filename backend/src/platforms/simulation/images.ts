/** Generated pictures: clouds of colour for an avatar, a landscape for everything else. The same seed gives the same bytes. */
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

/** A picture that is built up by laying colours over one another. */
class Canvas {
  private readonly data: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.data = new Uint8Array(width * height * 3);
  }

  /** Lays a colour over everything; `share` (0..1) is asked for each pixel, in units of the picture's height. */
  lay([red, green, blue]: Colour, share: (x: number, y: number) => number): this {
    const { data, width, height } = this;
    for (let row = 0, at = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1, at += 3) {
        const part = share(column / height, row / height);
        if (part <= 0) continue;
        data[at] = (data[at] ?? 0) * (1 - part) + red * part;
        data[at + 1] = (data[at + 1] ?? 0) * (1 - part) + green * part;
        data[at + 2] = (data[at + 2] ?? 0) * (1 - part) + blue * part;
      }
    }
    return this;
  }

  toPng(): Uint8Array {
    return encode(
      { width: this.width, height: this.height, data: this.data, channels: 3, depth: 8 },
      { zlib: { level: 2 } },
    );
  }
}

/** 1 well inside, 0 well outside, smooth at the rim. */
const cover = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance * 90));

const disc = (centreX: number, centreY: number, radius: number) => (x: number, y: number) =>
  cover(Math.sqrt((x - centreX) ** 2 + (y - centreY) ** 2) - radius);

/** Clouds of three neighbouring colours. */
function clouds(seed: string): Canvas {
  const hue = chance(`${seed}:hue`);
  const canvas = new Canvas(160, 160).lay(hsl(hue, 0.62, 0.58), () => 1);
  for (const [index, shift] of [0.09, 0.55, 0.17].entries()) {
    const [x, y] = [chance(`${seed}:x${index}`), chance(`${seed}:y${index}`)];
    const reach = 0.35 + 0.25 * chance(`${seed}:reach${index}`);
    canvas.lay(
      hsl((hue + shift) % 1, 0.75, 0.66),
      (px, py) => 0.9 * Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (reach * reach)),
    );
  }
  return canvas;
}

/** Sky, a sun and three ranges of hills. */
function landscape(seed: string): Canvas {
  const hue = chance(`${seed}:hue`);
  const canvas = new Canvas(240, 135)
    .lay(hsl((hue + 0.08) % 1, 0.75, 0.82), () => 1)
    .lay(hsl(hue, 0.5, 0.45), (_x, y) => Math.max(0, 1 - y / 0.7))
    .lay([255, 250, 235], disc(0.3 + 1.1 * chance(`${seed}:sunx`), 0.25 + 0.25 * chance(`${seed}:suny`), 0.09));
  for (const range of [0, 1, 2]) {
    const waves = 1.5 + 3 * chance(`${seed}:waves${range}`);
    const phase = 6.3 * chance(`${seed}:phase${range}`);
    const base = 0.55 + range * 0.15;
    const crest = (x: number) =>
      base + 0.06 * Math.sin(x * waves * 2 + phase) + 0.03 * Math.sin(x * waves * 5 + phase * 2);
    canvas.lay(hsl((hue + 0.3 + range * 0.03) % 1, 0.3, 0.5 - range * 0.12), (x, y) =>
      y < base - 0.1 ? 0 : cover(crest(x) - y),
    );
  }
  return canvas;
}

export function imagePng(kind: string, seed: string): Uint8Array {
  return (kind === 'avatar' ? clouds(seed) : landscape(seed)).toPng();
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
