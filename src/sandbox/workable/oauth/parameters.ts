import { isFormBody } from "../../body.js";

/** The fields of a submitted form; nothing of any other body. */
export function parametersOf(body: unknown): URLSearchParams {
  const fields = isFormBody(body) ? body.fields : [];
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
}
