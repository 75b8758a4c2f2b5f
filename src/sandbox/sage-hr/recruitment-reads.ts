import { createRowWriter } from "../response.js";
import { dataAnswer, notFound, pageAnswer, recruitmentPages } from "./envelope.js";
import type { ActionRow, ApplicantRow, RecruitmentPositionRow } from "./recruitment-rows.js";
import type { Reads } from "./router.js";
import type { SageHrData } from "./rows.js";

const writeApplicant = createRowWriter((row: ApplicantRow) => row.profile);
const writeAction = createRowWriter((row: ActionRow) => row);

/** Vacancies, their applicants and what happened to these. */
export function createRecruitmentReads(data: SageHrData): Reads {
  const applicantsOf = (position: RecruitmentPositionRow) =>
    data.applicants.filter((row) => row.positionId === position.id);
  const positionView = (position: RecruitmentPositionRow) => {
    return { ...position, hiring_team: undefined, applicants_count: applicantsOf(position).length };
  };
  return {
    "api/recruitment/positions": (query) => {
      const rows = data.recruitmentPositions.filter((row) => isAsked(row, query));
      return pageAnswer(rows, query, recruitmentPages, (row) => JSON.stringify(positionView(row)));
    },
    "api/recruitment/positions/:id": (_query, id) => {
      const position = data.recruitmentPositions.find((row) => row.id === id);
      if (!position) return notFound();
      const applicants = applicantsOf(position).map(({ profile }) => pickContact(profile));
      return dataAnswer({ ...positionView(position), applicants, hiring_team: position.hiring_team });
    },
    "api/recruitment/positions/:id/applicants": (query, id) => {
      const position = data.recruitmentPositions.find((row) => row.id === id);
      if (!position) return notFound();
      const stageId = query.get("stage_id");
      const rows = applicantsOf(position).filter(
        ({ profile }) => stageId === null || String(profile.stage.id) === stageId,
      );
      return pageAnswer(rows, query, recruitmentPages, writeApplicant);
    },
    "api/recruitment/applicants/:id": (_query, id) => {
      const row = data.applicants.find(({ profile }) => profile.id === id);
      return row ? dataAnswer(applicantDetail(row)) : notFound();
    },
    "api/recruitment/applicants/:id/actions": (query, id) => {
      const row = data.applicants.find(({ profile }) => profile.id === id);
      return row ? pageAnswer(row.actions.toReversed(), query, recruitmentPages, writeAction) : notFound();
    },
  };
}

function isAsked(row: RecruitmentPositionRow, query: URLSearchParams): boolean {
  const status = query.get("status");
  const groups = query.getAll("group_ids[]");
  const locations = query.getAll("location_ids[]");
  const managers = query.getAll("hiring_manager_ids[]");
  return (
    (status === null || row.status === status) &&
    (groups.length === 0 || groups.includes(String(row.group_id))) &&
    (locations.length === 0 || locations.includes(String(row.location_id))) &&
    (managers.length === 0 ||
      row.hiring_team.some(({ id, role }) => role === "hiring_manager" && managers.includes(String(id))))
  );
}

function applicantDetail({ profile, positionId, added_by, referrer }: ApplicantRow): object {
  return {
    ...profile,
    position_id: positionId,
    ...(added_by === undefined ? {} : { added_by }),
    ...(referrer === undefined ? {} : { referrer }),
  };
}

function pickContact({ id, full_name, email }: ApplicantRow["profile"]): object {
  return { id, full_name, email };
}
