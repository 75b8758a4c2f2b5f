import { companies, degrees, industries, jobTitles, schools, skills, studyFields } from "../../names.js";
import type { Random } from "../../random.js";
import type { CandidateDetail, QuestionRow } from "../types.js";
import type { CandidateSeed, CandidateWorld } from "./candidates.js";
import { milliseconds } from "./time.js";

interface DetailFacts {
  readonly anonymized: boolean;
  readonly disqualifiedAt: number | null;
  readonly withdrew: boolean;
  readonly resumeUrl: string | null;
  readonly originatingId: string | null;
}

/** Makes the keys that only the detail call has; an anonymized candidate keeps none of the personal ones. */
export function createCandidateDetail(world: CandidateWorld, seed: CandidateSeed, facts: DetailFacts): CandidateDetail {
  const { random, members } = world;
  const { index, job, person } = seed;
  const bare = facts.anonymized;
  const profiles = bare ? [] : profilesOf(random, index);
  return {
    image_url: null,
    disqualified_at: facts.disqualifiedAt === null ? null : milliseconds(facts.disqualifiedAt + 417),
    withdrew: facts.withdrew,
    uploader_id: index % 4 === 0 ? (members[0]?.id ?? null) : null,
    cover_letter: bare || index % 3 > 0 ? null : "<p>Dear all,</p><p>I build bridges &amp; keep them dry.</p>",
    summary: bare || index % 2 > 0 ? null : "Steady hands, early riser — 毎朝五時に起きます.",
    education_entries: bare ? [] : educationOf(random, index),
    experience_entries: bare ? [] : experienceOf(random, index),
    skills: bare ? [] : random.some(skills, random.int(0, 4)).map((name) => ({ name })),
    answers: bare ? [] : (job?.questions ?? []).map((question) => answerTo(question, random, world.baseUrl)),
    resume_url: facts.resumeUrl,
    ...(profiles.length > 0 ? { social_profiles: profiles } : {}),
    tags: random.some(["priority", "referral", "Zweitgespräch"], random.int(0, 2)),
    location: {
      location_str: bare ? null : `${person.city.name}, ${person.city.country}`,
      country: bare ? null : person.city.country,
      country_code: bare ? null : person.city.countryCode,
      region: null,
      region_code: bare ? null : person.city.region,
      city: bare ? null : person.city.name,
      zip_code: bare ? null : person.city.zip,
    },
    originating_candidate_id: facts.originatingId,
  };
}

function profilesOf(random: Random, index: number): object[] {
  if (random.chance(0.4)) return [];
  const url = `https://social.test/person-${index}`;
  return [{ type: "linkedin", name: "LinkedIn", username: `person-${index}`, url }];
}

function educationOf(random: Random, index: number): object[] {
  return Array.from({ length: random.int(0, 2) }, (_, at) => ({
    id: (0x3fd10001 + index * 4 + at).toString(16),
    degree: random.pick(degrees),
    school: random.pick(schools),
    field_of_study: random.chance(0.2) ? null : random.pick(studyFields),
    start_date: `${2008 + at * 4}-09-01`,
    end_date: `${2011 + at * 4}-06-30`,
  }));
}

function experienceOf(random: Random, index: number): object[] {
  return Array.from({ length: random.int(0, 3) }, (_, at) => ({
    id: (0x3fe20001 + index * 4 + at).toString(16),
    title: random.pick(jobTitles),
    summary: at === 0 ? null : "Ran the <b>night</b> shift",
    start_date: `${2014 + at * 2}-08-01`,
    end_date: at === 0 ? null : `${2015 + at * 2}-12-31`,
    company: random.pick(companies),
    industry: random.pick(industries),
    current: at === 0,
  }));
}

function answerTo(question: QuestionRow, random: Random, baseUrl: string) {
  const bodies = (question.choices ?? []).map((choice) => ({ body: choice.body }));
  const answers: Record<string, () => object> = {
    short_text: () => ({ body: random.pick(["One month", "None & ready", "3 Monate"]) }),
    free_text: () => ({ body: "<p>A <strong>bridge</strong> of 40&nbsp;m &lt;span&gt;</p>" }),
    boolean: () => ({ checked: random.chance(0.5) }),
    dropdown: () => ({ choices: random.some(bodies, 1) }),
    multiple_choice: () => ({ choices: random.some(bodies, 2) }),
    numeric: () => ({ number: random.int(0, 30) }),
    date: () => ({ date: "2026-12-01" }),
    file: () => ({ file_url: `${baseUrl}/files/answers/certificate.pdf?signature=sandbox-answer` }),
  };
  return { question: { body: question.body }, answer: answers[question.type]?.() ?? {} };
}
