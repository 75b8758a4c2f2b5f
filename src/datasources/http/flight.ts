import type { Clock } from "./clock.js";

/** What a flight's work sees of those who wait for it: both change while they come and go. */
export interface FlightControl {
  /** Aborted once nobody waits any more. */
  readonly signal: AbortSignal;
  /** The latest deadline (epoch ms) of all who wait. */
  readonly deadline: number;
}

export interface Passenger {
  readonly signal: AbortSignal;
  /** Epoch ms. */
  readonly deadline: number;
  /** The error when this passenger's own deadline comes first, or its signal. */
  onDeadline(): Error;
  onAbort(): Error;
}

/** One piece of work that several wait for, each with a deadline of its own. */
export interface Flight<Value> {
  join(passenger: Passenger): Promise<Value>;
}

/** Starts the work with the first to join; `onEnd` is called when it has ended or nobody waits for it any more, once or twice. */
export function createFlight<Value>(
  work: (control: FlightControl) => Promise<Value>,
  clock: Clock,
  onEnd: () => void,
): Flight<Value> {
  const abandoned = new AbortController();
  let deadline = 0;
  let passengers = 0;
  let isOver = false;
  let result: Promise<Value> | undefined;
  const control: FlightControl = {
    signal: abandoned.signal,
    get deadline() {
      return deadline;
    },
  };
  const end = () => {
    isOver = true;
    onEnd();
  };
  const leave = () => {
    passengers -= 1;
    if (passengers > 0 || isOver) return;
    end();
    abandoned.abort();
  };
  return {
    join(passenger) {
      passengers += 1;
      deadline = Math.max(deadline, passenger.deadline);
      result ??= work(control).finally(end);
      return waitFor(result, passenger, clock).finally(leave);
    },
  };
}

function waitFor<Value>(result: Promise<Value>, passenger: Passenger, clock: Clock): Promise<Value> {
  const { signal } = passenger;
  return new Promise((resolve, reject) => {
    const abort = () => {
      settle();
      reject(passenger.onAbort());
    };
    const expire = () => {
      settle();
      reject(passenger.onDeadline());
    };
    const cancelExpiry = clock.schedule(expire, Math.max(0, passenger.deadline - clock.now()));
    const settle = () => {
      cancelExpiry();
      signal.removeEventListener("abort", abort);
    };
    void result.then(resolve, reject).finally(settle);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
