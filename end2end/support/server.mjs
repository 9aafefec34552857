// Before all tests: a mail server, a database and the program itself, on free ports. After all tests: all gone.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from './database.mjs';
import { startSink } from './sink.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const target = resolve(root, process.env.CARGO_TARGET_DIR || 'target');

/// Playwright calls this once; what it gives back is called at the end, also when tests failed.
export default async function start() {
  const program = process.env.USHER_BIN || join(target, 'debug/usher');
  if (!existsSync(program)) throw new Error(`${program} is not there; run \`make build\` first`);
  const home = mkdtempSync(join(tmpdir(), 'usher-end2end-'));
  const database = freshDatabase(root, home);
  const sink = await startSink();
  const environment = {
    ...process.env,
    ...database.environment,
    USHER_DEV: '1',
    USHER_HOME: home,
    USHER_CONFIG: '',
    LISTEN_ADDR: '127.0.0.1:0',
    PUBLIC_URL: '',
    SITE_NAME: '',
    SITE_ROOT: process.env.SITE_ROOT || join(target, 'site'),
    SMTP_URL: sink.smtp,
    // Everybody in these tests comes from one address, and a few of them invite for everybody.
    CAP_MAILS_PER_CLIENT: '1000',
    CAP_MAILS_PER_INVITER: '10000',
    CAP_MAILS_PER_ORGANIZATION: '10000',
    CAP_INVITATIONS_PER_CLIENT: '10000',
    CAP_SEARCHES_PER_HOUR: '1000',
    RUST_LOG: process.env.RUST_LOG || 'warn',
  };
  const options = { cwd: root, env: environment };
  const demo = JSON.parse(execFileSync(program, ['demo', '--json'], { ...options, encoding: 'utf8' }));

  const server = spawn(program, ['serve'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(server, 'exit');
  const stop = async () => {
    const deadline = setTimeout(kill, 30_000);
    server.kill('SIGTERM');
    await ended;
    clearTimeout(deadline);
    process.removeListener('exit', kill);
    await sink.stop();
    database.remove();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const url = await address(server, ended);
    await ready(url);
    Object.assign(process.env, { USHER_URL: url, USHER_MAIL: sink.door, USHER_DEMO: JSON.stringify(demo) });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/// Where the program says that it is. Its log is kept beside the results of the tests.
async function address(server, ended) {
  const results = resolve(root, 'end2end/test-results');
  mkdirSync(results, { recursive: true });
  const log = createWriteStream(join(results, 'server.log'));
  server.stderr.pipe(log, { end: false });
  server.stdout.pipe(log, { end: false });
  const said = new Promise(done => {
    createInterface({ input: server.stdout }).on('line', line => {
      const found = / is at (http:\S+)/.exec(line);
      if (found) done(found[1]);
    });
  });
  const url = await Promise.race([said, ended.then(() => undefined)]);
  if (!url) throw new Error('the program ended before it served; test-results/server.log says why');
  return url;
}

/// Waits until the program says that it can do its work.
async function ready(url) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`${url}/readyz does not say that the program is ready`);
}
