import { describe, expect, it } from "vitest";
import { toJob } from "../../../src/datasources/applicantstack/applicantstack.job.js";
import { reader } from "../../../src/datasources/http/payload.js";
import { Depth } from "../../../src/schema/provider-record.js";

const site = "https://acme.example.com";

function job(values: Record<string, unknown> = {}, depth = Depth.LIST) {
  const row = {
    "Method Result": "Success",
    "Job Serial": "a2zzzzzj0001",
    "Job ID": "2051",
    "Job Name": "Line Cook",
    Stage: "Hot Job",
    "Stage Type": "Open",
    Location: "Dayton, Ohio",
    Department: "Kitchen",
    "Job Category": "Service Workers",
    "Job Type": "Non-exempt (hourly)",
    "Campaign Start Date": "03/01/2024",
    "Salary Range": "$17 - $19 /hour",
    "Create Date": "02/28/2024 10:15 AM",
    "Create Date Timestamp": 1709133312,
    "Last Modified Date Timestamp": 1709415655,
    ...values,
  };
  return toJob(reader(row, "Jobs[0]"), depth, site);
}

describe("an ApplicantStack job", () => {
  it("takes the fields of a row and its public pages", () => {
    expect(job()).toMatchObject({
      key: "a2zzzzzj0001",
      title: "Line Cook",
      code: "2051",
      status: "OPEN",
      statusLabel: "Hot Job",
      employmentType: "Non-exempt (hourly)",
      category: "Service Workers",
      locations: [{ formatted: "Dayton, Ohio" }],
      compensation: { label: "$17 - $19 /hour" },
      openedAt: "2024-03-01",
      postingUrl: "https://acme.example.com/x/detail/a2zzzzzj0001",
      applicationUrl: "https://acme.example.com/x/apply/a2zzzzzj0001",
      remoteCreatedAt: "2024-02-28T15:15:12.000Z",
      remoteUpdatedAt: "2024-03-02T21:40:55.000Z",
      problems: [],
      extras: [],
    });
  });

  it.each([
    ["Open", "OPEN"],
    ["filled", "FILLED"],
    ["Cancelled", "UNMAPPED"],
    ["", "UNMAPPED"],
  ])("of stage type %j is %s, whatever the stage is called", (stageType, status) => {
    expect(job({ "Stage Type": stageType, Stage: "Open" }).status).toBe(status);
  });

  it("has no status when it has no stage", () => {
    expect(job({ Stage: "", "Stage Type": "" })).toMatchObject({ status: null, statusLabel: null });
  });

  it("names its department by its word", () => {
    expect(job().departmentRef?.key).toBe("Kitchen");
    expect(job().departmentRef?.mention?.()).toMatchObject({ key: "Kitchen", name: "Kitchen", depth: Depth.MENTION });
    expect(job({ Department: "" }).departmentRef).toBeNull();
  });

  it("has its text and its boards only in the single record", () => {
    const detail = { "Job Listing Html": "<p>A &amp; B</p>", "Job Boards": ["indeed"], Note: "n", Shift: "Day" };
    expect(job(detail).description).toBeUndefined();
    expect(job(detail).jobBoards).toBeUndefined();
    expect(job(detail, Depth.DETAIL)).toMatchObject({
      description: "<p>A &amp; B</p>",
      jobBoards: ["indeed"],
      extras: [{ key: "Shift", label: "Shift", value: "Day" }],
    });
  });

  it("loses a date that no calendar has", () => {
    expect(job({ "Campaign Start Date": "02/30/2024" })).toMatchObject({
      openedAt: null,
      problems: [{ field: "openedAt", message: "Jobs[0].Campaign Start Date: expected a date as MM/DD/YYYY" }],
    });
  });
});
