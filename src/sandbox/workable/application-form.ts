const text = (key: string, label: string) => ({ key, label, type: "string", required: false, max_length: 255 });
const longText = (key: string, label: string) => ({ key, label, type: "free_text", required: false });
const date = (key: string, label: string) => ({ key, label, type: "date", required: false });
const file = (key: string, label: string, types: string[]) => ({
  key,
  label,
  type: "file",
  required: false,
  supported_file_types: types,
  max_file_size: 5_242_880,
});
const list = (key: string, label: string, fields: object[]) => ({
  key,
  label,
  type: "complex",
  required: false,
  multiple: true,
  fields,
});

/** The form that Workable gives a job by default; name and e-mail are implicit. */
export const formFields: readonly object[] = [
  text("headline", "Headline"),
  text("phone", "Phone"),
  { key: "address", label: "Address", type: "string", required: false },
  file("avatar", "Photo", ["jpg", "jpeg", "gif", "png"]),
  list("education", "Education", [
    text("school", "School"),
    text("degree", "Degree"),
    text("field_of_study", "Field of study"),
    date("start_date", "Start date"),
    date("end_date", "End date"),
  ]),
  list("experience", "Experience", [
    text("title", "Title"),
    { key: "company", label: "Company", type: "string", required: false },
    { key: "industry", label: "Industry", type: "string", required: false },
    longText("summary", "Summary"),
    { key: "current", label: "Current", type: "boolean", required: false },
    date("start_date", "Start date"),
    date("end_date", "End date"),
  ]),
  longText("summary", "Summary"),
  file("resume", "Resume", ["pdf", "doc", "docx", "odt", "rtf"]),
  longText("cover_letter", "Cover letter"),
];
