import { Field, Float, ID, InputType, registerEnumType } from "type-graphql";

import { DayPart } from "../enums.js";
import { maybe, text } from "../fields.js";
import { DateOnly } from "../scalars.js";
import type { LocalDate } from "../scalars.js";
import { WriteInput } from "./write-input.js";

const optional = { nullable: true } as const;

export enum TimeoffDecision {
  APPROVE = "APPROVE",
  DECLINE = "DECLINE",
}
registerEnumType(TimeoffDecision, {
  name: "TimeoffDecision",
  description: "What is decided about a time-off request.",
  valuesConfig: { APPROVE: { description: "Granted." }, DECLINE: { description: "Refused." } },
});

@InputType({
  description:
    "A day of which only a part is off: a `half`, for which the provider may ask the `hours`, or a span from `startTime` to `endTime`.",
})
export class TimeoffPartInput {
  @Field(() => DateOnly, { description: "Which day." })
  date!: LocalDate;
  @maybe(() => DayPart, "Which half.")
  half?: DayPart;
  @Field(() => Float, { ...optional, description: "How many hours of work that half is." })
  hours?: number;
  @text("From when, as local `HH:MM`.")
  startTime?: string;
  @text("Until when, as local `HH:MM`.")
  endTime?: string;
}

@InputType({ description: "Asks for time off." })
export class CreateTimeoffRequestInput extends WriteInput {
  @Field(() => ID, { description: "The `Employee` who is away." })
  employeeId!: string;
  @Field(() => ID, { description: "The `TimeoffType`." })
  typeId!: string;
  @Field(() => DateOnly, { description: "First day off." })
  startDate!: LocalDate;
  @Field(() => DateOnly, { description: "Last day off." })
  endDate!: LocalDate;
  @Field(() => [TimeoffPartInput], { ...optional, description: "Days of which only a part is off." })
  parts?: TimeoffPartInput[];
  @text("What the employee writes.")
  note?: string;
}

@InputType({ description: "Decides about a time-off request." })
export class DecideTimeoffRequestInput extends WriteInput {
  @Field(() => ID, { description: "The `TimeoffRequest`." })
  timeoffRequestId!: string;
  @Field(() => TimeoffDecision, { description: "The decision." })
  decision!: TimeoffDecision;
}
