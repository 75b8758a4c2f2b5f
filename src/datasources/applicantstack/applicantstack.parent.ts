import { AppError } from "../../lib/errors.js";
import type { Draft } from "../../schema/draft.js";
import type { ModelName } from "../../schema/model-name.js";
import type { Models } from "../../schema/models.js";
import { Depth } from "../../schema/provider-record.js";
import { PayloadError, reader } from "../http/payload.js";
import type { PayloadReader } from "../http/payload.js";
import type { Conditions, ListSource, ModelSource, ParentRecord } from "../provider.js";
import { candidatesResource, readRecord } from "./applicantstack.client.js";
import { wholePage } from "./applicantstack.lists.js";

const detailDepth: number = Depth.DETAIL;
/** No candidate has as many notes or files; they all come at once. */
const mostParts = 1000;

export type Parts<Name extends ModelName> = { rows: Draft<Models[Name]>[]; problems: string[] };

/** The candidate record that a candidate or an application was mapped from; null when it did not come along. */
export function heldRecord({ model, depth, payload }: ParentRecord): { row: PayloadReader; depth: Depth } | null {
  if ((model !== "Candidate" && model !== "Application") || payload === undefined) return null;
  const row = reader(payload, candidatesResource.noun);
  return { row, depth: depth >= detailDepth ? Depth.DETAIL : Depth.LIST };
}

/** The same, only when it holds what a record asked for by itself holds. */
export function heldDetail(parent: ParentRecord): PayloadReader | null {
  const held = heldRecord(parent);
  return held?.depth === Depth.DETAIL ? held.row : null;
}

/** A model whose records are parts of a candidate record; their keys begin with the candidate's and a slash. */
export function partsOfCandidate<Name extends ModelName>(
  toParts: (candidate: PayloadReader) => Parts<Name>,
): Required<Pick<ModelSource<Name>, "list" | "get">> {
  const call = `GET ${candidatesResource.record}/{serial}`;
  const list: ListSource<Name> = {
    call,
    pageSize: mostParts,
    native: {},
    requires: ["candidate", "application"],
    isWhole: true,
    heldBy: { Candidate: "detail", Application: "detail" },
    page: async (session, { conditions }) => {
      const serial = serialOf(conditions);
      const candidate = serial === null ? null : await readRecord(session, candidatesResource, serial);
      const { rows, problems } = candidate ? orProblem(() => toParts(candidate)) : { rows: [], problems: [] };
      return wholePage<Name>(rows, problems);
    },
    fromParent: (parent) => {
      const candidate = heldDetail(parent);
      if (candidate === null) return null;
      const { rows, problems } = orProblem(() => toParts(candidate));
      // Only a page can tell of problems, so that one is read when there are any.
      return problems.length === 0 ? rows : null;
    },
  };
  const get = {
    call,
    read: async (...[session, key]: Parameters<NonNullable<ModelSource<Name>["get"]>["read"]>) => {
      const candidate = await readRecord(session, candidatesResource, key.split("/", 1).join());
      return (candidate && orProblem(() => toParts(candidate)).rows.find((draft) => draft.key === key)) ?? null;
    },
  };
  return { list, get };
}

/** Candidate and application have one serial, so two that differ have nothing in common. */
function serialOf(conditions: Conditions): string | null {
  const serials = [conditions["candidate"]?.eq, conditions["application"]?.eq].filter((serial) => serial !== undefined);
  const [serial] = serials;
  if (typeof serial !== "string") {
    throw new AppError("UNSUPPORTED_BY_PROVIDER", "ApplicantStack lists this only for one candidate or application.");
  }
  return serials.every((other) => other === serial) ? serial : null;
}

function orProblem<Name extends ModelName>(read: () => Parts<Name>): Parts<Name> {
  try {
    return read();
  } catch (error) {
    if (error instanceof PayloadError) return { rows: [], problems: [error.message] };
    throw error;
  }
}
