import type { Department } from "../../schema/department.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import type { ModelSource } from "../provider.js";
import { jobsResource } from "./applicantstack.client.js";
import { derivedList } from "./applicantstack.lists.js";
import { words } from "./applicantstack.values.js";

/** Departments exist only as words on jobs, so their name is their identity. */
export const departmentSource: ModelSource<"Department"> = {
  coverage: { name: "list" },
  list: derivedList(jobsResource, "departments", (row) => {
    const name = words(row, "Department");
    return name === null ? null : departmentMention(name, Depth.LIST);
  }),
};

export function departmentMention(name: string, depth: Depth): Draft<Department> {
  return { key: name, remoteId: name, depth, name };
}
