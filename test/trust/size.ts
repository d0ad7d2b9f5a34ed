/** How long the trust suites run, and from which seed: short in `npm test`, long in `npm run test:long`. */

export const isLong = process.env.WSK_TRUST === 'long';

function numberOf(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is a whole number, not "${text}"`);
  return value;
}

/** `WSK_TRUST_SEED` repeats a run. */
export const seed = numberOf('WSK_TRUST_SEED') ?? 1;

/** `WSK_TRUST_SIZE` multiplies what a suite does. */
const factor = numberOf('WSK_TRUST_SIZE') ?? 1;

export function size(short: number, long: number): number {
  return (isLong ? long : short) * factor;
}

/** What a failure says, so that it can be repeated. */
export function repeatWith(suite: string): string {
  const long = isLong ? 'WSK_TRUST=long ' : '';
  return `repeat with: ${long}WSK_TRUST_SEED=${seed} WSK_TRUST_SIZE=${factor} npx mocha "test/trust/**/*.test.ts" -g "${suite}"`;
}
