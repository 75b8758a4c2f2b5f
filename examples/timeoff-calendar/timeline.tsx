import { useEffect, useRef } from "react";
import type { CSSProperties } from "react";
import type { Person } from "./app";
import { daysOf, isWeekend, monthInWords, rangeInWords, todayHere } from "./month";
import type { Month } from "./month";
import type { Request } from "./read-month";
import { tintOf } from "./tint";

interface TimelineProps {
  month: Month;
  /** Undefined while they are being read. */
  requests: readonly Request[] | undefined;
  selected: Person | undefined;
  onSelect: (person: Person) => void;
}

interface Row {
  person: Person;
  requests: Request[];
}

/** Who is away: a row a person, a column a day. */
export function Timeline({ month, requests, selected, onSelect }: TimelineProps) {
  const days = daysOf(month);
  const rows = rowsOf(requests ?? []);
  const today = todayHere();
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const current = scroller.current?.querySelector<HTMLElement>("[aria-current]");
    // Where the month is wider than the screen, today stands in the middle of what is shown.
    scroller.current?.scrollTo({ left: current ? current.offsetLeft - scroller.current.clientWidth / 2 : 0 });
  }, [month]);
  return (
    <section className="timeline" aria-label="Who is away" aria-busy={requests === undefined || undefined}>
      <Legend requests={requests ?? []} />
      <div ref={scroller} className="scroller" tabIndex={0} role="region" aria-label={`Days of ${monthInWords(month)}`}>
        <table style={{ "--days": days.length, "--weekends": weekendStripes(days) } as CSSProperties}>
          <thead>
            <tr>
              <th scope="col">Employee</th>
              {days.map((day) => (
                <th
                  key={day}
                  scope="col"
                  className={isWeekend(day) ? "weekend" : undefined}
                  aria-current={day === today ? "date" : undefined}
                >
                  {Number(day.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {requests === undefined &&
              [0, 1, 2, 3, 4, 5].map((row) => (
                <tr key={row}>
                  <th scope="row">&nbsp;</th>
                  <td colSpan={days.length}>
                    <div className="bar skeleton" />
                  </td>
                </tr>
              ))}
            {rows.map(({ person, requests: own }) => (
              <tr key={person.id}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={selected?.id === person.id}
                    title={`Balances of ${person.name}`}
                    onClick={() => {
                      onSelect(person);
                    }}
                  >
                    {person.name}
                  </button>
                </th>
                <td colSpan={days.length}>
                  <ul className="bars">
                    {own.map((request) => (
                      <Bar key={request.id} request={request} days={days} />
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {requests?.length === 0 && <p className="empty">Nobody is away in {monthInWords(month)}.</p>}
      </div>
    </section>
  );
}

function Bar({ request, days }: { request: Request; days: string[] }) {
  const { startDate, endDate, status, statusLabel, type } = request;
  const [first = "", last = ""] = [startDate ?? endDate, endDate ?? startDate].map((day) => day ?? "");
  const from = Math.max(1, days.indexOf(first) + 1);
  const to = days.includes(last) ? days.indexOf(last) + 2 : days.length + 1;
  const words = `${type?.name ?? "Time off"}, ${rangeInWords(first, last)}, ${statusLabel ?? status ?? "unknown"}`;
  return (
    <li
      className="bar"
      data-status={status ?? "UNMAPPED"}
      title={words}
      style={{ gridColumn: `${from} / ${to}`, "--tint": tintOf(type) } as CSSProperties}
    >
      <span aria-hidden="true">{type?.name}</span>
      <span className="visually-hidden">{words}</span>
    </li>
  );
}

function Legend({ requests }: { requests: readonly Request[] }) {
  const types = new Map(requests.map(({ type }) => [type?.name ?? "Time off", tintOf(type)]));
  return (
    <ul className="legend" aria-label="Legend">
      {[...types].toSorted().map(([name, tint]) => (
        <li key={name} style={{ "--tint": tint } as CSSProperties}>
          <span className="swatch" /> {name}
        </li>
      ))}
      <li>
        <span className="swatch" data-status="APPROVED" /> approved
      </li>
      <li>
        <span className="swatch" data-status="PENDING" /> waiting
      </li>
    </ul>
  );
}

/** People by name, each with all that they asked for. */
function rowsOf(requests: readonly Request[]): Row[] {
  const rows = new Map<string, Row>();
  for (const request of requests) {
    const id = request.employee?.id ?? request.id;
    const row = rows.get(id) ?? { person: { id, name: request.employee?.name ?? "Name withheld" }, requests: [] };
    row.requests.push(request);
    rows.set(id, row);
  }
  return [...rows.values()].toSorted((a, b) => a.person.name.localeCompare(b.person.name));
}

function weekendStripes(days: string[]): string {
  const at = (index: number) => `${((index * 100) / days.length).toFixed(3)}%`;
  const stops = days.map((day, index) => {
    const color = isWeekend(day) ? "var(--sunken)" : "transparent";
    return `${color} ${at(index)} ${at(index + 1)}`;
  });
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
