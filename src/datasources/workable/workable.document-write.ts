import { readers } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type { WriteSession, WriteSource } from "../write.js";
import type { WorkableClient } from "./workable.client.js";
import { readStrictly } from "./workable.draft.js";
import { isSince } from "./workable.lost-answer.js";
import { badResponse, maxPageSize } from "./workable.paging.js";
import type { PageRequest } from "./workable.paging.js";

/** The newest come last, so that all pages are looked through. */
const maxDocumentPages = 5;

/** Documents of employees, which Workable fetches itself. */
export function documentWrite(client: WorkableClient): WriteSource<"createEmployeeDocument"> {
  return {
    accepts: [],
    fetchesFiles: true,
    actor: "optional",
    remark:
      "Workable fetches the document later, from the address, which has to lead to it for a while. Account tokens need an acting member.",
    plan({ employeeId, file: { fileName, address } }, { actor }) {
      if (address === undefined) {
        throw new InputRefusal("Workable fetches documents from their url.", ["url"], "UNSUPPORTED_BY_PROVIDER");
      }
      const json = { member_id: actor ?? undefined, documents: [{ url: address, name: fileName }] };
      return {
        steps: [
          {
            name: "document",
            call: "POST /employees/{id}/documents",
            send: async (session) => {
              await client.addEmployeeDocuments(session, employeeId, json);
              return {};
            },
            find: {
              call: "GET /employees/{id}/documents",
              calls: maxDocumentPages,
              look: async (session, sentAt) => {
                const rows = await documentsOf(client, session, employeeId);
                return rows
                  .filter((row) => row.text("filename") === fileName && isSince(row.instant("created_at"), sentAt))
                  .map((row) => ({ created: { model: "Attachment", key: `${employeeId}/${row.id("id")}` } as const }));
              },
            },
          },
        ],
        results: () => [{ model: "Employee", key: employeeId }],
      };
    },
  };
}

function documentsOf(client: WorkableClient, session: WriteSession, employeeId: string): Promise<PayloadReader[]> {
  return readStrictly(async () => {
    const rows: unknown[] = [];
    let request: PageRequest = { limit: maxPageSize };
    for (let pages = 0; pages < maxDocumentPages; pages += 1) {
      const page = await client.employeeDocuments(session, employeeId, request);
      rows.push(...page.rows);
      if (page.next === null) return readers(rows, "employee_documents");
      request = { limit: maxPageSize, token: page.next };
    }
    throw badResponse("The employee has more documents than are looked through for one.");
  });
}
