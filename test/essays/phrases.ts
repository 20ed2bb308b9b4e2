/** Phrases with a number word in them that no row of the evidence could contradict, each with its reason. */
export const PHRASES: readonly {phrase: RegExp; reason: string}[] = [
  {
    phrase:
      /\b(?:the |drew |these |those |all )?four (?:pure )?(?:ways|models|pictures|questions|answers|types|sets|levels)\b/gi,
    reason: "the framework has four models, and this site asks four questions: see the test of counts"
  },
  {
    phrase: /\b(?:takes? up|take) four of (?:them|the sixteen)\b/gi,
    reason: "the four models among the corners: see the test of counts"
  },
  {
    phrase: /\bsixteen (?:combinations|corners|boxes)\b/gi,
    reason: "two to the power of four sets: see the test of counts"
  },
  {
    phrase: /\bhas room for five\b/gi,
    reason: "the four models and the state before them: see the test of counts"
  },
  {
    phrase: /\bthree (?:verbs|activities|things|dynamics)\b/gi,
    reason: "measuring, incorporating, using; named in the sentence"
  },
  {phrase: /\bthree (?:criticisms|ways)\b/gi, reason: "counted off in the sentences that follow"},
  {phrase: /\bthree exercises\b/gi, reason: "counted off in the list that follows"},
  {phrase: /\bthe other (?:two|three)\b/gi, reason: "the rest of a group just named"},
  {phrase: /\bonly one phrase\b/gi, reason: "a manner of speaking"},
  {phrase: /\babove one half\b/gi, reason: "the middle of the scale of membership"},
  {phrase: /\bOECD\b/g, reason: "no number"},
  {
    phrase: /\b(?:to its|these|its) four (?:codings|words)\b/gi,
    reason: "a coding for each of the four sets, a word for each of the four co’s: see the test of counts"
  },
  {phrase: /\bFour words name the ways in\b/g, reason: "the four co’s, named in the sentence"},
  {
    phrase: /\b(?:the )?three forces\b/gi,
    reason: "legitimacy, design and processes: counted off in the sentences that follow"
  },
  {phrase: /\bISO 9000\b/g, reason: "the name of a family of standards"},
  {
    phrase: /\bfrom nothing to a hundred|… of a hundred\b/g,
    reason: "the ends of the survey’s scale, as its name in the tables says"
  },
  {
    phrase: /\b(?:look|read each period) twice\b/gi,
    reason: "two readings of each period; or a manner of speaking"
  },
  {
    phrase: /\btwo (?:readers|machine-assisted readings)\b/gi,
    reason: "reader A and reader B: see the test of counts"
  },
  {phrase: /\b(?:upper|missing) half\b/gi, reason: "a part of a picture or a thought, not a share"},
  {
    phrase: /\b(?:within one country|making one government)\b/gi,
    reason: "a single country or government, not a count of them"
  }
];
