// Asks the rules' WebAssembly module every question of a file and compares its answers, byte for byte, with the
// native ones beside them.
//
//   node agreement.mjs MODULE.wasm QUESTIONS
//
// QUESTIONS has a question and its native answer on alternating lines. `cargo test -p shared --test agreement`
// writes it and calls this script.
import { readFileSync } from 'node:fs';

const [moduleFile, questionsFile] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(moduleFile), {});
const { memory, reserve, answer, release } = instance.exports;

function ask(question) {
  const address = reserve(question.length) >>> 0;
  new Uint8Array(memory.buffer, address, question.length).set(question);
  const packed = BigInt.asUintN(64, answer(address, question.length));
  const [at, length] = [Number(packed >> 32n), Number(packed & 0xffffffffn)];
  const bytes = Buffer.from(new Uint8Array(memory.buffer, at, length));
  release(at, length);
  return bytes;
}

const lines = readFileSync(questionsFile);
let [passed, failed] = [0, 0];
for (let start = 0; start < lines.length; ) {
  const [question, expected] = [0, 1].map(() => {
    const end = lines.indexOf(10, start);
    const line = lines.subarray(start, end);
    start = end + 1;
    return line;
  });
  const actual = ask(question);
  if (actual.equals(expected)) {
    passed += 1;
  } else if ((failed += 1) <= 10) {
    console.error(`question ${question}\n  native ${expected}\n  wasm   ${actual}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
