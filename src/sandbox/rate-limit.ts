/** Counts calls in fixed windows that lie on multiples of the window's length; gives the call's number in its window. */
export function createWindowCounter(): (windowMs: number, atMs: number) => number {
  let window = -1;
  let count = 0;
  return (windowMs, atMs) => {
    const current = Math.floor(atMs / windowMs);
    count = current === window ? count + 1 : 1;
    window = current;
    return count;
  };
}
