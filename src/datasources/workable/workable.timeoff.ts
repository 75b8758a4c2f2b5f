import type { Draft } from "../../schema/draft.js";
import { TimeoffUnit } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import type { TimeoffBalance } from "../../schema/timeoff-balance.js";
import type { TimeoffType } from "../../schema/timeoff-type.js";
import type { PayloadReader } from "../http/payload.js";
import type { ListPage, ModelSource, ProviderSession } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, mentionOf, readOrNull, recordOf, splitKey, wholePageOf, wholeSource } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import { meaningOf, timeoffUnits } from "./workable.vocabulary.js";

/** Categories of time off. Requests name theirs by its name. */
export function timeoffTypeSource(client: WorkableClient): ModelSource<"TimeoffType"> {
  const { list, get } = wholeSource<"TimeoffType">(
    "GET /timeoff/categories",
    "categories",
    client.timeoffCategories,
    toTimeoffType,
  );
  return {
    coverage: { name: "list", description: "list", isPaid: "list" },
    list,
    get,
    identify: async (session, mention) => {
      const rows = await client.timeoffCategories(session);
      const page = wholePageOf<"TimeoffType">(rows, "categories", (row) => toTimeoffType(row, Depth.LIST));
      const namesakes = page.drafts.filter(({ name }) => name === mention.name);
      return namesakes.length === 1 ? (namesakes[0] ?? null) : null;
    },
  };
}

function toTimeoffType(row: PayloadReader, depth: Depth): Draft<TimeoffType> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: id, remoteId: id, depth },
    {
      name: () => row.text("name"),
      description: () => row.text("description"),
      isPaid: () => isPaid(row.text("type")),
    },
  );
}

function isPaid(type: string | null): boolean | null {
  return type === "paid" ? true : type === "unpaid" ? false : null;
}

/** Balances of one employee's current cycle. */
export function timeoffBalanceSource(client: WorkableClient): ModelSource<"TimeoffBalance"> {
  return {
    coverage: {
      available: "list",
      used: "list",
      carryOver: "list",
      isUnlimited: "list",
      unit: "list",
      unitLabel: "list",
      employeeRef: "list",
      typeRef: "list",
    },
    mentions: { typeRef: ["name", "description"] },
    list: {
      call: "GET /timeoff/balances",
      pageSize: maxPageSize,
      native: { employee: ["eq"] },
      requires: ["employee"],
      isWhole: true,
      page: (session, { conditions }) =>
        readBalances(client, session, equalTo(conditions, "employee") ?? "", Depth.LIST),
    },
    get: {
      call: "GET /timeoff/balances",
      read: (session, key) =>
        readOrNull(async () => {
          const { drafts } = await readBalances(client, session, splitKey(key).parent, Depth.DETAIL);
          return byKey<"TimeoffBalance">(drafts, key);
        }),
    },
  };
}

async function readBalances(
  client: WorkableClient,
  session: ProviderSession,
  employeeId: string,
  depth: Depth,
): Promise<ListPage<"TimeoffBalance">> {
  // Without an employee a user token would be answered with its own balances.
  const rows = employeeId === "" ? [] : await client.timeoffBalances(session, employeeId);
  return wholePageOf<"TimeoffBalance">(rows, "balances", (row) => toTimeoffBalance(row, employeeId, depth));
}

/** Maps a balance; figures arrive as decimal text. */
export function toTimeoffBalance(row: PayloadReader, employeeId: string, depth: Depth): Draft<TimeoffBalance> {
  const categoryId = row.id("category_id");
  const key = `${employeeId}/${categoryId}`;
  const type = () => mentionOf(categoryId, { name: row.text("name"), description: row.text("description") });
  const balance = recordOf(
    row,
    { key, remoteId: key, depth },
    {
      available: () => row.number("units_available"),
      used: () => row.number("units_used"),
      carryOver: () => row.number("units_carry_over_available"),
      isUnlimited: () => row.boolean("has_unlimited_timeoff"),
      unit: () => unitOf(row.text("time_off_tracking_unit")),
      unitLabel: () => row.text("time_off_tracking_unit"),
    },
  );
  return { ...balance, employeeRef: { key: employeeId }, typeRef: { key: categoryId, mention: type } };
}

export function unitOf(word: string | null): TimeoffUnit | null {
  const unit = meaningOf(timeoffUnits, word);
  return unit === undefined ? TimeoffUnit.UNMAPPED : unit;
}
