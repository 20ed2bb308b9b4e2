import {describe, expect, it} from "vitest";
import {createReporter, progressText} from "../../../loaders/oecd/progress.js";

function screen(isTTY: boolean, columns?: number) {
  let text = "";
  let time = 0;
  const reporter = createReporter(
    {
      isTTY,
      columns,
      write(more: string) {
        text += more;
      }
    },
    {now: () => time}
  );
  return {
    reporter,
    at(milliseconds: number) {
      time = milliseconds;
    },
    get text() {
      return text;
    }
  };
}

describe("the reporter", () => {
  it("draws a bar over itself on a terminal, and wipes it for a line that stays", () => {
    const s = screen(true, 60);
    s.reporter.progress("x", {rows: 0, bytes: 10, of: 1000});
    s.at(500);
    s.reporter.progress("x", {rows: 500, bytes: 20_000, of: 1000});
    s.at(510);
    s.reporter.progress("x", {rows: 501, bytes: 20_001, of: 1000});
    s.reporter.done();
    s.reporter.line("x: 1,000 rows");
    expect(s.text).toBe(
      "\r\u001b[2Kx [--------------------]  0 %  0 rows  10 bytes  0 s" +
        "\r\u001b[2Kx [##########----------]  50 %  500 rows  20 kB  1 s" +
        "\r\u001b[2Kx: 1,000 rows\n"
    );
  });

  it("never draws a bar wider than the terminal", () => {
    const s = screen(true, 30);
    s.reporter.progress("a-rather-long-name-of-a-dataset", {rows: 1, bytes: 1, of: 2});
    expect(s.text.replace("\r\u001b[2K", "").length).toBeLessThan(30);
  });

  it("takes a terminal that does not know its width for one of 80 columns", () => {
    const s = screen(true, 0);
    s.reporter.progress("x", {rows: 500, bytes: 20_000, of: 1000});
    expect(s.text).toContain("50 %  500 rows  20 kB  0 s");
  });

  it("writes a plain line every ten seconds elsewhere, and none for what is quick", () => {
    const s = screen(false);
    for (let t = 0; t <= 21_000; t += 1000) {
      s.at(t);
      s.reporter.progress("x", {rows: t, bytes: t * 1000, of: 42_000});
    }
    expect(s.text).toBe("x 23 %  10,000 rows  10.0 MB  10 s\nx 47 %  20,000 rows  20.0 MB  20 s\n");
  });

  it("says rows, bytes and time when nobody knows how many there are", () => {
    expect(progressText({rows: 1234, bytes: 5_600_000}, 61_400)).toBe("1,234 rows  5.6 MB  61 s");
  });
});
