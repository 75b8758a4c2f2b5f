import type { Answer, Client } from "./client";
import type { MonthQuery, MonthQueryVariables } from "./generated/graphql";
import { addMonths, daysOf } from "./month";
import type { Month } from "./month";
import { monthQuery } from "./operations";

export type Request = NonNullable<MonthQuery["timeoffRequests"]>["nodes"][number];

export interface MonthOfRequests {
  requests: Request[];
  /** What went wrong with each account, by its id. */
  problems: Map<string, string>;
}

/** Leave that began longer ago than this is not looked for: some providers would have to be read year by year. */
const monthsBack = 6;

/** All time off that touches the month, of those accounts that could be read. */
export async function readMonth(client: Client, month: Month, accounts: string[]): Promise<MonthOfRequests> {
  const days = daysOf(month);
  const variables: MonthQueryVariables = {
    accounts,
    earliest: `${addMonths(month, -monthsBack)}-01`,
    first: `${month}-01`,
    last: days.at(-1) ?? "",
  };
  const found: MonthOfRequests = { requests: [], problems: new Map() };
  let after: string | null = null;
  do {
    const answer: Answer<MonthQuery> = await client(monthQuery, { ...variables, after });
    for (const { message, extensions } of answer.errors) {
      if (extensions?.accountId === undefined) throw new Error(message);
      found.problems.set(extensions.accountId, message);
    }
    const page = answer.data.timeoffRequests;
    if (!page) break;
    found.requests.push(...page.nodes);
    for (const { account, status, message } of page.sources) {
      if (status !== "OK" && status !== "NOT_READ") found.problems.set(account.id, message ?? status);
    }
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return found;
}
