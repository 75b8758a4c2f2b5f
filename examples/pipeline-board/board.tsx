import { useRef, useState } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { AccountBar } from "./account-bar";
import type { Problems } from "./app";
import { BoardContext, toBoardAccount } from "./board-context";
import type { CardHandle } from "./board-context";
import { Column } from "./column";
import { columns } from "./columns";
import type { boardQuery } from "./generated/boardQuery.graphql";

/** One request for the whole board: what its columns have in common, such as a provider's pages, is then asked for once. */
const query = graphql`
  query boardQuery {
    accounts: linkedAccounts(first: 20) {
      nodes {
        id
        provider
        subdomain
        displayName
        capabilities {
          model
          writes {
            mutation
            isSupported
            reason
            takesActor
            needsActor
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
    SOURCED: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: SOURCED)
    }
    APPLIED: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: APPLIED)
    }
    SCREEN: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: SCREEN)
    }
    ASSESSMENT: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: ASSESSMENT)
    }
    INTERVIEW: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: INTERVIEW)
    }
    REFERENCE_CHECK: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: REFERENCE_CHECK)
    }
    BACKGROUND_CHECK: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: BACKGROUND_CHECK)
    }
    OFFER: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: OFFER)
    }
    HIRED: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: HIRED)
    }
    OTHER: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: OTHER)
    }
    UNMAPPED: linkedAccounts(first: 20) {
      ...column_accounts @arguments(kind: UNMAPPED)
    }
  }
`;

export function Board({ problems, toast }: { problems: Problems; toast: (text: string) => void }) {
  const data = useLazyLoadQuery<boardQuery>(query, {});
  const [dragged, setDragged] = useState<CardHandle>();
  const [actors, setActors] = useState<ReadonlyMap<string, string>>(new Map());
  const lastMoved = useRef<string>(undefined);
  const accounts = (data.accounts?.nodes ?? []).map(toBoardAccount);
  if (accounts.length === 0) {
    return (
      <section className="notice">
        <h2>No account is linked yet</h2>
        <p>
          Link one with <code>npx hiregraph link</code> and refresh.
        </p>
      </section>
    );
  }
  return (
    <BoardContext value={{ accounts, actors, dragged, setDragged, lastMoved, toast }}>
      <AccountBar
        problems={problems}
        onActor={(accountId, actorId) => {
          setActors(new Map(actors).set(accountId, actorId));
        }}
      />
      {data.accounts?.pageInfo.hasNextPage && (
        <p className="banner">Only the first {accounts.length} linked accounts are shown.</p>
      )}
      <main className="board" tabIndex={0} aria-label="Applications by stage">
        {columns.map((column) => (
          <Column key={column.kind} column={column} accounts={data[column.kind] ?? null} />
        ))}
      </main>
    </BoardContext>
  );
}
