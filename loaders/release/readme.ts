import {licenceText} from "./codebook.js";
import type {Published} from "./published.js";

/** The words that go with the archive, in Markdown: what it is, how to check it, and under which terms. */
export function readme({descriptor, tables, version, date}: Published): string {
  const rows = tables.map(
    ({resource, rows}) =>
      `| \`${resource.path}\` | ${resource.title} | ${rows.length} | ${licenceText(resource)} |`
  );
  return `# ${descriptor.title}

Version ${version}, ${date}.

${descriptor.description}

\`datapackage.json\` says of every column what it means and what it may hold. An empty cell is a missing value; where a
table has the columns \`value\` or \`level\` and \`missing\`, the second says why. Text is UTF-8, the decimal sign a point.

To check that nothing has changed on the way:

\`\`\`sh
sha256sum -c SHA256SUMS
\`\`\`

| file | table | rows | licence |
|---|---|---|---|
${rows.join("\n")}
`;
}
