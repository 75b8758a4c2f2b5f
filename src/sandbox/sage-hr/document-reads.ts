import type { DocumentRow } from "./document-rows.js";
import { dataAnswer, notFound } from "./envelope.js";
import type { Reads } from "./router.js";
import type { SageHrData } from "./rows.js";

/** Documents and their categories; lists come whole. The files themselves cannot be had. */
export function createDocumentReads(data: SageHrData): Reads {
  return {
    "api/documents/categories": () => dataAnswer(data.documentCategories.map((category) => countIn(data, category))),
    "api/documents": (query) => {
      const rows = data.documents.filter((row) => isAsked(row, query));
      return dataAnswer(rows.map((row) => row.document));
    },
    "api/documents/:id": (_query, id) => {
      const row = data.documents.find(({ document }) => document.id === id);
      return row ? dataAnswer(row.document) : notFound();
    },
  };
}

function countIn({ documents }: SageHrData, category: { id: number; name: string }): object {
  const inside = documents.filter(({ document }) => document.document_category_id === category.id);
  return { ...category, documents_count: inside.length };
}

function isAsked({ document, employeeIds }: DocumentRow, query: URLSearchParams): boolean {
  const category = query.get("category_id");
  const employee = query.get("employee_id");
  return (
    (category === null || String(document.document_category_id) === category) &&
    (employee === null || employeeIds.includes(Number(employee)))
  );
}
