import type { PolicyRow } from "./leave-rows.js";

const flagNames = [
  ...["enable_employee_access", "only_full_days", "enable_probation_period", "dont_allow_negative_amount"],
  ...["requests_in_advance_required", "enable_minimum_days", "enable_limited_days", "enable_dependent_policy"],
  ...["blocks_enabled", "no_reset", "termination_recalculation", "enable_service_accruals", "child_allowance_enabled"],
  ...["enable_negative_carryover", "max_accrual", "accrue_at_start", "enable_monthly_expiration"],
  ...["starter_monthly_accrual_limitation", "starter_yearly_accrual_limitation", "auto_approves"],
  ...["enable_specific_approvers", "override_approvers_enabled", "enable_duplicate_time_offs", "enable_replacement"],
  ...["replacement_required", "enable_scopped_replacement", "enable_replacement_away", "enable_details"],
  ...["require_details", "additional_field", "enable_attachment"],
];

export const policyIds = { annual: 1, sick: 2, flexi: 3, parental: 4, birthday: 5 } as const;

/** Five leave policies: tracked in days, not tracked, tracked in hours, event-based, and a gift. */
export function createPolicies(): PolicyRow[] {
  return [
    policy(policyIds.annual, "Annual leave", "#2E86AB", ["days", "yearly", "25.0", "5.0"], ["enable_replacement"]),
    policy(policyIds.sick, "Sick leave", "#D7263D", ["days", "no_tracking", "0.0", "0.0"], ["auto_approves"]),
    policy(policyIds.flexi, "Flexi time", "#F4A259", ["hours", "monthly", "12.5", "0.0"], ["enable_details"]),
    policy(policyIds.parental, "Föräldraledighet", "#5B8E7D", ["days", "event_based", "90.0", "0.0"], []),
    policy(policyIds.birthday, "Birthday & co.", "#8D5A97", ["days", "yearly", "1.0", "0.0"], ["only_full_days"]),
  ];
}

function policy(
  id: number,
  name: string,
  color: string,
  [unit, accrueType, allowance, carryover]: [string, string, string, string],
  flagsOn: readonly string[],
): PolicyRow {
  return {
    id,
    name,
    color,
    do_not_accrue: accrueType === "no_tracking",
    unit,
    default_allowance: allowance,
    max_carryover: carryover,
    accrue_type: accrueType,
    flags: Object.fromEntries(flagNames.map((flag) => [flag, flagsOn.includes(flag)])),
  };
}
