import { AttachmentKind } from "../../schema/enums.js";

/** Roles that a comment can be shown to; administrators always see it. */
export const commentRoles: readonly string[] = [
  "admin",
  "recruiting_admin",
  "hiring_manager",
  "simple",
  "reviewer",
  "recruiter",
];

/** How a file's kind is put in words, where Workable keeps no kind. */
export const fileWords: Partial<Record<AttachmentKind, string>> = {
  [AttachmentKind.RESUME]: "Résumé",
  [AttachmentKind.COVER_LETTER]: "Cover letter",
  [AttachmentKind.OFFER_LETTER]: "Offer letter",
  [AttachmentKind.ASSESSMENT_REPORT]: "Assessment report",
  [AttachmentKind.BACKGROUND_CHECK_REPORT]: "Background check report",
};

/** Endings of the files that are taken as résumés. */
export const resumeTypes: readonly string[] = ["pdf", "doc", "docx", "odt", "rtf"];

/** Sites whose profiles are kept. */
export const socialNetworks: ReadonlySet<string> = new Set(
  `academiaedu angellist behance bitbucket blogger crunchbase dandyid delicious deviantart digg doyoubuzz dribble dribbble
  econsultancy facebook flavorsme flickr fullcontact getglue gist github goodreads googleplus gravatar hackernews hiim
  klout lanyrd linkedin myspace ohloh orkut pinterest quora reddit scribd slideshare stackexchange stackoverflow tumblr
  twitter typepad vk wordpress xing`.split(/\s+/u),
);

/** Workable's own choices of employee fields, by their prefix; they are read without it. "employement" is how Workable writes it. */
export const ownChoices = {
  gender: ["male", "female", "non_binary"],
  marital_status: ["single", "married", "common_law", "domestic_partnership"],
  employement_type: ["contractor", "full_time", "part_time"],
} as const satisfies Record<string, readonly string[]>;
