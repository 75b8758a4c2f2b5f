import { Readable } from "node:stream";
import type { Clock } from "./clock.js";
import { toAppError, tooLarge, tooSlow } from "./guarded-failure.js";

/** Gives the next piece of a body, null at its end; throws an AppError. */
export type Pull = () => Promise<Buffer | null>;

/** Ends what is waited for too long by aborting `late`, whose signal the request listens to. */
export interface Patience {
  readonly timeoutMs: number;
  readonly late: AbortController;
  readonly clock: Clock;
}

/** Browsers, too, look at the beginning alone. */
const openingBytes = 1024;
/** Slower than any host that means well; without it a byte now and then would hold a connection for ever. */
const minBytesPerMs = 10;

const webPage =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|noscript|style|iframe|div|table|h1|p|br|a|b|font)(?=[\s/>])/iu;

/** What the work gives, or an AppError when it fails or takes longer than `delayMs`. */
export async function within<Result>(
  { timeoutMs, late, clock }: Patience,
  delayMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const cancel = clock.schedule(() => {
    late.abort();
  }, delayMs);
  try {
    return await work();
  } catch (error) {
    throw late.signal.aborted ? tooSlow(timeoutMs) : toAppError(error);
  } finally {
    cancel();
  }
}

/** Pulls a stream's pieces as long as they are no more than `maxBytes` together. */
export function pullUpTo(maxBytes: number, stream: Readable): Pull {
  const chunks: AsyncIterator<unknown, unknown> = stream[Symbol.asyncIterator]();
  let size = 0;
  return async () => {
    const { value, done } = await chunks.next();
    if (done === true || !Buffer.isBuffer(value)) return null;
    size += value.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    return value;
  };
}

/** Enough of a body to see whether it is a web page. */
export async function pullOpening(pull: Pull): Promise<Buffer> {
  let opening = Buffer.alloc(0);
  while (opening.length < openingBytes && mayBecomeMarkup(opening)) {
    const chunk = await pull();
    if (chunk === null) break;
    opening = Buffer.concat([opening, chunk]);
  }
  return opening;
}

/** Whether a body that begins so is HTML. XML that is none, such as a drawing or a structured CV, is a file like others. */
export function isWebPage(opening: Buffer): boolean {
  return webPage.test(toText(opening));
}

/**
 * The whole body, its opening included, read no faster than it is taken. Only the time in which the source is waited for counts: no piece
 * may take longer than the time-out, and all together no longer than that and what a slow line needs.
 */
export function toBody(opening: Buffer, pull: Pull, source: Readable, patience: Patience): Readable {
  const { timeoutMs, clock } = patience;
  let size = 0;
  let waitedMs = 0;
  let unread = opening.length > 0 ? opening : null;
  const pullInTime = async (): Promise<Buffer | null> => {
    const startedAt = clock.now();
    const leftMs = Math.min(timeoutMs, timeoutMs + size / minBytesPerMs - waitedMs);
    const chunk = await within(patience, Math.max(0, leftMs), pull);
    waitedMs += clock.now() - startedAt;
    size += chunk?.length ?? 0;
    return chunk;
  };
  const body = new Readable({
    read() {
      if (unread) {
        const chunk = unread;
        unread = null;
        this.push(chunk);
        return;
      }
      pullInTime().then(
        (chunk) => this.push(chunk),
        (error: unknown) => this.destroy(toAppError(error)),
      );
    },
    destroy(error, callback) {
      source.destroy();
      callback(error);
    },
  });
  // A failure while nobody listens would end the process; whoever reads later is told all the same.
  return body.on("error", () => undefined);
}

function mayBecomeMarkup(opening: Buffer): boolean {
  return /^\s*(?:<|$)/u.test(toText(opening));
}

function toText(opening: Buffer): string {
  const start = opening.subarray(0, openingBytes);
  const encoding = start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : start[0] === 0xff ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(start);
}
