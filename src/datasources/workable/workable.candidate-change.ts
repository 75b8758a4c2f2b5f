import { Depth } from "../../schema/provider-record.js";
import type { WriteSource, WriteStep } from "../write.js";
import { fileRemark, filesOf, fromPerson, personFields } from "./workable.candidate-input.js";
import type { WorkableClient } from "./workable.client.js";
import { fileComments } from "./workable.comment.js";
import { changedCandidate, given, lastDrafts } from "./workable.written.js";

/** Changes of candidates. */
export function candidateChangeWrite(client: WorkableClient): WriteSource<"updateCandidate"> {
  return {
    accepts: personFields,
    actor: "optional",
    remark: fileRemark,
    plan({ candidateId, attachments, ...person }, context) {
      const { resume, others } = filesOf(attachments);
      const candidate = given({ ...fromPerson(person), resume });
      const change: WriteStep = {
        name: "candidate",
        call: "PATCH /candidates/{id}",
        isRepeatable: true,
        send: async (session) => changedCandidate(await client.updateCandidate(session, candidateId, { candidate })),
      };
      const files = fileComments(client, others, context, () => candidateId);
      const isChanged = Object.keys(candidate).length > 0;
      return {
        steps: isChanged ? [change, ...files] : files,
        ...(isChanged && { carried: { Candidate: Depth.DETAIL } }),
        results: (_session, done) => lastDrafts(done) ?? [{ model: "Candidate", key: candidateId }],
      };
    },
  };
}

/** Tags; all of them are replaced. */
export function tagsWrite(client: WorkableClient): WriteSource<"setCandidateTags"> {
  return {
    accepts: [],
    actor: "optional",
    remark: "Workable does not tell who set them.",
    plan: ({ candidateId, tags }) => ({
      steps: [
        {
          name: "tags",
          call: "PUT /candidates/{id}/tags",
          isRepeatable: true,
          send: async (session) => {
            await client.setTags(session, candidateId, { tags });
            return {};
          },
        },
      ],
      results: () => [{ model: "Candidate", key: candidateId }],
    }),
  };
}
