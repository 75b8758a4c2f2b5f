import type { DocumentRow } from "./document-rows.js";
import type { EmployeeRow } from "./employee-rows.js";
import { newDocument } from "./new-document.js";

const firstDocumentId = 801;
const contractsId = 1;
const sickNotesId = 2;
const pdf = "application/pdf";
const dayMs = 86_400_000;

/** A contract of every employee, and a sick note of every fourth; ids ascend with the time. */
export function createDocuments(today: Date, employees: readonly EmployeeRow[]): DocumentRow[] {
  const createdBy = employees[0]?.profile.id ?? 0;
  const papers = [
    ...employees.map(({ profile }) => ({ profile, category: contractsId, name: `contract-${profile.id}.pdf` })),
    ...employees
      .filter((_, index) => index % 4 === 3)
      .map(({ profile }) => ({ profile, category: sickNotesId, name: `note-${profile.id}.pdf` })),
  ];
  return papers.map(({ profile, category, name }, index) => {
    const timeMs = today.getTime() - (papers.length - index) * dayMs;
    const file = { file_name: name, file_content_type: pdf, file_size: 20_000 + index };
    const essentials = { id: firstDocumentId + index, document_category_id: category, ...file };
    return { document: newDocument(essentials, createdBy, timeMs), employeeIds: [profile.id] };
  });
}
