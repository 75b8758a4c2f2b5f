const names = new Map([
  ["workable", "Workable"],
  ["applicantstack", "ApplicantStack"],
  ["sagehr", "Sage HR"],
]);

/** A provider as people know it. */
export function providerName(provider: string): string {
  return names.get(provider) ?? provider;
}
