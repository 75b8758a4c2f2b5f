/** A seeded source of choices: the same seed gives the same data on every machine. */
export interface Random {
  /** A number from 0 up to, not with, 1. */
  next(): number;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of the choices; throws when there are none. */
  pick<T>(choices: readonly T[]): T;
  /** `count` different choices in their given order, fewer when there are not so many. */
  some<T>(choices: readonly T[], count: number): T[];
  /** Text of `length` characters out of `alphabet`. */
  text(alphabet: string, length: number): string;
}

/** Makes a Mulberry32 generator: 32 bits of state are plenty for invented people. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[int(0, choices.length - 1)];
    if (choice === undefined) throw new Error("Nothing to pick from");
    return choice;
  };
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    some: (choices, count) => {
      const left = choices.map((_, index) => index);
      while (left.length > count) left.splice(int(0, left.length - 1), 1);
      return choices.filter((_, index) => left.includes(index));
    },
    text: (alphabet, length) => Array.from({ length }, () => alphabet.charAt(int(0, alphabet.length - 1))).join(""),
  };
}
