import { isObject } from "../http/payload.js";
import type { LostAnswerSearch, WriteSource } from "../write.js";
import { documents } from "./sage-hr.client.js";
import { isSameText, isSince } from "./sage-hr.search.js";
import { createdIn, formOf, givenId } from "./sage-hr.send.js";

/** Documents can be read by nobody here, so that the payload shows the employee. */
export const createEmployeeDocument: WriteSource<"createEmployeeDocument"> = {
  accepts: ["categoryId", "description"],
  remark: "Only the employee sees it until somebody shares it.",
  plan({ employeeId, file, categoryId, description }) {
    const key = String(givenId(employeeId, "employeeId"));
    const category = categoryId === undefined ? undefined : String(givenId(categoryId, "categoryId"));
    const form = formOf({ employee_id: key, category_id: category, description, file });
    return {
      steps: [
        {
          name: "document",
          call: "POST /documents",
          async send(session) {
            return createdIn(await session.send({ method: "POST", path: "/documents", body: { form } }), "Attachment");
          },
          find: lostDocument(key, file.fileName),
        },
      ],
      results: () => [{ model: "Employee", key }],
    };
  },
};

function lostDocument(employeeKey: string, fileName: string): LostAnswerSearch {
  return {
    call: "GET /documents",
    async look(session, sentAt) {
      const rows = (await documents(session, employeeKey)).filter(isObject);
      return rows
        .filter((row) => isSameText(row["file_name"], fileName) && isSince(row, sentAt))
        .sort((left, right) => Number(left["id"]) - Number(right["id"]))
        .map((row) => ({ created: { model: "Attachment", key: String(row["id"]) } }));
    },
  };
}
