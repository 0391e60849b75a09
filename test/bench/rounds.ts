/** Two sides measured in turn, so that whatever else the machine does meets both alike. */

export interface Sides {
  product(): Promise<number>;
  floor(): Promise<number>;
}

export interface Comparison {
  /** Product ÷ floor: the median of what each round gave. */
  readonly ratio: number;
  readonly product: number;
  readonly floor: number;
  readonly rounds: number;
}

const WARM_UPS = 1;

/** Rounds before the first counted one warm both sides up. Who begins changes from round to round. */
export async function alternate(rounds: number, { product, floor }: Sides): Promise<Comparison> {
  const named = async (measure: () => Promise<number>) => ({ value: await measure() });
  const { value } = await alternateAll(rounds, { product: () => named(product), floor: () => named(floor) });
  return value;
}

/** Like `alternate`, where one round tells several things. */
export async function alternateAll<K extends string>(
  rounds: number,
  { product, floor }: { product(): Promise<Record<K, number>>; floor(): Promise<Record<K, number>> },
): Promise<Record<K, Comparison>> {
  const measured: { product: Record<K, number>; floor: Record<K, number> }[] = [];
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    const values: { product?: Record<K, number>; floor?: Record<K, number> } = {};
    const sides = [
      async () => void (values.product = await product()),
      async () => void (values.floor = await floor()),
    ];
    for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
    if (round >= 0 && values.product && values.floor) measured.push({ product: values.product, floor: values.floor });
  }
  const names = Object.keys(measured[0]?.product ?? {}) as K[];
  const compared = names.map((name) => [
    name,
    compare(measured.map((values) => ({ product: values.product[name], floor: values.floor[name] }))),
  ]);
  return Object.fromEntries(compared) as Record<K, Comparison>;
}

function compare(measured: readonly { product: number; floor: number }[]): Comparison {
  return {
    ratio: median(measured.map((values) => values.product / values.floor)),
    product: median(measured.map((values) => values.product)),
    floor: median(measured.map((values) => values.floor)),
    rounds: measured.length,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (lower + upper) / 2;
}
