// Compresses each named file to NAME.br beside it, as small as brotli can.
// Usage: node brotli.mjs <file>…
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const small = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  // A reader must never see half a file.
  writeFileSync(`${file}.br.part`, small);
  renameSync(`${file}.br.part`, `${file}.br`);
}
