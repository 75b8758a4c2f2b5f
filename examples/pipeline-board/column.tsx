import { useState } from "react";
import { graphql, useFragment } from "react-relay";
import { useBoard } from "./board-context";
import { CardList } from "./card-list";
import type { ColumnSpec } from "./columns";
import type { column_accounts$key } from "./generated/column_accounts.graphql";
import { useMove } from "./move";

interface ColumnProps {
  column: ColumnSpec;
  accounts: column_accounts$key | null;
}

/** The applications of all accounts in stages of one kind; a card dropped here goes to its own job's first stage of that kind. */
export function Column({ column, accounts }: ColumnProps) {
  const data = useFragment(
    graphql`
      fragment column_accounts on LinkedAccountConnection @argumentDefinitions(kind: { type: "StageKind!" }) {
        nodes {
          id
          ...cardList_account @arguments(kind: $kind)
        }
      }
    `,
    accounts,
  );
  const { dragged, setDragged } = useBoard();
  const { moveToKind } = useMove();
  const [isOver, setIsOver] = useState(false);
  const accepts = dragged !== undefined && dragged.kind !== column.kind;
  return (
    <section
      className="column"
      aria-label={column.title}
      data-kind={column.kind}
      data-drop={accepts ? (isOver ? "over" : "possible") : undefined}
      onDragOver={(event) => {
        if (!accepts) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        setDragged(undefined);
        if (accepts) void moveToKind(dragged, column);
      }}
    >
      <h2>{column.title}</h2>
      {data?.nodes.map((account) => (
        <CardList key={account.id} account={account} kind={column.kind} />
      ))}
    </section>
  );
}
