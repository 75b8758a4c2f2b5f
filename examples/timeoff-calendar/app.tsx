import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useToasts } from "../shared/toasts";
import { readAccounts } from "./accounts";
import type { Account } from "./accounts";
import { Balances } from "./balances";
import type { Client } from "./client";
import { isMonth, addMonths, monthInWords, todayHere } from "./month";
import type { Month } from "./month";
import { PendingRequests } from "./pending-requests";
import { readMonth } from "./read-month";
import { Timeline } from "./timeline";
import { useLoaded } from "./use-loaded";

interface AppProps {
  client: Client;
  onFailure: (error: unknown) => void;
}

export interface Person {
  id: string;
  name: string;
}

export function App({ client, onFailure }: AppProps) {
  const accounts = useLoaded("accounts", () => readAccounts(client), onFailure);
  if (!accounts.value) return <CalendarSkeleton />;
  if (accounts.value.every(({ unlistable }) => unlistable !== null)) {
    return (
      <>
        <Title />
        <section className="notice">
          <h2>No linked account has time off</h2>
          <p>
            Link one with <code>npx hiregraph link</code> and reload.
          </p>
        </section>
      </>
    );
  }
  return <Calendar client={client} onFailure={onFailure} accounts={accounts.value} />;
}

function Title({ children }: { children?: ReactNode }) {
  return (
    <header className="page-header">
      <h1>Time off</h1>
      {children}
    </header>
  );
}

function CalendarSkeleton() {
  return (
    <>
      <Title />
      <main>
        <Timeline month={monthOfAddress()} requests={undefined} selected={undefined} onSelect={() => undefined} />
      </main>
    </>
  );
}

function Calendar({ client, onFailure, accounts }: AppProps & { accounts: Account[] }) {
  const [month, setMonth] = useMonth();
  const [accountId, setAccountId] = useState("");
  const [person, setPerson] = useState<Person>();
  const { show, view } = useToasts();
  const wanted = accounts.filter(({ id, unlistable }) => unlistable === null && (accountId === "" || id === accountId));
  const ids = wanted.map(({ id }) => id);
  const loaded = useLoaded([month, ...ids].join(), () => readMonth(client, month, ids), onFailure);
  const problems = accounts.filter(({ id }) => loaded.value?.problems.has(id));
  return (
    <>
      <Title>
        <MonthPicker month={month} onMonth={setMonth} />
        <label className="quiet">
          Account{" "}
          <select
            value={accountId}
            onChange={({ target }) => {
              setAccountId(target.value);
            }}
          >
            <option value="">All accounts</option>
            {accounts.map(({ id, label, unlistable }) => (
              <option key={id} value={id} disabled={unlistable !== null} title={unlistable ?? undefined}>
                {unlistable === null ? label : `${label} (no time off)`}
              </option>
            ))}
          </select>
        </label>
      </Title>
      <div role="status">
        {problems.map(({ id, label }) => (
          <p key={id} className="banner">
            {label}: not available: {loaded.value?.problems.get(id)}
          </p>
        ))}
      </div>
      <main>
        <Timeline month={month} requests={loaded.value?.requests} selected={person} onSelect={setPerson} />
        <aside>
          <PendingRequests
            {...{ client, accounts }}
            requests={loaded.value?.requests}
            onRefused={show}
            onDecided={({ id, status }) => {
              loaded.change((known) => ({
                ...known,
                requests: known.requests.map((request) => (request.id === id ? { ...request, status } : request)),
              }));
            }}
          />
          {person ? (
            <Balances key={person.id} {...{ client, person }} onFailure={show} />
          ) : (
            <section className="panel" aria-label="Balances">
              <h2>Balances</h2>
              <p className="quiet">Choose a person to see what they have left.</p>
            </section>
          )}
        </aside>
      </main>
      {view}
    </>
  );
}

/** The month is kept in the address, so that it can be linked and survives a reload. */
function useMonth(): [Month, (month: Month) => void] {
  const [month, setMonth] = useState(monthOfAddress);
  useEffect(() => {
    const follow = () => {
      setMonth(monthOfAddress());
    };
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
    };
  }, []);
  return [
    month,
    (next) => {
      location.hash = next;
    },
  ];
}

function monthOfAddress(): Month {
  const named = location.hash.slice(1);
  return isMonth(named) ? named : todayHere().slice(0, 7);
}

function MonthPicker({ month, onMonth }: { month: Month; onMonth: (month: Month) => void }) {
  const step = (label: string, sign: string, target: Month) => (
    <button
      type="button"
      aria-label={label}
      onClick={() => {
        onMonth(target);
      }}
    >
      {sign}
    </button>
  );
  return (
    <nav className="months" aria-label="Month">
      {step("Previous month", "‹", addMonths(month, -1))}
      <h2 aria-live="polite">{monthInWords(month)}</h2>
      {step("Next month", "›", addMonths(month, 1))}
      {step("This month", "Today", todayHere().slice(0, 7))}
    </nav>
  );
}
