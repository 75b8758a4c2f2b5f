import { ConnectionHandler, fetchQuery, graphql, useMutation, useRelayEnvironment } from "react-relay";
import { refusalInWords } from "../shared/refusal";
import type { ColumnSpec } from "./columns";
import { useBoard } from "./board-context";
import type { CardHandle } from "./board-context";
import type { StageKind } from "./generated/cardListPaginationQuery.graphql";
import type { moveMutation } from "./generated/moveMutation.graphql";
import type { moveStagesQuery, moveStagesQuery$data } from "./generated/moveStagesQuery.graphql";

interface Stage {
  id: string;
  name: string;
  kind: StageKind;
}

/** Asked only once somebody is about to move the card, since it costs a call to the provider. */
export const stagesQuery = graphql`
  query moveStagesQuery($id: ID!) {
    node(id: $id) {
      ... on Application {
        stage {
          id
        }
        job {
          stages(first: 100) {
            nodes {
              id
              name
              kind
            }
          }
        }
      }
    }
  }
`;

/** The stages that an application can be moved to, in the order of its job: all but the one that it is in. */
export function stagesOf({ node }: moveStagesQuery$data): Stage[] {
  const nodes = node?.job?.stages?.nodes ?? [];
  const others = nodes.filter(({ id }) => id !== node?.stage?.id);
  return others.map(({ id, name, kind }) => ({ id, name: name ?? "Unnamed", kind: kind ?? "UNMAPPED" }));
}

export function useMove() {
  const environment = useRelayEnvironment();
  const { actors, lastMoved, toast } = useBoard();
  const [commit] = useMutation<moveMutation>(graphql`
    mutation moveMutation($input: MoveApplicationInput!, $from: [ID!]!, $to: [ID!]!) {
      moveApplication(input: $input) {
        application @prependNode(connections: $to, edgeTypeName: "ApplicationEdge") {
          id @deleteEdge(connections: $from)
          stageKindLabel
          stage {
            id
          }
        }
        userErrors {
          message
          providerMessage
        }
      }
    }
  `);

  const readStages = async (id: string): Promise<Stage[]> => {
    const found = fetchQuery<moveStagesQuery>(environment, stagesQuery, { id }, { fetchPolicy: "store-or-network" });
    const data = await found.toPromise();
    return data ? stagesOf(data) : [];
  };

  const moveToStage = (card: CardHandle, stage: Stage): void => {
    const hasMoved = card.kind !== stage.kind;
    const actorId = actors.get(card.accountId);
    lastMoved.current = hasMoved ? card.id : undefined;
    commit({
      variables: {
        input: {
          applicationId: card.id,
          stageId: stage.id,
          // Sent again after a lost answer, the same key moves the card once.
          idempotencyKey: crypto.randomUUID(),
          ...(actorId && { actorId }),
        },
        from: hasMoved ? [cardsId(card.accountId, card.kind)] : [],
        to: hasMoved ? [cardsId(card.accountId, stage.kind)] : [],
      },
      // Shown at once; when the answer carries no application, Relay takes it back.
      optimisticResponse: {
        moveApplication: {
          application: { id: card.id, stageKindLabel: stage.name, stage: { id: stage.id } },
          userErrors: [],
        },
      },
      onCompleted: ({ moveApplication }, errors) => {
        const refusal = moveApplication?.userErrors[0] ?? errors?.[0];
        if (refusal) toast(`${card.name} was not moved: ${refusalInWords(refusal)}`);
      },
      onError: ({ message }) => {
        toast(`${card.name} was not moved: ${message}`);
      },
    });
  };

  const moveToKind = async (card: CardHandle, { kind, title }: ColumnSpec): Promise<void> => {
    try {
      const stage = (await readStages(card.id)).find((candidate) => candidate.kind === kind);
      if (stage) moveToStage(card, stage);
      else toast(`${card.name} was not moved: the job has no stage for ${title}.`);
    } catch (error) {
      toast(error instanceof Error ? error.message : "The stages could not be read.");
    }
  };

  /** Reads the stages while the card is still in the air. */
  const prepare = (id: string): void => {
    // What fails here fails again when the card is dropped, and is told then.
    readStages(id).catch(() => undefined);
  };

  return { moveToStage, moveToKind, prepare };
}

/** Where Relay keeps an account's cards of one column: the key and the arguments of `cardList_account`. */
function cardsId(accountId: string, kind: StageKind): string {
  const filter = { stageKind: { eq: kind }, outcome: { nin: ["REJECTED", "WITHDRAWN"] } };
  return ConnectionHandler.getConnectionID(accountId, "cardList_applications", { filter });
}
