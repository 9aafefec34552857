// A fresh database on DATABASE_URL's server; without one, the program makes its private cluster.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/// What the program's environment needs, and what removes it all again. `home` is the program's own folder.
export function freshDatabase(root, home) {
  const server = process.env.DATABASE_URL;
  if (!server) {
    return { environment: { DATABASE_URL: '' }, remove: () => removeCluster(home) };
  }
  const name = `usher_end2end_${process.pid}`;
  const ours = new URL(server);
  ours.pathname = `/${name}`;
  const psql = join(execFileSync(join(root, 'scripts/postgres-programs'), { encoding: 'utf8' }).trim(), 'psql');
  process.env.USHER_PSQL = existsSync(psql) ? psql : 'psql';
  const run = statement => ask(server, statement);
  run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  run(`CREATE DATABASE ${name}`);
  process.env.USHER_DATABASE = ours.href;
  return {
    environment: { DATABASE_URL: ours.href, DATABASE_OWNER_URL: '' },
    remove: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/// Moves time: tells the database that something was to happen then. Nothing else is done behind the program's back.
export function moveTime(statement) {
  const database = process.env.USHER_DATABASE;
  if (!database) throw new Error('time is moved in the database: set DATABASE_URL, or use scripts/with-postgres');
  ask(database, statement);
}

function ask(database, statement) {
  const options = ['--quiet', '--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--dbname', database, '--command', statement];
  execFileSync(process.env.USHER_PSQL, options, { stdio: ['ignore', 'inherit', 'ignore'] });
}

// As root the cluster lies outside of the home, which says where.
function removeCluster(home) {
  const note = join(home, 'postgres-is-in');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true, force: true });
}
