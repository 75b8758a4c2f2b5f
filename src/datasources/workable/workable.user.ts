import type { Draft } from "../../schema/draft.js";
import type { HiringTeamMember } from "../../schema/job.js";
import { Depth } from "../../schema/provider-record.js";
import type { Ref } from "../../schema/provider-record.js";
import type { User } from "../../schema/user.js";
import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, HiringTeamSource, ModelSource } from "../provider.js";
import type { WorkableClient } from "./workable.client.js";
import { equalTo } from "./workable.conditions.js";
import { byKey, mentionOf, pageOf, readOrNull, readStrictly, recordOf } from "./workable.draft.js";
import { maxPageSize } from "./workable.paging.js";
import type { Query } from "./workable.paging.js";

/** Members, those who were deactivated among them. */
export function userSource(client: WorkableClient): ModelSource<"User"> {
  return {
    coverage: { name: "list", emails: "list", headline: "list", roles: "list", isActive: "list" },
    list: {
      call: "GET /members",
      pageSize: maxPageSize,
      native: { job: ["eq"], isActive: ["eq"] },
      startAt: (key) => key,
      page: async (session, request) => {
        const page = await client.members(session, request, memberQuery(request.conditions));
        return pageOf<"User">(page, "members", (row) => toUser(row, Depth.LIST));
      },
    },
    get: {
      call: "GET /members?since_id={id}",
      // There is no call for one member, but a page of one begins at the member.
      read: (session, key) =>
        readOrNull(async () => {
          const page = await client.members(session, { token: key, limit: 1 }, { status: "all" });
          return byKey<"User">(pageOf<"User">(page, "members", (row) => toUser(row, Depth.DETAIL)).drafts, key);
        }),
    },
  };
}

/** Without a status only active members are listed. */
function memberQuery(conditions: Conditions): Query {
  const isActive = conditions["isActive"]?.eq;
  const status = isActive === true ? "active" : isActive === false ? "inactive" : "all";
  return { status, shortcode: equalTo(conditions, "job") };
}

function toUser(row: PayloadReader, depth: Depth): Draft<User> {
  const id = row.id("id");
  return recordOf(
    row,
    { key: id, remoteId: id, depth },
    {
      name: () => row.text("name"),
      emails: () => emailsOf(row.text("email")),
      headline: () => row.text("headline"),
      roles: () => rolesOf(row),
      isActive: () => (row.has("active") ? row.boolean("active") : undefined),
    },
  );
}

function emailsOf(value: string | null): { value: string; isPrimary: boolean }[] {
  return value === null ? [] : [{ value, isPrimary: true }];
}

/** Older answers have one role for recruiting and one for people's data. */
function rolesOf(row: PayloadReader): string[] {
  if (row.has("roles")) return row.texts("roles");
  return [row.text("role"), row.text("hris_role")].filter((role) => role !== null);
}

/** The member who did something; null for what a candidate did. */
export function memberRefOf(row: PayloadReader): Ref<Draft<User>> | null {
  const member = row.object("member");
  if (!member) return null;
  const id = member.id("id");
  return { key: id, mention: () => mentionOf(id, { name: member.text("name") }) };
}

/** Who works on a job, with the role in it. */
export function hiringTeamSource(client: WorkableClient): HiringTeamSource {
  return {
    call: "GET /jobs/{shortcode}/members",
    read: (session, jobKey) =>
      readStrictly(async () => readers(await client.jobMembers(session, jobKey), "members").map(toTeamMember)),
  };
}

function toTeamMember(row: PayloadReader): HiringTeamMember {
  const id = row.id("id");
  const mention = () =>
    mentionOf(id, { name: row.text("name"), headline: row.text("headline"), emails: emailsOf(row.text("email")) });
  return { userRef: { key: id, mention }, role: row.text("collaboration_role") };
}
