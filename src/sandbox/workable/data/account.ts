import { createHash } from "node:crypto";
import { departmentNames } from "../../names.js";
import type {
  CustomAttributeRow,
  DepartmentRow,
  LegalEntityRow,
  MemberRow,
  ReasonRow,
  StageRow,
  WorkableData,
} from "../types.js";

type AccountPart = Pick<
  WorkableData,
  | "account"
  | "members"
  | "recruiters"
  | "departments"
  | "legalEntities"
  | "stages"
  | "disqualificationReasons"
  | "customAttributes"
>;

/** Makes what an account has one of: members, departments, entities, the default pipeline, reasons and attributes. */
export function createAccount(subdomain: string): AccountPart {
  const name = subdomain.replaceAll("-", " ").replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase());
  return {
    account: {
      // One user may reach several accounts, which only this and the subdomain tell apart.
      id: createHash("sha256").update(subdomain).digest("hex").slice(0, 6),
      name,
      subdomain,
      description: `<p>${name} builds things &amp; keeps them running.</p>`,
      summary: null,
      website_url: `https://${subdomain}.example.com`,
    },
    members: memberFacts.map((facts, index) => createMember(subdomain, facts, index)),
    recruiters: [{ id: "5ec001", name: "Hollow Oak Search", email: "desk@hollow-oak.test" }],
    departments: createDepartments(),
    legalEntities: createLegalEntities(name),
    stages: defaultStages.map(toStage(5_300_010)),
    disqualificationReasons: reasons.map(([description, withdrew], index) => toReason(description, withdrew, index)),
    customAttributes,
  };
}

/** The pipeline of one job only: it has a stage of its own and leaves another out, all under their own ids. */
export function createTrialPipeline(): StageRow[] {
  const stages = defaultStages.filter(([slug]) => slug !== "assessment");
  stages.splice(4, 0, ["trial-day", "Trial Day", "interview"]);
  return stages.map(toStage(5_400_010));
}

type StageFacts = readonly [slug: string, name: string, kind: string];

const defaultStages: readonly StageFacts[] = [
  ["sourced", "Sourced", "sourced"],
  ["applied", "Applied", "applied"],
  ["phone-screen", "Phone Screen", "phone-screen"],
  ["assessment", "Assessment", "assessment"],
  ["technical-interview", "Technical Interview", "interview"],
  ["interview", "Executive Interview", "interview"],
  // A kind that no client knows: Workable may add kinds at any time.
  ["background-check", "Background Check", "background-check"],
  ["offer", "Offer", "offer"],
  ["hired", "Hired", "hired"],
];

function toStage(firstId: number): (facts: StageFacts, index: number) => StageRow {
  return ([slug, name, kind], index) => {
    const id = firstId + index;
    return { id, identifier: id.toString(16), slug, name, kind, position: index + 1 };
  };
}

interface MemberFacts {
  name: string;
  role: string;
  hrisRole: string;
  active?: boolean;
}

const memberFacts: readonly MemberFacts[] = [
  { name: "Dana Iversen", role: "admin", hrisRole: "admin" },
  { name: "Ola Berg", role: "simple", hrisRole: "employee" },
  { name: "Kim Sato", role: "reviewer", hrisRole: "limited" },
  { name: "Žana Čapková", role: "simple", hrisRole: "employee" },
  { name: "Rafael Duarte", role: "admin", hrisRole: "no_access" },
  { name: "Paula Weller", role: "reviewer", hrisRole: "no_access" },
  { name: "Gone Away", role: "simple", hrisRole: "no_access", active: false },
];

function createMember(subdomain: string, facts: MemberFacts, index: number): MemberRow {
  const { name, role, hrisRole, active = true } = facts;
  return {
    id: (0x2b44e1 + index).toString(16),
    name,
    headline: index === 1 ? "Hiring manager" : null,
    email: `member${index + 1}@${subdomain}.test`,
    role,
    type: "Member",
    hris_role: `hris_${hrisRole}`,
    roles: [`ats.${role}`, `hris.${hrisRole}`, ...(index === 0 ? ["workable.superadmin"] : [])],
    active,
    collaboration_rules: [],
    hris_member_scope: null,
  };
}

function createDepartments(): DepartmentRow[] {
  const idOf = (index: number) => (0x92c01 + index).toString(16);
  const rows = departmentNames.map((name, index) => ({
    id: idOf(index),
    name,
    // The kitchen belongs to the first department, operations.
    parent_id: name === "Kitchen" ? idOf(0) : null,
    sample: false,
  }));
  return rows.toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}

function createLegalEntities(accountName: string): LegalEntityRow[] {
  const common = { sample: false, geofencing_settings: null };
  const [entity, location, site] = [1, 2, 3].map((digit) => `0f6d2a0c-5f0e-4a56-9e7c-1b6d5f0c1a1${digit}`);
  if (entity === undefined || location === undefined || site === undefined) return [];
  const name = `${accountName} Ltd`;
  return [
    {
      id: entity,
      name,
      legal_name: "",
      type: "entity",
      parent_id: null,
      display_name: name,
      timezone: "Europe/London",
      ...common,
    },
    {
      id: location,
      name: "Leeds",
      legal_name: null,
      type: "location",
      parent_id: entity,
      display_name: `${name} | Leeds`,
      timezone: null,
      ...common,
    },
    {
      id: site,
      name: "Yard 2",
      legal_name: null,
      type: "site",
      parent_id: location,
      display_name: `${name} | Leeds | Yard 2`,
      timezone: null,
      ...common,
    },
  ];
}

const reasons = [
  ["Not enough experience", false],
  ["Failed assessment", false],
  ["Better candidates & <others>", false],
  ["Accepted another offer", true],
  ["No longer interested", true],
] as const;

function toReason(description: string, withdrew: boolean, index: number): ReasonRow {
  return { id: (0xd15900 + index).toString(16), description, candidate_withdrew: withdrew, position: index + 1 };
}

const customAttributes: CustomAttributeRow[] = [
  { id: "ca1001", type: "short_text", enabled: true, label: "Cost centre", hint: null },
  { id: "ca1002", type: "boolean", enabled: true, label: "Has driving licence", hint: "Class B" },
  { id: "ca1003", type: "numeric", enabled: true, label: "Expected salary", hint: null },
  { id: "ca1004", type: "date", enabled: false, label: "Available from", hint: null },
  {
    id: "ca1005",
    type: "dropdown",
    enabled: true,
    label: "Shift",
    hint: null,
    single_answer: true,
    choices: ["Morning", "Night"].map((body, index) => ({
      id: `ca2${index}01`,
      body,
      hint: null,
      translations: { en: { body, hint: null } },
    })),
  },
];
