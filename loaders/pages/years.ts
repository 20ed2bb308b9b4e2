/** Years as the tables write them, set for reading: `2008-2009` and `1990s-2012` with the dash of a range. */
export function yearsText(period: string): string {
  return period.replace(/(\d{4}s?)-(?=\d{2,4})/g, "$1–");
}
