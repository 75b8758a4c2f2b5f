import type { Call } from "./router.js";
import type { Fields } from "./input.js";
import { requiredTextOf, textOf } from "./input.js";
import { invalid } from "./refusal.js";
import type { MemberRow } from "./types.js";

/** The member a recruiting action is done by: always named in the body, and active. */
export function actingMember({ data }: Call, body: Fields): MemberRow {
  const id = requiredTextOf(body, "member_id");
  const member = data.members.find((row) => row.id === id && row.active);
  if (!member) throw invalid("member_id");
  return member;
}

/** The member an HR write is done by; a token of a member's own stands for that member, by default the first one. */
export function actingHrMember(call: Call, body: Fields): MemberRow {
  const { members } = call.data;
  const owner = members.find((row) => row.id === call.caller.memberId) ?? members[0];
  const isNamed = typeof textOf(body, "member_id") === "string";
  return call.caller.needsMemberId || isNamed || !owner ? actingMember(call, body) : owner;
}
