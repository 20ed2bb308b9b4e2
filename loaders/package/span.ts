/** Years from first to last; open ends are infinite. */
export interface Span {
  start: number;
  end: number;
}

/** Years that “about” leaves room for, on either side. */
const leeway = 2;

/**
 * Years in the words of a finding: `2013-2024`, `about 2015`, `from 2005`, `to 2020`, `before 2008`, `2005 onwards`.
 * @returns `undefined` when the words name no year
 */
export function parseSpan(words: string): Span | undefined {
  const years = (words.match(/\d{4}/g) ?? []).map(Number);
  if (years.length === 0) return undefined;
  const start = Math.min(...years);
  const end = Math.max(...years);
  if (/^(to|before) /.test(words)) return {start: -Infinity, end};
  if (/^(from|after) |onwards|later/.test(words)) return {start, end: Infinity};
  if (/^about /.test(words)) return {start: start - leeway, end: end + leeway};
  return {start, end};
}

/** Whether two spans share a year. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
