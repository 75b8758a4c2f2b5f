export const graphqlMediaTypes = ["application/json", "application/graphql-response+json"] as const;

export interface AcceptedMediaType {
  type: (typeof graphqlMediaTypes)[number];
  /** Whether the client asked for it by name, and not for anything. */
  isNamed: boolean;
}

interface Range {
  essence: string;
  quality: number;
  order: number;
}

/** The media type in which a client wants its answer; null when it accepts none in which there are answers. */
export function acceptedMediaType(accept = "*/*"): AcceptedMediaType | null {
  const ranges = accept.split(",").map(toRange);
  const matches = graphqlMediaTypes.flatMap((type) => matchOf(ranges, type) ?? []);
  const [best] = matches.toSorted(
    (one, other) => other.quality - one.quality || other.precision - one.precision || one.order - other.order,
  );
  return best ? { type: best.type, isNamed: best.precision === precise } : null;
}

function toRange(text: string, order: number): Range {
  const [essence = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { essence, quality: quality === undefined ? 1 : Number(quality), order };
}

const precise = 2;

/** How much a type is wanted: what the most precise range says of it counts. */
function matchOf(ranges: readonly Range[], type: AcceptedMediaType["type"]) {
  const precisions = ["*/*", "application/*", type];
  for (let precision = precise; precision >= 0; precision -= 1) {
    const range = ranges.find(({ essence }) => essence === precisions[precision]);
    if (range) return range.quality > 0 ? { ...range, type, precision } : null;
  }
  return null;
}
