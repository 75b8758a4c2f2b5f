import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { badResponse, maxPageSize } from "./workable.paging.js";

/** How many pages a timeline may have, so that one whose pages lead in a circle ends. */
export const maxTimelinePages = 20;

/** A candidate's timeline, oldest first, each entry once. Throws PROVIDER_BAD_RESPONSE when its pages do not end. */
export async function readTimeline(
  client: WorkableClient,
  session: ProviderSession,
  candidateId: string,
): Promise<PayloadReader[]> {
  const rows: PayloadReader[] = [];
  let request: { token?: string; limit: number } = { limit: maxPageSize };
  for (let pages = 0; pages < maxTimelinePages; pages++) {
    const page = await client.activities(session, request, { candidateId });
    rows.push(...readers(page.rows, "activities"));
    if (page.next === null) return inOrder(rows);
    request = { limit: maxPageSize, token: page.next };
  }
  throw badResponse("The pages of the candidate's activities do not end.");
}

/** Entries of the same moment keep the provider's order. */
function inOrder(rows: PayloadReader[]): PayloadReader[] {
  const distinct = [...new Map(rows.map((row) => [row.id("id"), row])).values()];
  return distinct
    .map((row) => ({ row, at: row.instant("created_at") ?? "" }))
    .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
    .map(({ row }) => row);
}
