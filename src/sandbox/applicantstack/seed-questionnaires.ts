import type { AnswerRow, FilledRow, JobRow } from "./rows.js";
import { daySeconds, staff, type World } from "./seed-world.js";

/** Invents what was filled in: a scored screening where the job asks it, and for some an evaluation by staff. */
export function createQuestionnaires(
  world: World,
  job: JobRow | undefined,
  createdAt: number,
  interviewed: boolean,
  index: number,
): FilledRow[] {
  const { random, formSerials } = world;
  const filled: FilledRow[] = [];
  if (job?.questionnaireSerials.includes(formSerials.screening)) {
    filled.push({
      name: "Screening",
      serial: formSerials.screening,
      submittedAt: createdAt + 30,
      score: random.int(0, 12) * 5,
      answers: screeningAnswers(world, index),
    });
  }
  if (interviewed && random.chance(0.6)) {
    filled.push({
      name: "Interview Evaluation",
      serial: formSerials.evaluation,
      submittedAt: createdAt + Math.floor(daySeconds / 2),
      user: random.pick(staff),
      answers: [
        { question: "Communication (1-5)", value: String(random.int(1, 5)) },
        { question: "Would you hire?", value: random.pick(["Yes", "No", ""]) },
      ],
    });
  }
  return filled;
}

function screeningAnswers({ random, serials, today }: World, index: number): AnswerRow[] {
  const available = new Date((today + random.int(5, 40) * daySeconds) * 1000).toISOString().slice(0, 10);
  const answers: AnswerRow[] = [
    { question: "Can you work weekends?", value: random.pick(["Yes", "No"]) },
    { question: "When can you start?<br><i>Any date</i>", value: available },
    { question: "Which shifts?", value: random.some(["Day", "Evening", "Night"], random.int(1, 3)).join(", ") },
    { question: "", value: "I agree to the terms & conditions" },
    { question: "", value: `<span class="questionnaire_signature">Signed ${index + 1}</span>` },
  ];
  if (index % 8 !== 0) return answers;
  const file = { serial: serials("attachment"), name: "certificate.pdf", isResume: false };
  return [...answers, { question: "Upload your certificate", value: "", file }];
}
