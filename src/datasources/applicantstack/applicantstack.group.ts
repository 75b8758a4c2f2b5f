import type { Draft } from "../../schema/draft.js";
import { GroupType } from "../../schema/enums.js";
import type { Group } from "../../schema/group.js";
import { Depth } from "../../schema/provider-record.js";
import type { ModelSource } from "../provider.js";
import { hiresResource } from "./applicantstack.client.js";
import { derivedList } from "./applicantstack.lists.js";
import { words } from "./applicantstack.values.js";

/** The departments that hires name; those of jobs are another model. */
export const groupSource: ModelSource<"Group"> = {
  coverage: { name: "list", type: "list" },
  list: derivedList(hiresResource, "groups", (row) => {
    const name = words(row, "Department");
    return name === null ? null : departmentGroup(name, Depth.LIST);
  }),
};

export function departmentGroup(name: string, depth: Depth): Draft<Group> {
  return { key: `department/${name}`, remoteId: name, depth, name, type: GroupType.DEPARTMENT };
}
