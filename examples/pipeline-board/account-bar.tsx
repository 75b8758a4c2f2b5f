import { Suspense } from "react";
import { graphql, useLazyLoadQuery } from "react-relay";
import { providerName } from "../shared/providers";
import type { Problems } from "./app";
import { useBoard } from "./board-context";
import type { BoardAccount } from "./board-context";
import type { accountBarMembersQuery } from "./generated/accountBarMembersQuery.graphql";

interface AccountBarProps {
  problems: Problems;
  onActor: (accountId: string, actorId: string) => void;
}

/** The linked accounts: who moves their cards, and what is wrong with them. */
export function AccountBar({ problems, onActor }: AccountBarProps) {
  const { accounts } = useBoard();
  return (
    <section aria-label="Linked accounts">
      <ul className="accounts">
        {accounts.map((account) => (
          <li key={account.id}>
            <span className="badge" data-provider={account.provider}>
              {providerName(account.provider)}
            </span>
            <span className="account-name">{account.name}</span>
            {account.immovable !== null && (
              <span className="quiet" title={account.immovable}>
                view only
              </span>
            )}
            {account.actor !== "none" && !problems.has(account.id) && (
              <Suspense fallback={<span className="quiet">…</span>}>
                <ActorSelect account={account} onActor={onActor} />
              </Suspense>
            )}
          </li>
        ))}
      </ul>
      <div role="status">
        {accounts.map(({ id, provider, name }) =>
          problems.has(id) ? (
            <p key={id} className="banner">
              {providerName(provider)} {name}: not available: {problems.get(id)}
            </p>
          ) : null,
        )}
      </div>
    </section>
  );
}

function ActorSelect({ account, onActor }: { account: BoardAccount; onActor: AccountBarProps["onActor"] }) {
  const { actors } = useBoard();
  const { users } = useLazyLoadQuery<accountBarMembersQuery>(
    graphql`
      query accountBarMembersQuery($accountId: ID!) {
        users(first: 100, filter: { account: { id: { eq: $accountId } } }) {
          nodes {
            id
            name
          }
        }
      }
    `,
    { accountId: account.id },
  );
  return (
    <label className="actor">
      Acting as{" "}
      <select
        value={actors.get(account.id) ?? ""}
        onChange={({ target }) => {
          onActor(account.id, target.value);
        }}
      >
        <option value="">{account.actor === "required" ? "Choose a member" : "Default member"}</option>
        {users?.nodes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name ?? id}
          </option>
        ))}
      </select>
    </label>
  );
}
