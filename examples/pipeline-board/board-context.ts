import { createContext, useContext } from "react";
import type { RefObject } from "react";
import type { boardQuery$data } from "./generated/boardQuery.graphql";
import type { StageKind } from "./generated/cardListPaginationQuery.graphql";

export interface BoardAccount {
  id: string;
  provider: string;
  name: string;
  /** Why its cards stay where they are; null when they can be moved. */
  immovable: string | null;
  /** Whether a member can be named who moves the card, and whether one must. */
  actor: "none" | "optional" | "required";
}

/** What has to be known of a card to move it. */
export interface CardHandle {
  id: string;
  name: string;
  accountId: string;
  kind: StageKind;
}

interface BoardState {
  accounts: readonly BoardAccount[];
  /** The chosen member of each account. */
  actors: ReadonlyMap<string, string>;
  dragged: CardHandle | undefined;
  setDragged: (card: CardHandle | undefined) => void;
  /** The card that takes the focus when it turns up in another column. */
  lastMoved: RefObject<string | undefined>;
  toast: (text: string) => void;
}

export const BoardContext = createContext<BoardState | null>(null);

export function useBoard(): BoardState {
  const board = useContext(BoardContext);
  if (!board) throw new Error("There is no board around this.");
  return board;
}

type AccountNode = NonNullable<boardQuery$data["accounts"]>["nodes"][number];

/** The account's capabilities say before anybody tries whether its provider lets an application be moved. */
export function toBoardAccount({ id, provider, subdomain, displayName, capabilities }: AccountNode): BoardAccount {
  const move = capabilities.flatMap(({ writes }) => writes).find(({ mutation }) => mutation === "moveApplication");
  const unsupported = move?.reason ?? "This provider does not offer moving applications.";
  return {
    id,
    provider,
    name: displayName ?? subdomain,
    immovable: move?.isSupported === true ? null : unsupported,
    actor: move?.needsActor === true ? "required" : move?.takesActor === true ? "optional" : "none",
  };
}
