import {describe, expect, it} from "vitest";
import {escapeText, html, Markup, plainText, raw} from "../../../loaders/pages/html.js";

describe("html", () => {
  it("escapes what is put in, as content and in attributes", () => {
    const bad = `"><script>alert('1')</script>&`;
    expect(html`<p title="${bad}">${bad}</p>`.text).toBe(
      `<p title="&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;</p>`
    );
  });

  it("leaves its own markup alone, however deep", () => {
    const inner = html`<b>${"<"}</b>`;
    expect(html`<p>${html`<i>${inner}</i>`}</p>`.text).toBe("<p><i><b>&lt;</b></i></p>");
  });

  it("joins arrays, nested ones too, and escapes their strings", () => {
    expect(html`${["<", html`<br>`, [1, "&"]]}`.text).toBe("&lt;<br>1&amp;");
  });

  it("shows nothing for null, undefined and false, and zero for zero", () => {
    expect(html`[${null}${undefined}${false}${0}${""}]`.text).toBe("[0]");
  });

  it("breaks up what Framework would run as code", () => {
    const code = `$${"{process.exit()}"}`;
    expect(html`${code}`.text).toBe("$&#123;process.exit()}");
    expect(raw(code).text).toBe("$&#123;process.exit()}");
    expect(escapeText("$ {a} $")).toBe("$ {a} $");
  });

  it("has no blank line, at which Markdown would end the block", () => {
    expect(
      html`<ul>${"\n\n"}<li>a</li>

   ${null}

<li>b</li></ul>`.text
    ).not.toMatch(/\n\s*\n/);
    expect(raw("<svg>\n\n\t\n</svg>").text).toBe("<svg>\n</svg>");
  });

  it("is text where text is wanted", () => {
    expect(String(html`<p>${1}</p>`)).toBe("<p>1</p>");
    expect(html``).toBeInstanceOf(Markup);
  });
});

describe("plainText", () => {
  it("gives back what html escaped", () => {
    const text = `"5 < 6" & 'six' > ${"$"}{five}`;
    expect(plainText(html`<p class="a"><b>${text}</b></p>`.text)).toBe(text);
  });

  it("does not read an entity twice", () => {
    expect(plainText("&amp;lt;b&amp;gt;")).toBe("&lt;b&gt;");
  });

  it("stands on one line", () => {
    expect(plainText("<p>\n  one\n  <br>two </p>")).toBe("one two");
  });
});
