import { useEffect, useRef } from "react";
import { useLazyLoadQuery } from "react-relay";
import type { CardHandle } from "./board-context";
import type { moveStagesQuery } from "./generated/moveStagesQuery.graphql";
import { stagesOf, stagesQuery, useMove } from "./move";

/** The stages of the card's own job, for those who do not drag. */
export function MoveMenu({ card, onClose }: { card: CardHandle; onClose: () => void }) {
  const data = useLazyLoadQuery<moveStagesQuery>(stagesQuery, { id: card.id });
  const { moveToStage } = useMove();
  const list = useRef<HTMLUListElement>(null);
  const stages = stagesOf(data);
  useEffect(() => {
    list.current?.querySelector("button")?.focus();
  }, []);
  if (stages.length === 0) return <p className="quiet">This job has no stages to move to.</p>;
  return (
    <ul
      ref={list}
      className="menu"
      aria-label={`Stages for ${card.name}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      {stages.map((stage) => (
        <li key={stage.id}>
          <button
            type="button"
            onClick={() => {
              onClose();
              moveToStage(card, stage);
            }}
          >
            {stage.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
