/** What is wrong, file, row to change, column, new value, and the line of the report on that cell. */
export type Case = [
  what: string,
  path: string,
  where: Record<string, string>,
  column: string,
  value: string,
  line: string
];

/** One cell each that breaks one rule between cells. */
export const cases: Case[] = [
  [
    "an event beyond the years of the package",
    "events.csv",
    {event_id: "aus-1983-01"},
    "end_year",
    "2029",
    'found "2029", expected a year from 1900 to 2027'
  ],
  [
    "an event that ends before it begins",
    "events.csv",
    {event_id: "aus-1983-01"},
    "end_year",
    "1980",
    'found "1980", expected a year not before 1983, which stands in year'
  ],
  [
    "an event in the future",
    "events.csv",
    {event_id: "aus-1983-01"},
    "year",
    "2027",
    'found "2027", expected a year not after 2026'
  ],
  [
    "a finding in impossible years",
    "findings.csv",
    {finding_id: "lux-f01"},
    "period",
    "2013-20240",
    'found "2013-20240", expected years from 1900 to 2027'
  ],
  [
    "a witness on the dynamics that is no record",
    "dynamics.csv",
    {dynamic_id: "design-processes-3"},
    "evidence_id",
    "can-f999",
    'found "can-f999", expected the key of a finding, event or placement'
  ],
  [
    "a witness cited from another place than its record",
    "dynamics.csv",
    {dynamic_id: "design-processes-3"},
    "locator",
    "p. 1",
    'found "p. 1", expected whole answer, as can-f24 has it'
  ],
  [
    "theory with a witness",
    "dynamics.csv",
    {dynamic_id: "design-processes-1"},
    "evidence_id",
    "can-f24",
    'found "can-f24", expected nothing, because theory has no witness'
  ],
  [
    "a source read tomorrow",
    "sources.csv",
    {source_id: "KAM3"},
    "accessed",
    "2027-01-01",
    'found "2027-01-01", expected a day not after 2026-12-31'
  ],
  [
    "a source of the year after next",
    "sources.csv",
    {source_id: "KAM3"},
    "year",
    "2028",
    'found "2028", expected a year of publication not after 2027'
  ],
  [
    "authors that are neither persons nor organisations",
    "sources.csv",
    {source_id: "KAM3"},
    "author_type",
    "",
    'found "", expected a kind of author where there are authors, and none elsewhere'
  ],
  [
    "a source that stands for itself",
    "sources.csv",
    {source_id: "jones-2015-fed"},
    "same_as",
    "jones-2015-fed",
    'found "jones-2015-fed", expected another source, which is itself the row to list'
  ],
  [
    "an area by another name",
    "areas.csv",
    {area: "AUS"},
    "name",
    "Down Under",
    'found "Down Under", expected Australia, as in countries.csv'
  ],
  [
    "a country that is said to be none",
    "areas.csv",
    {area: "AUS"},
    "kind",
    "other-country",
    'found "other-country", expected country, because it has a row in countries'
  ],
  [
    "a group that is said to be a country",
    "areas.csv",
    {area: "XEU"},
    "kind",
    "country",
    'found "country", expected another kind: no row in countries'
  ],
  [
    "a country among the averages",
    "reference_values.csv",
    {area: "EU", indicator_id: "oecd_ireg_ria_p", year: "2021"},
    "area",
    "AUS",
    'found "AUS", expected a group or an average; countries stand in the observations'
  ],
  [
    "a key with the wrong year",
    "events.csv",
    {event_id: "aus-1983-01"},
    "event_id",
    "aus-1984-01",
    'found "aus-1984-01", expected a key that begins with aus-1983-'
  ],
  [
    "a placement of another country",
    "placements.csv",
    {placement_id: "aus-p1"},
    "placement_id",
    "nzl-p9",
    'found "nzl-p9", expected a key that begins with aus-p'
  ],
  [
    "a rule by another name",
    "rules.csv",
    {rule_id: "M-2"},
    "rule_id",
    "M-3",
    'found "M-3", expected a key that begins with M-2'
  ],
  [
    "an old release",
    "releases.csv",
    {version: "0.2.0"},
    "version",
    "0.0.9",
    'found "0.0.9", expected 0.2.0, the version in datapackage.json, as the last row'
  ],
  [
    "a period that ends before it begins",
    "periods.csv",
    {period_id: "aus-1983"},
    "end",
    "1926",
    'found "1926", expected a year not before 1983, which stands in start'
  ],
  [
    "a period after all evidence",
    "periods.csv",
    {iso3: "FRA"},
    "end",
    "2026",
    'found "2026", expected a year within the evidence on FRA ('
  ],
  [
    "evidence of another country",
    "periods.csv",
    {period_id: "aus-1983"},
    "evidence_ids",
    "can-f01",
    'found "can-f01", expected findings and events of AUS'
  ],
  [
    "evidence that is nowhere",
    "periods.csv",
    {period_id: "aus-1983"},
    "evidence_ids",
    "aus-1983-01;aus-f999",
    'found "aus-f999", expected keys of findings or events'
  ],
  [
    "an observation beyond its scale",
    "observations/gtmi.csv",
    {iso3: "AUS", indicator_id: "gtmi_cgsi", year: "2022"},
    "value",
    "84",
    'found "84", expected a value on the scale of gtmi_cgsi (0 to 1)'
  ],
  [
    "an observation of next year",
    "observations/gtmi.csv",
    {iso3: "AUS", indicator_id: "gtmi_cgsi", year: "2022"},
    "year",
    "2027",
    'found "2027", expected a year not after 2026'
  ],
  [
    "a series in no file",
    "series.csv",
    {series_id: "gtmi_psdi"},
    "resource",
    "elsewhere",
    'found "elsewhere", expected the name of a file of observations'
  ],
  [
    "a part greater than its whole",
    "survey_aggregates.csv",
    {item_id: "with_pb"},
    "count",
    "34",
    'found "34", expected at most 33, which stands in out_of'
  ],
  [
    "an indicator in another file",
    "indicators.csv",
    {indicator_id: "gtmi_dcei"},
    "resource",
    "incise",
    'found "incise", expected gtmi, the resource of the series'
  ],
  [
    "an indicator that counts its countries wrong",
    "indicators.csv",
    {indicator_id: "gtmi_dcei"},
    "coverage",
    "7",
    'found "7", expected 38, the number of OECD members with a value'
  ],
  [
    "an indicator of a year without data",
    "indicators.csv",
    {indicator_id: "gtmi_dcei"},
    "year",
    "2019",
    'found "2019", expected a year with observations'
  ],
  [
    "an anchor without its reason",
    "indicators.csv",
    {indicator_id: "gtmi_dcei"},
    "crossover_reason",
    "",
    'found "", expected a value, as for the other anchors of an indicator that is used'
  ],
  [
    "a crossover beyond the inclusion",
    "indicators.csv",
    {indicator_id: "gtmi_dcei"},
    "crossover",
    "5",
    'found "5", expected between exclusion and inclusion, rising'
  ],
  [
    "a coding unlike its rule",
    "codings.csv",
    {rule_id: "M-2"},
    "level",
    "0.333333",
    'found "0.333333", expected 0.666667, the level of the rule M-2'
  ],
  [
    "a level that is none",
    "codings.csv",
    {rule_id: "M-2"},
    "level",
    "0.5",
    'found "0.5", expected one of 0, 0.333333, 0.666667, 1'
  ],
  [
    "a rule of another set",
    "codings.csv",
    {rule_id: "M-2"},
    "rule_id",
    "I-2",
    'found "I-2", expected a rule of the set M'
  ],
  [
    "a level without a rule",
    "codings.csv",
    {rule_id: "M-2"},
    "rule_id",
    "",
    'found "", expected a value, because there is a level'
  ],
  [
    "a level without confidence",
    "codings.csv",
    {rule_id: "M-2"},
    "confidence",
    "",
    'found "", expected a value, because there is a level'
  ],
  [
    "confidence without a level",
    "codings.csv",
    {missing: "source-silent"},
    "confidence",
    "high",
    'found "high", expected nothing, because there is no level'
  ],
  [
    "a coding of another country",
    "codings.csv",
    {period_id: "aus-1983"},
    "iso3",
    "NZL",
    'found "NZL", expected AUS, the country of the period aus-1983'
  ],
  [
    "a finding of another country",
    "codings.csv",
    {rule_id: "M-2", iso3: "AUS"},
    "finding_ids",
    "can-f01",
    'found "can-f01", expected findings on AUS'
  ],
  [
    "a finding of other years",
    "codings.csv",
    {period_id: "aus-1983"},
    "finding_ids",
    "aus-f01",
    'found "aus-f01", expected findings on years of aus-1983 (this one: 2013-2024)'
  ],
  [
    "an event of another country",
    "codings.csv",
    {rule_id: "M-2", iso3: "AUS"},
    "event_ids",
    "can-1977-01",
    'found "can-1977-01", expected events in AUS'
  ],
  [
    "an event after the period",
    "codings.csv",
    {period_id: "aus-1983"},
    "event_ids",
    "aus-2009-15",
    'found "aus-2009-15", expected events that begin before aus-1983 ends (1986)'
  ]
];
