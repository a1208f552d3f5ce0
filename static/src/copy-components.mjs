// Copies the component script under a versioned name, without the comment that points to a
// source map: collectstatic would look for the map and fail.
import { readFileSync, writeFileSync } from "node:fs";

const root = "node_modules/govuk-frontend";
const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const code = readFileSync(`${root}/dist/govuk/govuk-frontend.min.js`, "utf8");
writeFileSync(
  `static/js/govuk-frontend-${version}.min.js`,
  code.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n"),
);
