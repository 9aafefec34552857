// Bundles style/main.css with everything it imports, and minifies it.
// Usage: node styles.mjs <main.css> <out.css>
import { writeFileSync } from "node:fs";
import { bundle } from "lightningcss";

const [source, target] = process.argv.slice(2);

// The oldest browsers with `light-dark()`; nesting, `:has()` and container queries came before it.
const version = (major, minor = 0) => (major << 16) | (minor << 8);
const targets = { chrome: version(123), firefox: version(120), safari: version(17, 5) };

try {
  const { code, warnings } = bundle({ filename: source, minify: true, targets });
  for (const warning of warnings) {
    const { filename, line } = warning.loc ?? {};
    console.error(`${filename}:${line}: ${warning.message}`);
  }
  if (warnings.length > 0) process.exit(1);
  writeFileSync(target, code);
} catch (error) {
  console.error(`${error.fileName ?? source}:${error.loc?.line ?? "?"}: ${error.message}`);
  process.exit(1);
}
