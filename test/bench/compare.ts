/** One side of a comparison: does `perRound` units of work. */
export interface Side {
  name: string;
  run: () => Promise<void>;
}

const WARM_UP_ROUNDS = 8;
const ROUNDS = 24;

/**
 * Runs both sides in turn in the same process, so that the machine's mood hits both, and prints each one's median
 * throughput and the ratio. Nothing is asserted.
 */
export async function compare(options: {
  title: string;
  unit: string;
  perRound: number;
  subject: Side;
  peer: Side;
}): Promise<void> {
  const sides = [options.subject, options.peer];
  const rates = new Map<Side, number[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const side of sides) {
      const start = performance.now();
      await side.run();
      const rate = (options.perRound * 1_000) / (performance.now() - start);
      if (round >= WARM_UP_ROUNDS) rates.get(side)?.push(rate);
    }
  }
  const medians = sides.map((side) => median(rates.get(side) ?? []));
  process.stdout.write(`${options.title}\n`);
  for (const [index, side] of sides.entries()) {
    process.stdout.write(`  ${(medians[index] ?? 0).toFixed(0).padStart(6)} ${options.unit}  ${side.name}\n`);
  }
  process.stdout.write(`  ratio ${((medians[0] ?? 0) / (medians[1] ?? 1)).toFixed(2)}\n`);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
