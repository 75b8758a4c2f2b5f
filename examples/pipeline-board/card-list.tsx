import { graphql, usePaginationFragment } from "react-relay";
import { providerName } from "../shared/providers";
import { useBoard } from "./board-context";
import { Card } from "./card";
import type { cardList_account$key } from "./generated/cardList_account.graphql";
import type { cardListPaginationQuery, StageKind } from "./generated/cardListPaginationQuery.graphql";

/** One account's part of a column, with its own "Load more": accounts answer at their own pace and have ends of their own. */
export function CardList({ account, kind }: { account: cardList_account$key; kind: StageKind }) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<
    cardListPaginationQuery,
    cardList_account$key
  >(
    graphql`
      fragment cardList_account on LinkedAccount
      @argumentDefinitions(
        kind: { type: "StageKind!" }
        count: { type: "Int", defaultValue: 5 }
        cursor: { type: "String" }
      )
      @refetchable(queryName: "cardListPaginationQuery") {
        id
        applications(
          first: $count
          after: $cursor
          filter: { stageKind: { eq: $kind }, outcome: { nin: [REJECTED, WITHDRAWN] } }
        ) @connection(key: "cardList_applications") {
          edges {
            node {
              id
              ...card_application
            }
          }
        }
      }
    `,
    account,
  );
  const { accounts, toast } = useBoard();
  const owner = accounts.find(({ id }) => id === data.id);
  if (!data.applications || !owner) return null;
  return (
    <>
      <ul className="cards">
        {data.applications.edges.map(({ node }) => (
          <Card key={node.id} application={node} account={owner} kind={kind} />
        ))}
      </ul>
      {hasNext && (
        <button
          type="button"
          className="more"
          disabled={isLoadingNext}
          onClick={() => {
            loadNext(10, {
              onComplete: (error) => {
                if (error) toast(error.message);
              },
            });
          }}
        >
          {isLoadingNext ? "Loading…" : `Load more of ${providerName(owner.provider)}`}
        </button>
      )}
    </>
  );
}
