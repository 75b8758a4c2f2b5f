import { ActivityKind, AttachmentKind } from "../../schema/enums.js";
import { Depth } from "../../schema/provider-record.js";
import { isObject } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import { InputRefusal } from "../write.js";
import type {
  AttachedFile,
  FileContent,
  PlanContext,
  StepResult,
  StepResults,
  WriteInputs,
  WriteSession,
  WriteSource,
  WriteStep,
  WrittenRecord,
} from "../write.js";
import { activityKey } from "./workable.activity.js";
import { readFiles } from "./workable.attachment.js";
import type { WorkableClient } from "./workable.client.js";
import { findTraces, isSameText } from "./workable.lost-answer.js";
import { maxTimelinePages } from "./workable.timeline.js";
import { commentRoles, fileWords } from "./workable.write-vocabulary.js";
import { createdBy, ifReadable, memberOf } from "./workable.written.js";

/** Notes: comments on the candidate, which are the application's too. */
export function activityWrite(client: WorkableClient): WriteSource<"createActivity"> {
  return {
    accepts: ["candidateId", "applicationId", "kind", "links", "visibility"],
    requires: [["candidateId", "applicationId"]],
    actor: "required",
    limits: [
      { field: "kind", values: [ActivityKind.NOTE] },
      { field: "visibility", values: commentRoles },
    ],
    remark: "Links become lines below the text. Administrators see every note.",
    plan({ body, links = [], visibility, ...target }, context) {
      const candidateId = targetOf(target);
      const step = commentStep(client, "comment", () => candidateId, {
        memberId: memberOf(context),
        body: withLinks(body, links),
        ...(visibility && { policy: visibility }),
      });
      return { steps: [step], results: (_session, done) => activityOf(done, step.name) };
    },
  };
}

/** Files: each is the one attachment of a comment, since Workable has no other place for them. */
export function attachmentWrite(client: WorkableClient): WriteSource<"createAttachment"> {
  return {
    accepts: ["candidateId", "applicationId", "kind", "comment"],
    requires: [["candidateId", "applicationId"]],
    actor: "required",
    remark:
      "The file goes into a comment. Workable keeps no kind of it: without `comment`, the comment tells it in words.",
    plan({ comment, file, kind, ...target }, context) {
      const candidateId = targetOf(target);
      const step = commentStep(client, "comment", () => candidateId, {
        memberId: memberOf(context),
        body: comment ?? wordsFor(file, kind),
        attachment: file,
      });
      return {
        steps: [step],
        resultCalls: [filesCall],
        carried: { Attachment: Depth.DETAIL },
        results: async (session, done) => [
          ...(await attachmentNamed(client, session, candidateId, file.fileName)),
          ...activityOf(done, step.name),
        ],
      };
    },
  };
}

/** The record of a candidate: an application has the same id. */
function targetOf({ candidateId, applicationId }: { candidateId?: string; applicationId?: string }): string {
  const id = candidateId ?? applicationId;
  if (id === undefined) throw new InputRefusal("Give candidateId or applicationId.", ["candidateId"]);
  if (applicationId !== undefined && applicationId !== id) {
    throw new InputRefusal("The application is another candidate's. Give one of the two.", ["applicationId"]);
  }
  return id;
}

function withLinks(body: string, links: NonNullable<WriteInputs["createActivity"]["links"]>): string {
  const lines = links.map(({ label, url }) => (label === undefined ? url : `${label}: ${url}`));
  return lines.length === 0 ? body : `${body}\n\n${lines.join("\n")}`;
}

/** A comment needs a text, so that a file without one is told by its name, and by its kind where that is known. */
function wordsFor({ fileName }: FileContent, kind: AttachmentKind = AttachmentKind.OTHER): string {
  const word = fileWords[kind];
  return word === undefined ? fileName : `${word}: ${fileName}`;
}

interface Comment {
  memberId: string;
  body: string;
  /** Roles that may see it; Workable's own choice unless said. */
  policy?: readonly string[];
  attachment?: FileContent;
}

/** A comment on a candidate, who may be known only by what an earlier step made. */
export function commentStep(
  client: WorkableClient,
  name: string,
  candidateOf: (done: StepResults) => string,
  { memberId, body, policy, attachment }: Comment,
): WriteStep {
  const file = attachment && { name: attachment.fileName, data: attachment };
  const json = { member_id: memberId, comment: { body, policy, attachment: file } };
  const look = (session: WriteSession, sentAt: Date, done: StepResults): Promise<StepResult[]> => {
    const isOwn = (row: PayloadReader) => isSameText(row.text("body"), body);
    const trace = { candidateId: candidateOf(done), memberId, action: "comment", isOwn };
    return findTraces(client, session, trace, sentAt);
  };
  return {
    name,
    call: "POST /candidates/{id}/comments",
    find: { call: "GET /candidates/{id}/activities", calls: maxTimelinePages, look },
    send: async (session, done) => {
      const sentAt = session.now();
      const candidateId = candidateOf(done);
      const answer = await client.actOnCandidate(session, candidateId, "comments", json);
      const id = isObject(answer.body) ? answer.body["id"] : undefined;
      if (typeof id === "string") return { created: { model: "Activity", key: activityKey({ candidateId }, id) } };
      // As documented the answer is blank; then the timeline tells the id.
      return (await ifReadable(() => look(session, sentAt, done)))?.at(-1) ?? {};
    },
  };
}

/** A comment for each file, since a comment takes one. Throws an InputRefusal when there are files and no member. */
export function fileComments(
  client: WorkableClient,
  files: readonly AttachedFile[],
  context: PlanContext,
  candidateOf: (done: StepResults) => string,
): WriteStep[] {
  return files.map(({ content, kind }, index) =>
    commentStep(client, `attachment ${String(index + 1)}`, candidateOf, {
      memberId: memberOf(context),
      body: wordsFor(content, kind),
      attachment: content,
    }),
  );
}

/** The comment that a step made; nothing where Workable did not tell its id. */
export function activityOf(done: StepResults, step: string): WrittenRecord[] {
  const created = createdBy(done, step);
  return created ? [{ model: "Activity", key: created.key }] : [];
}

/** The call that `attachmentNamed` makes. */
export const filesCall = "GET /candidates/{id}/files";

/** The newest file of that name; nothing where the list does not have it, or not yet. */
export async function attachmentNamed(
  client: WorkableClient,
  session: WriteSession,
  candidateId: string,
  fileName: string,
): Promise<WrittenRecord[]> {
  const files = await ifReadable(() => readFiles(client, session, candidateId));
  const draft = files?.findLast((file) => file.fileName === fileName);
  return draft ? [{ model: "Attachment", key: draft.key, draft }] : [];
}
