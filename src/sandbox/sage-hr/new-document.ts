import { instantText } from "./dates.js";
import type { DocumentProfile } from "./document-rows.js";

/** What one document differs from another in, at the least. */
type Essentials = Pick<
  DocumentProfile,
  "id" | "document_category_id" | "file_name" | "file_content_type" | "file_size"
>;

/** A document as the product makes it when nothing is said: for the employee only, without an end. */
export function newDocument(essentials: Essentials, createdBy: number, timeMs: number): DocumentProfile {
  const time = instantText(timeMs);
  return {
    ...essentials,
    description: null,
    company_id: 1,
    file_updated_at: new Date(timeMs).toISOString().replace("Z", "+00:00"),
    ...{ shared_with_everyone: false, shared_with_team_manager: false, shared_with_direct_manager: false },
    ...{ created_by: createdBy, last_edited_by: createdBy },
    source: "web",
    ...{ created_at: time, updated_at: time },
    ...{ acceptance_required: false, acceptance_deadline: null, document_template_pattern_id: null },
    ...{ file_scan_started_at: time, file_scan_result: "Pass" },
    ...{ document_type: "", document_type_other: "", right_to_work_number: "" },
    ...{ document_expires: false, expiration_date: null },
  };
}
