import type { DocumentProfile } from "./document-rows.js";
import { createdAnswer, invalid } from "./envelope.js";
import { createFieldReader, type FieldReader } from "./field-reader.js";
import { newDocument } from "./new-document.js";
import { nextId } from "./new-id.js";
import type { Write, Writes } from "./router.js";
import type { SageHrData } from "./rows.js";

const statuses = ["empty", "valid", "expired"];
const rightToWorkTypes = ["residence_card", "national_id", "passport", "other"];

export function createDocumentWrites(data: SageHrData): Writes {
  return { "POST api/documents": createDocument(data) };
}

/** Keeps a document for one employee or several, in the first category where none is named. */
function createDocument(data: SageHrData): Write {
  return (sent) => {
    const check = createFieldReader(sent.fields);
    const file = sent.file("file");
    if (!file) check.errors.push("File can't be blank");
    const employeeIds = check.required("employee_id", check.integers);
    const exist = employeeIds?.every((id) => data.employees.some(({ profile }) => profile.id === id));
    if (exist === false) check.errors.push("Employee must exist");
    const category = categoryIn(data, check);
    check.oneOf(statuses)("status");
    const described = describe(check);
    if (!file || !employeeIds || check.errors.length > 0) return invalid(check.errors);
    const essentials = {
      id: nextId(data.documents, ({ document }) => document.id),
      document_category_id: category,
      file_name: file.name,
      file_content_type: file.contentType,
      file_size: file.content.length,
    };
    const createdBy = data.employees[0]?.profile.id ?? 0;
    const document = { ...newDocument(essentials, createdBy, Date.now()), ...described };
    data.documents.push({ document, employeeIds, content: file.content });
    return createdAnswer(document.id);
  };
}

function categoryIn({ documentCategories }: SageHrData, check: FieldReader): number | null {
  const id = check.integer("category_id") ?? documentCategories[0]?.id ?? null;
  if (id !== null && !documentCategories.some((row) => row.id === id)) check.errors.push("Category must exist");
  return id;
}

function describe(check: FieldReader): Partial<DocumentProfile> {
  const expires = check.flag("expires");
  return {
    description: check.text("description") ?? null,
    source: check.text("source") ?? "API",
    shared_with_everyone: check.flag("shared_with_everyone"),
    shared_with_team_manager: check.flag("shared_with_team_manager"),
    shared_with_direct_manager: check.flag("shared_with_direct_manager"),
    document_type: check.oneOf(rightToWorkTypes)("right_to_work_document_type") ?? "",
    right_to_work_number: check.text("right_to_work_document_number") ?? "",
    document_expires: expires,
    expiration_date: (expires ? check.required("expiration_date", check.date) : null) ?? null,
  };
}
