import {indexBy, type Rule, rowsOf, text, wrong} from "./rule.ts";

/** A witness for or against a dynamic is a record of the package, cited with its own source and place; theory has none. */
export const checkDynamics: Rule = (loaded) => {
  const records = new Map(
    (
      [
        ["findings", "finding_id"],
        ["events", "event_id"],
        ["placements", "placement_id"]
      ] as const
    ).flatMap(([table, key]) => [...indexBy(rowsOf(loaded, table), key)])
  );
  return rowsOf(loaded, "dynamics").flatMap((row) => {
    const link = `${text(row, "from")}-${text(row, "to")}-`;
    const problems = text(row, "dynamic_id").startsWith(link)
      ? []
      : [wrong(row, "dynamic_id", `a key that begins with ${link}`)];
    const id = text(row, "evidence_id");
    if (text(row, "kind") === "theory")
      return id
        ? [...problems, wrong(row, "evidence_id", "nothing, because theory has no witness")]
        : problems;
    const record = records.get(id);
    if (!record) return [...problems, wrong(row, "evidence_id", "the key of a finding, event or placement")];
    for (const column of ["source_id", "locator"]) {
      if (text(row, column) !== text(record, column))
        problems.push(wrong(row, column, `${text(record, column)}, as ${id} has it`));
    }
    return problems;
  });
};
