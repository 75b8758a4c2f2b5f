import { useEffect, useRef } from "react";
import type { Person } from "./app";
import type { Client } from "./client";
import type { TimeoffUnit } from "./generated/graphql";
import { balancesQuery } from "./operations";
import { useLoaded } from "./use-loaded";

const units: Record<TimeoffUnit, string> = { DAYS: "days", HALF_DAYS: "days", HOURS: "hours", UNMAPPED: "" };

interface BalancesProps {
  client: Client;
  person: Person;
  onFailure: (reason: string) => void;
}

/** What one person has left of each kind of time off; read when somebody asks, since it costs a call. */
export function Balances({ client, person, onFailure }: BalancesProps) {
  const { value, isLoading } = useLoaded(
    person.id,
    () => readBalances(client, person.id),
    (error) => {
      onFailure(error instanceof Error ? error.message : "The balances could not be read.");
    },
  );
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen it stands below the calendar, out of sight of who asked for it.
    if (!isLoading) panel.current?.scrollIntoView({ behavior: "smooth", block: "nearest" });
  }, [isLoading]);
  return (
    <section ref={panel} aria-label={`Balances of ${person.name}`} aria-busy={isLoading || undefined} className="panel">
      <h2>{person.name}</h2>
      {isLoading && <div className="balance skeleton" />}
      {value?.length === 0 && <p className="quiet">No balances are kept.</p>}
      <ul>
        {value?.map(({ id, available, used, isUnlimited, unit, type }) => (
          <li key={id} className="balance">
            <span>{type?.name ?? "Time off"}</span>
            <strong>{isUnlimited ? "unlimited" : amount(available, unit)}</strong>
            <span className="quiet">{used === null ? "" : `${amount(used, unit)} used`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function readBalances(client: Client, employee: string) {
  const { data, errors } = await client(balancesQuery, { employee });
  if (errors[0]) throw new Error(errors[0].message);
  return data.node && "timeoffBalances" in data.node ? (data.node.timeoffBalances?.nodes ?? []) : [];
}

function amount(value: number | null | undefined, unit: TimeoffUnit | null | undefined): string {
  return value === null || value === undefined ? "not told" : `${value} ${units[unit ?? "UNMAPPED"]}`.trim();
}
