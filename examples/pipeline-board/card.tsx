import { Suspense, useEffect, useId, useRef, useState } from "react";
import { graphql, useFragment } from "react-relay";
import { providerName } from "../shared/providers";
import { useBoard } from "./board-context";
import type { BoardAccount } from "./board-context";
import type { card_application$key } from "./generated/card_application.graphql";
import type { StageKind } from "./generated/cardListPaginationQuery.graphql";
import { MoveMenu } from "./move-menu";
import { useMove } from "./move";

interface CardProps {
  application: card_application$key;
  account: BoardAccount;
  kind: StageKind;
}

const thisYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const anyYear = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

function inWords(date: Date): string {
  return (date.getFullYear() === new Date().getFullYear() ? thisYear : anyYear).format(date);
}

export function Card({ application, account, kind }: CardProps) {
  // Only what the providers' lists hold anyway: a card costs no call of its own.
  const { id, appliedAt, stageKindLabel, candidate, job } = useFragment(
    graphql`
      fragment card_application on Application {
        id
        appliedAt
        stageKindLabel
        candidate {
          name
        }
        job {
          title
        }
      }
    `,
    application,
  );
  const { setDragged, dragged, lastMoved } = useBoard();
  const { prepare } = useMove();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const nameId = useId();
  const name = candidate?.name ?? "Name withheld";
  const handle = { id, name, accountId: account.id, kind };
  const isMovable = account.immovable === null;

  useEffect(() => {
    if (lastMoved.current !== id) return;
    lastMoved.current = undefined;
    menuButton.current?.focus();
  }, [id, lastMoved]);

  const close = () => {
    setIsMenuOpen(false);
    menuButton.current?.focus();
  };
  return (
    <li
      className="card"
      aria-labelledby={nameId}
      draggable={isMovable}
      title={account.immovable ?? undefined}
      data-dragged={dragged?.id === id ? "" : undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", name);
        setDragged(handle);
        prepare(id);
      }}
      onDragEnd={() => {
        setDragged(undefined);
      }}
    >
      <h3 id={nameId} title={name}>
        {name}
      </h3>
      <p>
        {job?.title ?? "No job"}
        {appliedAt && (
          <>
            {" · "}
            <time dateTime={appliedAt} title="Applied">
              {inWords(new Date(appliedAt))}
            </time>
          </>
        )}
      </p>
      {(kind === "UNMAPPED" || kind === "OTHER") && stageKindLabel !== null && (
        <p className="stage">{stageKindLabel}</p>
      )}
      <footer>
        <span className="badge" data-provider={account.provider}>
          {providerName(account.provider)}
        </span>
        {isMovable && (
          <button
            ref={menuButton}
            type="button"
            className="move"
            aria-expanded={isMenuOpen}
            aria-label={`Move ${name} to…`}
            onClick={() => {
              setIsMenuOpen(!isMenuOpen);
            }}
          >
            Move to…
          </button>
        )}
      </footer>
      {isMenuOpen && (
        <Suspense fallback={<p className="quiet">Reading the stages…</p>}>
          <MoveMenu card={handle} onClose={close} />
        </Suspense>
      )}
    </li>
  );
}
