// Some things an organization has once: while one test changes them, others that do so wait, in whichever process
// they run.
import { mkdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/// Does something while nobody else has the turn of this name, in this run.
export async function inTurn(name, work) {
  const place = join(tmpdir(), `usher-turn-${new URL(process.env.USHER_URL).port}-${name}`);
  for (;;) {
    try {
      mkdirSync(place);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      await new Promise(done => setTimeout(done, 50));
    }
  }
  try {
    return await work();
  } finally {
    rmdirSync(place);
  }
}
