import {NAMES} from "./rules.js";

/** A workflow for GitHub Pages: builds, verifies and publishes the site. Says which headers that host cannot send. */
export function githubPages(): string {
  const names = NAMES.filter((d) => d !== "Access-Control-Allow-Origin");
  return `# Four Models on GitHub Pages. Made by \`npm run deploy\`; copy it to .github/workflows/pages.yml.
#
# GitHub Pages sends headers of its own and lets nobody set others. It allows every site to read every file, so embeds,
# data and modules work. It does not send: ${names.join(", ")}.
# The content security policy of each page still holds, since it stands in the page; but any site can frame any page,
# and everything is kept for ten minutes, no more and no less.
name: Pages
on:
  push:
    branches: [main]
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deploy.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
          cache: npm
      - id: pages
        uses: actions/configure-pages@v5
      - run: npm ci
      - run: npm audit --omit=dev
      - run: npm run build
        env:
          FM_SITE: \${{ steps.pages.outputs.base_url }}
      - run: npm run verify
      - uses: actions/upload-pages-artifact@v3
        with:
          path: dist
      - id: deploy
        uses: actions/deploy-pages@v4
`;
}
