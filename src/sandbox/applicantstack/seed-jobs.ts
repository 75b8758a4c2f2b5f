import { cities, departmentNames, jobTitles } from "../names.js";
import type { JobRow } from "./rows.js";
import { dayText, daySeconds, type World } from "./seed-world.js";

const stages = [
  { stage: "Open", stageType: "Open" },
  { stage: "Open", stageType: "Open" },
  { stage: "Filled", stageType: "Filled" },
  { stage: "Open", stageType: "Open" },
  { stage: "On Hold", stageType: "" },
  { stage: "Hot Job", stageType: "Open" },
  { stage: "Cancelled", stageType: "Cancelled" },
  { stage: "Pending Approval", stageType: "" },
  { stage: "Open", stageType: "Open" },
] as const;
const types = ["Non-exempt (hourly)", "Exempt (salaried)", ""] as const;
const categories = ["Service Workers", "Professionals", "Office/Clerical", ""] as const;
const salaries = ["$17 - $19 /hour", "$52,000 - $61,000", "", "DOE"] as const;
const boards = ["applicantstack", "glassdoor", "google", "indeed", "linkedinjobs"] as const;

/** Invents jobs in every stage, ascending by creation. */
export function createJobs(world: World, count: number): JobRow[] {
  const { random, serials, today, formSerials } = world;
  return Array.from({ length: count }, (_, index) => {
    const createdAt = today - Math.floor((420 - (index * 110) / count) * daySeconds) + random.int(0, 40_000);
    const { stage, stageType } = stages[index % stages.length] ?? stages[0];
    const city = cities[index % cities.length] ?? random.pick(cities);
    const name = jobTitles[index % jobTitles.length] ?? random.pick(jobTitles);
    const repeat = Math.floor(index / jobTitles.length);
    return {
      serial: serials("job"),
      jobId: String(2050 + index),
      name: repeat > 0 ? `${name} ${repeat + 1}` : name,
      stage,
      stageType,
      location: index % 4 === 3 ? "" : `${city.name}, ${city.region}`,
      department: index % 5 === 4 ? "" : (departmentNames[index % departmentNames.length] ?? ""),
      category: categories[index % categories.length] ?? "",
      type: types[index % types.length] ?? "",
      campaignStartDate: index % 3 === 0 ? dayText(createdAt + daySeconds) : "",
      salaryRange: salaries[index % salaries.length] ?? "",
      boards: stageType === "Open" ? random.some(boards, random.int(1, 4)) : [],
      listing: `${name} wanted.\r\n\tWeekend shifts\r\n\tPaid training & tools`,
      listingHtml: `<p>${name} wanted.</p>\r\n<ul>\r\n\t<li>Weekend shifts</li>\r\n\t<li>Paid training &amp; tools</li>\r\n</ul>\r\n`,
      questionnaireSerials: index % 4 === 2 ? [] : [formSerials.screening],
      note: index % 3 === 1 ? "Ask payroll before an offer" : "",
      createdAt,
      modifiedAt: createdAt + random.int(1, 60) * daySeconds,
      custom: { Shift: random.pick(["Day", "Night", ""]) },
    };
  });
}
