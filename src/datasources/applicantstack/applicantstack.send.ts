import { AppError } from "../../lib/errors.js";
import { rejectionOf } from "../http/translate.js";
import { InputRefusal } from "../write.js";
import type { StepResult, StepResults, WriteSession, WrittenRecord } from "../write.js";
import { badResponse, checked, refusalOf, textsOf } from "./applicantstack.client.js";
import { formRefusal } from "./applicantstack.write-forms.js";
import type { WriteForm, WriteForms } from "./applicantstack.write-forms.js";

/** Clocks may differ by this much. */
const clockMarginMs = 60_000;

/** The calls that sending takes at the most, for plans. */
export function callsOf(forms: WriteForms<never>): { call: string; calls: number } {
  const calls = new Set(forms.map(({ method, path }) => `${method} ${path}`));
  return { call: [...calls].join(", "), calls: forms.length };
}

/**
 * Sends a write in the first form that the provider takes, and gives the answer's fields. Throws an AppError; for a refusal it has the parsed
 * body, also where the status was 200.
 */
export async function sendForms<Value>(
  session: WriteSession,
  [first, ...others]: WriteForms<Value>,
  serial: string,
  value: Value,
): Promise<Record<string, unknown>> {
  try {
    return await sendForm(session, first, serial, value);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !isRefused(error)) throw error;
    return await sendForms(session, [next, ...rest], serial, value).catch((later: unknown) => {
      throw isRefused(later) && isAboutForm(later) ? error : later;
    });
  }
}

async function sendForm<Value>(session: WriteSession, form: WriteForm<Value>, serial: string, value: Value) {
  const path = form.path.replace("{serial}", serial);
  const answer = await session.send({ method: form.method, path, body: form.body(value) }).catch((error: unknown) => {
    throw refusalOf(error) ?? error;
  });
  return checked(answer.body);
}

/** Only what was surely not done may be tried in another form. */
function isRefused(error: unknown): boolean {
  return error instanceof AppError && (error.code === "PROVIDER_REJECTED" || error.code === "NOT_FOUND");
}

function isAboutForm(error: unknown): boolean {
  return textsOf(rejectionOf(error)).some((text) => formRefusal.test(text));
}

/** The serial that an answer gives to what was made. Throws PROVIDER_BAD_RESPONSE where it tells none, so that it is looked for. */
export function serialIn(answer: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  const serials = keys.map((key) => answer[key]);
  const serial = serials.find((value) => typeof value === "string" && isSerial(value));
  if (typeof serial === "string") return serial;
  throw badResponse(`"${keys.join('" or "')}"`);
}

/** A key of ours that names a record. Throws an InputRefusal for anything else, which would change the path of a call. */
export function givenSerial(key: string | undefined, field: string): string {
  if (key !== undefined && isSerial(key)) return key;
  throw new InputRefusal("This is no record of ApplicantStack.", [field], "NOT_FOUND");
}

/** The serial of a candidate or an application, of which one is given: both have the same. */
export function givenTarget({ candidateId, applicationId }: { candidateId?: string; applicationId?: string }): string {
  return candidateId === undefined
    ? givenSerial(applicationId, "applicationId")
    : givenSerial(candidateId, "candidateId");
}

function isSerial(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

/** The first moment at which a call that was sent then may have taken effect by the provider's clock. */
export function earliest(sentAt: Date): number {
  // The provider tells whole seconds.
  return Math.floor((sentAt.getTime() - clockMarginMs) / 1000) * 1000;
}

/** The key of the record that a step made. */
export function madeBy(done: StepResults, step: string): string {
  const key = done[step]?.created?.key;
  if (key === undefined) throw new AppError("INTERNAL", `The step "${step}" of a write made no record.`);
  return key;
}

/** What a step made, as its answer carried it or by its key. */
export function recordsOf(result: StepResult | undefined): WrittenRecord[] {
  if (result?.drafts) return [...result.drafts];
  return result?.created ? [result.created] : [];
}
