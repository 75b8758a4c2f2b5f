/** The two stages of a move, by title. */
export interface Move {
  from: string;
  to: string;
}

const quoted = /"(.*)"/s;
const between = '" to "';

/**
 * The ways to read `Applicant moved from "A" to "B"`. There is more than one only when a title holds `" to "` itself,
 * and none when the message has another form.
 */
export function readMoves(message: string): Move[] {
  const titles = quoted.exec(message)?.[1];
  if (titles === undefined) return [];
  const [first = "", ...rest] = titles.split(between);
  return rest.map((_, index) => ({
    from: [first, ...rest.slice(0, index)].join(between),
    to: rest.slice(index).join(between),
  }));
}

/** The move that a message tells; null when it can be read in several ways or in none. */
export function readMove(message: string): Move | null {
  const [move, another] = readMoves(message);
  return another === undefined ? (move ?? null) : null;
}
