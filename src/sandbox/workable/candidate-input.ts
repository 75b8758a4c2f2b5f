import { isObject } from "../settings.js";
import { dateOf, isEmail, listOf, requiredTextOf, textOf, textsOf, type Fields } from "./input.js";
import { blank, invalid, invalidOf, within, type Problem } from "./refusal.js";
import type { CandidateDetail, CandidateRow } from "./types.js";

type Names = Pick<CandidateRow, "name" | "firstname" | "lastname">;
type Texts = Partial<Pick<CandidateRow, "headline" | "address" | "phone">>;

/** What a body says of a candidate; absent keys were not given. */
export interface CandidateChanges {
  readonly row: Texts;
  readonly detail: Partial<CandidateDetail>;
}

/** Reads the name, whole or in its two parts, and the e-mail address, all of which a new candidate needs. */
export function readIdentity(fields: Fields): Names & { email: string } {
  const [name, email] = [textOf(fields, "name"), textOf(fields, "email")];
  const [firstname, lastname] = [textOf(fields, "firstname"), textOf(fields, "lastname")];
  const names = firstname && lastname ? joinName(firstname, lastname) : splitName(name ?? "");
  const problems: Problem[] = [
    ...(names.name ? [] : [["name", blank] as const]),
    ...(email ? [] : [["email", blank] as const]),
  ];
  if (problems.length > 0 || !email) throw invalidOf(problems);
  if (!isEmail(email)) throw invalid("email");
  return { ...names, email };
}

/** Reads a changed name or e-mail address; neither can be taken away. */
export function readIdentityChange(fields: Fields, old: CandidateRow): Partial<Names & { email: string }> {
  const [firstname, lastname, email] = ["firstname", "lastname", "email"].map((name) => textOf(fields, name));
  if (firstname === null) throw invalid("firstname", blank);
  if (lastname === null) throw invalid("lastname", blank);
  if (email === null) throw invalid("email", blank);
  if (email !== undefined && !isEmail(email)) throw invalid("email");
  const isRenamed = firstname !== undefined || lastname !== undefined;
  return {
    ...(isRenamed ? joinName(firstname ?? old.firstname ?? "", lastname ?? old.lastname ?? "") : {}),
    ...(email === undefined ? {} : { email }),
  };
}

function joinName(firstname: string, lastname: string): Names {
  return { name: `${firstname} ${lastname}`.trim(), firstname: firstname || null, lastname: lastname || null };
}

function splitName(name: string): Names {
  const [firstname = "", ...rest] = name.trim().split(/\s+/u);
  return joinName(firstname, rest.join(" "));
}

/** Reads all that can be written of a candidate again and again; lists replace those before. */
export function readChanges(fields: Fields, at: number): CandidateChanges {
  const row: Texts = {};
  for (const name of ["headline", "address", "phone"] as const) {
    const text = textOf(fields, name);
    if (text !== undefined) row[name] = text;
  }
  const detail: Partial<CandidateDetail> = {};
  for (const name of ["cover_letter", "summary", "image_url"] as const) {
    const text = textOf(fields, name);
    if (text !== undefined) detail[name] = text;
  }
  const [tags, skills] = [textsOf(fields, "tags"), textsOf(fields, "skills")];
  const [education, experience] = [readEducation(fields, at), readExperience(fields, at)];
  const profiles = readProfiles(fields);
  return {
    row,
    detail: {
      ...detail,
      ...(tags ? { tags } : {}),
      // Written as texts, read as objects, in lower case.
      ...(skills ? { skills: skills.map((name) => ({ name: name.toLowerCase() })) } : {}),
      ...(education ? { education_entries: education } : {}),
      ...(experience ? { experience_entries: experience } : {}),
      ...(profiles ? { social_profiles: profiles } : {}),
    },
  };
}

function readEducation(fields: Fields, at: number): object[] | undefined {
  const texts = ["degree", "school", "field_of_study"];
  return readEntries(fields, "education_entries", "school", (entry, place) => ({
    id: entry["id"] ?? (at * 256 + place).toString(16),
    ...Object.fromEntries(texts.map((name) => [name, textOf(entry, name) ?? null])),
    ...readPeriod(entry),
  }));
}

function readExperience(fields: Fields, at: number): object[] | undefined {
  const text = (entry: Fields, name: string) => textOf(entry, name) ?? null;
  return readEntries(fields, "experience_entries", "title", (entry, place) => ({
    id: entry["id"] ?? (at * 256 + 128 + place).toString(16),
    title: text(entry, "title"),
    summary: text(entry, "summary"),
    ...readPeriod(entry),
    company: text(entry, "company"),
    industry: text(entry, "industry"),
    current: entry["current"] === true,
  }));
}

function readEntries(
  fields: Fields,
  name: string,
  required: string,
  read: (entry: Fields, place: number) => object,
): object[] | undefined {
  return listOf(fields, name)?.map((entry, place) => {
    if (!isObject(entry)) throw invalid(name);
    return within(name, () => {
      requiredTextOf(entry, required);
      return read(entry, place);
    });
  });
}

function readPeriod(entry: Fields): { start_date: string | null; end_date: string | null } {
  return { start_date: dateOf(entry, "start_date") ?? null, end_date: dateOf(entry, "end_date") ?? null };
}

const profileTypes = new Set(
  (
    "academiaedu angellist behance bitbucket blogger crunchbase dandyid delicious deviantart digg doyoubuzz dribble " +
    "dribbble econsultancy facebook flavorsme flickr fullcontact getglue gist github goodreads googleplus gravatar " +
    "hackernews hiim klout lanyrd linkedin myspace ohloh orkut pinterest quora reddit scribd slideshare " +
    "stackexchange stackoverflow tumblr twitter typepad vk wordpress xing"
  ).split(" "),
);

function readProfiles(fields: Fields): object[] | undefined {
  return readEntries(fields, "social_profiles", "url", (profile) => {
    const type = requiredTextOf(profile, "type");
    if (!profileTypes.has(type)) throw invalid("type");
    const optional = ["name", "username"].map((name) => [name, textOf(profile, name)] as const);
    return {
      type,
      ...Object.fromEntries(optional.filter(([, text]) => typeof text === "string")),
      url: profile["url"],
    };
  });
}
