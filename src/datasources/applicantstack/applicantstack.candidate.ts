import type { Candidate } from "../../schema/candidate.js";
import type { Draft } from "../../schema/draft.js";
import { Depth } from "../../schema/provider-record.js";
import { mapFields } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { ModelSource } from "../provider.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { pagedList } from "./applicantstack.lists.js";
import {
  addressOf,
  emailsOf,
  extrasOf,
  fullName,
  personLabels,
  phonesOf,
  timestamp,
  words,
} from "./applicantstack.values.js";

export const candidateLabels: ReadonlySet<string> = new Set([
  ...personLabels,
  ...["Candidate Serial", "Job Serial", "Job Name", "Source", "Rating", "Disposition", "Referred By", "Stage"],
  ...["Stage Type", "Score", "Create Date Timestamp", "Cover Letter", "Notes", "Files", "Questionnaires"],
]);

export const candidateSource: ModelSource<"Candidate"> = {
  coverage: {
    firstName: "list",
    lastName: "list",
    name: "list",
    emails: "list",
    phones: "list",
    address: "list",
    source: "list",
    referredBy: "list",
    remoteCreatedAt: "list",
    extras: "list",
    coverLetter: "detail",
  },
  list: pagedList(candidatesResource, (row) => toCandidate(row, Depth.LIST)),
  get: {
    call: `GET ${candidatesResource.record}/{serial}`,
    read: async (session, key) => {
      const row = await readRecord(session, candidatesResource, key);
      return row && toCandidate(row, Depth.DETAIL);
    },
  },
};

/** Maps the person of a record; the application of the same record is mapped apart. */
export function toCandidate(row: PayloadReader, depth: Depth): Draft<Candidate> {
  const serial = row.id("Candidate Serial");
  const list = mapFields(listFields(row));
  const detail = depth === Depth.DETAIL ? mapFields({ coverLetter: () => words(row, "Cover Letter") }) : null;
  return {
    key: serial,
    remoteId: serial,
    depth,
    payload: row.raw,
    problems: [...list.problems, ...(detail?.problems ?? [])],
    extras: extrasOf(row, candidateLabels),
    ...list.fields,
    ...detail?.fields,
  };
}

function listFields(row: PayloadReader) {
  return {
    firstName: () => words(row, "First Name"),
    lastName: () => words(row, "Last Name"),
    name: () => fullName(row),
    emails: () => emailsOf(row),
    phones: () => phonesOf(row),
    address: () => addressOf(row),
    source: () => words(row, "Source"),
    referredBy: () => words(row, "Referred By"),
    remoteCreatedAt: () => timestamp(row, "Create Date Timestamp"),
  };
}
