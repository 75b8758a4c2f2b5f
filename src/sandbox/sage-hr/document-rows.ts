/** A document of an employee, or of several, as the API shows it. */
export interface DocumentProfile {
  id: number;
  document_category_id: number | null;
  description: string | null;
  company_id: number;
  file_name: string;
  file_content_type: string;
  file_size: number;
  /** With offset and milliseconds, unlike every other time. */
  file_updated_at: string;
  shared_with_everyone: boolean;
  shared_with_team_manager: boolean;
  shared_with_direct_manager: boolean;
  created_by: number;
  last_edited_by: number;
  source: string;
  created_at: string;
  updated_at: string;
  acceptance_required: boolean;
  acceptance_deadline: string | null;
  document_template_pattern_id: number | null;
  file_scan_started_at: string | null;
  file_scan_result: string;
  document_type: string;
  document_type_other: string;
  right_to_work_number: string;
  document_expires: boolean;
  expiration_date: string | null;
}

/** `content` of an uploaded document is kept to be looked at; no answer gives it away. */
export interface DocumentRow {
  document: DocumentProfile;
  employeeIds: number[];
  content?: Buffer;
}
