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
  const run = statement =>
    execFileSync(existsSync(psql) ? psql : 'psql', ['--quiet', '--no-psqlrc', '--dbname', server, '--command', statement], {
      stdio: ['ignore', 'inherit', 'ignore'],
    });
  run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  run(`CREATE DATABASE ${name}`);
  return {
    environment: { DATABASE_URL: ours.href, DATABASE_OWNER_URL: '' },
    remove: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

// As root the cluster lies outside of the home, which says where.
function removeCluster(home) {
  const note = join(home, 'postgres-is-in');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true, force: true });
}
