import { createPeople } from "../people.js";
import type { CandidateRow, ContactFields, FilledRow, HireRow, JobRow } from "./rows.js";
import { createContact, dayText, daySeconds, staff, type World } from "./seed-world.js";

/** One hire in five was made by hand and has no candidate. */
const handMadeShare = 0.2;

/** The customer's own fields on hires, with nothing in them. */
export const blankHireCustom = { "Uniform Size": "" };

/** Invents hires out of hired candidates while there are any, the rest by hand; ascending by creation. */
export function createHires(
  world: World,
  count: number,
  candidates: readonly CandidateRow[],
  jobs: readonly JobRow[],
): HireRow[] {
  const hired = candidates.filter((candidate) => candidate.stage === "Hired");
  const linked = hired.slice(0, Math.ceil(count * (1 - handMadeShare)));
  const people = createPeople(world.random, count, "hires.test");
  return people.map((person, index) => {
    const candidate = linked[index];
    const job = jobs.find((row) => row.serial === candidate?.jobSerial) ?? jobs[index % Math.max(1, jobs.length)];
    const createdAt = world.today - Math.floor(((count - index) * 250 * daySeconds) / count);
    return createHire(world, index, createdAt, candidate ?? createContact(person, index), candidate?.serial ?? "", job);
  });
}

function createHire(
  world: World,
  index: number,
  createdAt: number,
  contact: ContactFields,
  candidateSerial: string,
  job: JobRow | undefined,
): HireRow {
  const { random, serials } = world;
  const startDate = dayText(createdAt + random.int(5, 30) * daySeconds);
  // Numbers that begin with 000 are never given to a person.
  const ssn = `000${String(random.int(0, 999_999)).padStart(6, "0")}`;
  return {
    serial: serials("hire"),
    candidateSerial,
    firstName: contact.firstName,
    lastName: contact.lastName,
    address1: contact.address1,
    address2: contact.address2,
    city: contact.city,
    state: contact.state,
    zip: contact.zip,
    phone: contact.phone,
    email: contact.email,
    startDate: index % 7 === 6 ? "" : startDate,
    hireDate: index % 4 === 3 ? "" : startDate,
    birthDate: `${String((index % 12) + 1).padStart(2, "0")}/15/${1970 + index}`,
    ssn,
    payChangeDate: "",
    jobName: job?.name ?? "",
    department: job?.department ?? "",
    location: job?.location ?? "",
    category: job?.category ?? "",
    type: job?.type ?? "",
    payRate: index % 5 === 0 ? "" : `${random.int(17, 40)}.00`,
    stage: index % 3 === 2 ? "New" : index % 9 === 4 ? "Waiting for I-9" : "Complete",
    manager: index % 8 === 7 ? "" : random.pick(staff),
    createdAt,
    modifiedAt: createdAt + random.int(0, 9) * daySeconds,
    questionnaires: index % 2 === 0 ? [emergencyContact(world, createdAt)] : [],
    forms: index % 6 === 5 ? [] : createForms(world, createdAt, contact, ssn),
    custom: { "Uniform Size": random.pick(["S", "M", "L", ""]) },
  };
}

function emergencyContact({ random, formSerials }: World, createdAt: number): FilledRow {
  return {
    name: "Emergency Contact",
    serial: formSerials.emergency,
    submittedAt: createdAt + 3_600,
    ...(random.chance(0.4) ? { user: "Dana Admin" } : {}),
    answers: [
      { question: "Name", value: "Pat Sample" },
      { question: "Phone", value: "5550199" },
    ],
  };
}

function createForms({ formSerials }: World, createdAt: number, contact: ContactFields, ssn: string): FilledRow[] {
  const date = dayText(createdAt + daySeconds);
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return [
    {
      name: "Handbook Receipt",
      serial: formSerials.handbook,
      submittedAt: createdAt + daySeconds,
      answers: [
        { question: "Signature_es_:signer:signature", value: name },
        { question: "Date_es_:signer:date", value: date },
        { question: "Read", value: "Yes" },
        { question: "Declined", value: "" },
      ],
    },
    {
      name: "Federal W-4",
      serial: formSerials.w4,
      submittedAt: createdAt + daySeconds + 600,
      user: "Priya Sample",
      answers: [
        { question: "Social Security Number", value: ssn },
        { question: "topmostSubform[0].Page1[0].f1_05[0]", value: ssn },
        { question: "Date_es_:signer:date", value: date },
      ],
    },
  ];
}
