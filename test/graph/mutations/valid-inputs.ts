import type { WriteName } from "../../../src/schema/writes/write-input.js";
import type { MutationWorld, ProviderId } from "./mutation-world.js";

/** Makes an input that its provider takes, with what it asks for and little else; each time for another record. */
export type InputMaker = () => Record<string, unknown>;

/** Makers for each mutation that a provider offers. Where Workable asks for a member, the input names one. */
export function validInputs(world: MutationWorld): Record<ProviderId, Partial<Record<WriteName, InputMaker>>> {
  return { workable: workableInputs(world), applicantstack: applicantStackInputs(world), sagehr: sageHrInputs(world) };
}

/** An input of a mutation that the provider offers. */
export function inputOf(
  inputs: ReturnType<typeof validInputs>,
  provider: ProviderId,
  name: WriteName,
): Record<string, unknown> {
  const made = inputs[provider][name]?.();
  if (!made) throw new Error(`There is no input for ${name} at ${provider}.`);
  return made;
}

let serial = 0;
export const freshEmail = () => `fresh-${String(++serial)}@example.com`;
export const file = () => ({ fileName: "notes.pdf", contentBase64: Buffer.from("notes").toString("base64") });

/** Gives each of the rows once, the first one first. */
function taking<Row>(rows: readonly Row[]): () => Row {
  let next = 0;
  return () => {
    const row = rows[next++];
    if (row === undefined) throw new Error("The sandbox has no such row left.");
    return row;
  };
}

function workableInputs(world: MutationWorld): Partial<Record<WriteName, InputMaker>> {
  const { data } = world.sandbox.workable("acme-demo");
  const id = (model: Parameters<MutationWorld["id"]>[1], key: string) => world.id("workable", model, key);
  const actorId = id("User", data.members[0]?.id ?? "");
  const candidate = taking(data.candidates.filter((row) => !row.disqualified && row.stageSlug !== "hired" && row.job));
  const rejected = taking(data.candidates.filter((row) => row.disqualified && row.job));
  const employee = taking(data.employees.filter((row) => row.state === "published" && row.lastname !== ""));
  const request = taking(data.timeoffRequests.filter((row) => row.pending_approvals.length > 0));
  const job = data.jobs.find((row) => row.state === "published" && row.stages !== data.stages);
  const application = () => ({ applicationId: id("Application", candidate().id), actorId });
  const stageOf = (slug: string, from: string) => (slug === from ? "offer" : slug);
  return {
    createActivity: () => ({ ...application(), body: "A note" }),
    createAttachment: () => ({ ...application(), ...file() }),
    createCandidate: () => ({
      jobId: id("Job", job?.shortcode ?? ""),
      name: "Fresh Face",
      email: freshEmail(),
      actorId,
    }),
    updateCandidate: () => ({ candidateId: id("Candidate", candidate().id), headline: "New", actorId }),
    moveApplication: () => {
      const row = candidate();
      const stage = `${row.job?.shortcode ?? ""}/${stageOf("phone-screen", row.stageSlug)}`;
      return { applicationId: id("Application", row.id), stageId: id("JobInterviewStage", stage), actorId };
    },
    transferApplication: () => {
      const row = candidate();
      const other = data.jobs.find(({ state, shortcode }) => state === "published" && shortcode !== row.job?.shortcode);
      return {
        applicationId: id("Application", row.id),
        jobId: id("Job", other?.shortcode ?? ""),
        mode: "MOVE",
        actorId,
      };
    },
    rejectApplication: application,
    reinstateApplication: () => ({ applicationId: id("Application", rejected().id), actorId }),
    setCandidateTags: () => ({ candidateId: id("Candidate", candidate().id), tags: ["one"] }),
    rateApplication: () => ({ ...application(), scale: "STARS", grade: 3 }),
    recordAssessmentResult: () => ({ ...application(), status: "PASSED" }),
    createEmployee: () => ({
      ...{
        accountId: world.accountId("workable"),
        firstName: "New",
        lastName: "Hand",
        workEmail: freshEmail(),
        actorId,
      },
    }),
    updateEmployee: () => ({ employeeId: id("Employee", employee().id), jobTitle: "Lead", actorId }),
    createEmployeeDocument: () => ({
      ...{ employeeId: id("Employee", employee().id), url: world.fileAddress, actorId },
    }),
    createTimeoffRequest: () => ({
      ...{ employeeId: id("Employee", employee().id), typeId: id("TimeoffType", "7f002"), actorId },
      ...{ startDate: "2027-06-07", endDate: "2027-06-08" },
    }),
    decideTimeoffRequest: () => {
      const row = request();
      const timeoffRequestId = id("TimeoffRequest", `${row.employee_id}/${row.id}`);
      return { timeoffRequestId, decision: "APPROVE", actorId };
    },
    setCustomFields: () => ({
      nodeId: id("Candidate", candidate().id),
      values: [{ key: "ca1001", value: "CC" }],
      actorId,
    }),
  };
}

function applicantStackInputs(world: MutationWorld): Partial<Record<WriteName, InputMaker>> {
  const { data } = world.sandbox.applicantstack("acme-demo");
  const id = (model: Parameters<MutationWorld["id"]>[1], key: string) => world.id("applicantstack", model, key);
  const candidate = taking(data.candidates.filter((row) => row.stage === "New"));
  const hire = taking(data.hires);
  const application = () => ({ applicationId: id("Application", candidate().serial) });
  return {
    createActivity: () => ({ ...application(), body: "A note" }),
    createAttachment: () => ({ ...application(), ...file() }),
    createCandidate: () => ({
      ...{ jobId: id("Job", data.jobs[0]?.serial ?? ""), firstName: "Fresh", lastName: "Face", email: freshEmail() },
    }),
    updateCandidate: () => ({ candidateId: id("Candidate", candidate().serial), phone: "555-0110" }),
    moveApplication: () => ({ ...application(), stageId: id("JobInterviewStage", "Interview") }),
    recordAssessmentResult: () => ({ ...application(), status: "PASSED" }),
    updateEmployee: () => ({ employeeId: id("Employee", hire().serial), phone: "555-0111" }),
    setCustomFields: () => ({
      nodeId: id("Candidate", candidate().serial),
      values: [{ key: "Desired Pay", value: "1" }],
    }),
  };
}

function sageHrInputs(world: MutationWorld): Partial<Record<WriteName, InputMaker>> {
  const { data } = world.sandbox.sagehr("acme-demo");
  const id = (model: Parameters<MutationWorld["id"]>[1], key: number) => world.id("sagehr", model, key);
  const active = taking(data.employees.filter((row) => !row.termination));
  const left = taking(data.employees.filter((row) => row.termination));
  const position = data.recruitmentPositions.find(({ status }) => status === "published");
  const employee = () => ({ employeeId: id("Employee", active().profile.id) });
  return {
    createCandidate: () => ({ jobId: id("Job", position?.id ?? 0), firstName: "Fresh", email: freshEmail() }),
    createEmployee: () => ({
      ...{ accountId: world.accountId("sagehr"), firstName: "New", lastName: "Hand", workEmail: freshEmail() },
    }),
    updateEmployee: () => ({ ...employee(), phone: "555 0112" }),
    terminateEmployee: () => ({ ...employee(), date: "2026-01-31", reasonId: "1" }),
    rehireEmployee: () => ({ employeeId: id("Employee", left().profile.id), date: "2026-03-01" }),
    createEmployeeDocument: () => ({ ...employee(), ...file() }),
    createTimeoffRequest: () => ({
      ...employee(),
      typeId: id("TimeoffType", data.policies[0]?.id ?? 0),
      ...{ startDate: "2027-06-07", endDate: "2027-06-07" },
    }),
    setCustomFields: () => ({
      nodeId: id("Employee", active().profile.id),
      values: [{ key: "3", value: "Blue" }],
    }),
  };
}
