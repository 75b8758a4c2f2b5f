import { cities, departmentNames, industries, jobTitles } from "../../names.js";
import type { Random } from "../../random.js";
import type { DepartmentRow, JobRow, MemberRow, QuestionRow, StageRow } from "../types.js";
import { createTrialPipeline } from "./account.js";
import { dayMs, seconds } from "./time.js";

interface JobWorld {
  readonly random: Random;
  readonly today: number;
  readonly subdomain: string;
  readonly departments: readonly DepartmentRow[];
  readonly members: readonly MemberRow[];
  readonly stages: StageRow[];
}

const states = new Map([
  [3, "draft"],
  [5, "closed"],
  [9, "archived"],
]);
const trialJobIndex = 2;
const departmentlessIndex = 4;

/** Makes jobs of every state; number 2 has a pipeline of its own and number 4 no department, code, salary or questions. */
export function createJobs(world: JobWorld, count: number): JobRow[] {
  return Array.from({ length: count }, (_, index) => createJob(world, index));
}

function createJob(world: JobWorld, index: number): JobRow {
  const { random, subdomain, today } = world;
  const bare = index === departmentlessIndex;
  const title = jobTitles[index % jobTitles.length] ?? "Helper";
  const shortcode = index === 1 ? "GROOV003" : random.text("0123456789ABCDEF", 10);
  const number = 6_100_321 + index;
  const code = bare ? null : `GB/${index + 1}/${title.slice(0, 2).toUpperCase()}`;
  const createdAt = today - (200 - index * 7) * dayMs;
  const hierarchy = bare ? [] : hierarchyOf(world.departments, random.pick(departmentNames));
  return {
    id: (0x61f0a3 + index * 5).toString(16),
    title,
    full_title: code === null ? title : `${title} - ${code}`,
    shortcode,
    code,
    state: states.get(index) ?? "published",
    department: hierarchy.at(-1)?.name ?? null,
    department_hierarchy: hierarchy,
    url: `https://${subdomain}.workable.example.com/jobs/${number}`,
    application_url: `https://${subdomain}.workable.example.com/jobs/${number}/candidates/new`,
    shortlink: `https://apply.workable.example.com/j/${shortcode}`,
    ...placeOf(random),
    salary: bare
      ? { salary_from: null, salary_to: null, salary_currency: null }
      : { salary_from: random.int(28, 50) * 1000, salary_to: random.int(51, 90) * 1000, salary_currency: "gbp" },
    created_at: seconds(createdAt),
    updated_at: seconds(Math.min(today, createdAt + random.int(1, 90) * dayMs + random.int(0, 86_399) * 1000)),
    detail: { texts: textsOf(title), facts: factsOf(random, bare) },
    stages: index === trialJobIndex ? createTrialPipeline() : world.stages,
    questions: bare ? [] : questionsOf(index),
    memberIds: random.some(world.members, 3).map((member) => member.id),
  };
}

/** Root first; the ids are the hexadecimal ones of `/departments` read as numbers. */
function hierarchyOf(departments: readonly DepartmentRow[], name: string): { id: number; name: string }[] {
  const leaf = departments.find((department) => department.name === name);
  if (!leaf) return [];
  const parent = departments.find((department) => department.id === leaf.parent_id);
  return [parent, leaf].flatMap((row) => (row ? [{ id: Number.parseInt(row.id, 16), name: row.name }] : []));
}

function placeOf(random: Random): Pick<JobRow, "workplace_type" | "location" | "locations"> {
  const city = random.pick(cities);
  const workplaceType = random.pick(["on_site", "on_site", "hybrid", "remote"]);
  return {
    workplace_type: workplaceType,
    location: {
      location_str: `${city.name}, ${city.country}`,
      country: city.country,
      country_code: city.countryCode,
      region: null,
      region_code: city.region,
      city: city.name,
      zip_code: null,
      telecommuting: workplaceType === "remote",
      workplace_type: workplaceType,
    },
    locations: [
      {
        shortcode: `J${random.text("0123456789ABCDEF", 10)}`,
        country_code: city.countryCode,
        country_name: city.country,
        state_code: city.region,
        subregion: null,
        zip_code: null,
        city: city.name,
        coords: city.coords,
        hidden: false,
      },
    ],
  };
}

function textsOf(title: string): JobRow["detail"]["texts"] {
  const safeTitle = title.replaceAll("&", "&amp;");
  const description = `<p>We look for a ${safeTitle} who likes <strong>calm</strong> work &amp; good company.</p>`;
  const requirements = "<ul><li>Two years in a similar role</li><li>Plain speech</li></ul>";
  const benefits = "<ul><li>Free lunch</li></ul>";
  return { full_description: `${description}${requirements}${benefits}`, description, requirements, benefits };
}

function factsOf(random: Random, bare: boolean): Record<string, string | null> {
  return {
    employment_type: bare ? null : random.pick(["Full-time", "Part-time", "Contract", "Temporary", "Other"]),
    industry: bare ? null : random.pick(industries),
    function: null,
    experience: bare ? null : random.pick(["Associate", "Mid-Senior level", "Director"]),
    education: bare ? null : random.pick(["Bachelor's Degree", "High School or equivalent"]),
  };
}

function questionsOf(index: number): QuestionRow[] {
  const id = (number: number) => (0x9e5000 + index * 16 + number).toString(16);
  const choices = (...bodies: string[]) => bodies.map((body, at) => ({ id: `${id(8)}${at}`, body }));
  return [
    { id: id(0), body: "Notice period?", type: "short_text", required: true },
    { id: id(1), body: "Tell us about <em>one</em> thing you built", type: "free_text", required: false },
    { id: id(2), body: "Do you hold a driving licence?", type: "boolean", required: true },
    {
      id: id(3),
      body: "Preferred shift",
      type: "dropdown",
      required: false,
      single_answer: true,
      choices: choices("Morning", "Night"),
    },
    {
      id: id(4),
      body: "Languages",
      type: "multiple_choice",
      required: false,
      single_answer: false,
      choices: choices("English", "Español", "日本語"),
    },
    { id: id(5), body: "Years of experience", type: "numeric", required: false },
    { id: id(6), body: "Earliest start", type: "date", required: false },
    {
      id: id(7),
      body: "Certificate",
      type: "file",
      required: false,
      supported_file_types: ["pdf"],
      max_file_size: 20_971_520,
    },
  ];
}
