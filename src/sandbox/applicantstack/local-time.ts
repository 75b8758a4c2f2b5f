/** Text dates of one account zone; all times are Unix seconds. */
export interface LocalTime {
  /** `MM/DD/YYYY hh:mm AM`. */
  minute(time: number): string;
  /** `MM/DD/YYYY`. */
  day(time: number): string;
  /** The first local midnight after the time. */
  nextMidnight(time: number): number;
}

const daySeconds = 86_400;

/** The present by the real clock, in which those who write and those who follow links live. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Throws a RangeError when the zone is no IANA name. */
export function createLocalTime(timeZone: string): LocalTime {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const offset = (time: number) => {
    const [month = 1, date = 1, year = 1970, hour = 0, minute = 0, second = 0] = clock
      .formatToParts(time * 1000)
      .flatMap((part) => (part.type === "literal" ? [] : [Number(part.value)]));
    return Date.UTC(year, month - 1, date, hour, minute, second) / 1000 - Math.floor(time);
  };
  const local = (time: number) => new Date((time + offset(time)) * 1000);
  return {
    minute: (time) => {
      const at = local(time);
      const hours = at.getUTCHours();
      return `${dateText(at)} ${two(hours % 12 || 12)}:${two(at.getUTCMinutes())} ${hours < 12 ? "AM" : "PM"}`;
    },
    day: (time) => dateText(local(time)),
    nextMidnight: (time) => {
      const midnight = (Math.floor((time + offset(time)) / daySeconds) + 1) * daySeconds;
      // The offset at midnight may differ from the one now when summer time begins or ends in between.
      return midnight - offset(midnight - offset(time));
    },
  };
}

function dateText(at: Date): string {
  return `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${at.getUTCFullYear()}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
