// A mail server that keeps what it is given, and a door through which tests wait for it.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/// How long a test may wait for a mail, in milliseconds.
const PATIENCE = 15_000;

/// Starts both on ports of their own.
export async function startSink() {
  const mails = [];
  const waiting = new Set();

  // Whoever asked for a mail that is there by now gets it; each mail is given once.
  const deliver = () => {
    for (const visitor of waiting) {
      const found = mails.findIndex(mail => mail.to === visitor.to);
      if (found < 0) continue;
      const [mail] = mails.splice(found, 1);
      waiting.delete(visitor);
      visitor.answer(200, mail.source);
    }
  };

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    async onData(stream, session, done) {
      const parts = [];
      for await (const part of stream) parts.push(part);
      const source = Buffer.concat(parts);
      for (const { address } of session.envelope.rcptTo) mails.push({ to: address, source });
      done();
      deliver();
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');

  const door = createServer((request, response) => {
    const to = new URL(request.url, 'http://sink').searchParams.get('to');
    const answer = (status, body) => {
      clearTimeout(timer);
      response.writeHead(status).end(body);
    };
    const visitor = { to, answer };
    const timer = setTimeout(() => {
      waiting.delete(visitor);
      answer(404, `no mail to ${to} within ${PATIENCE / 1000} s`);
    }, PATIENCE);
    waiting.add(visitor);
    deliver();
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');

  return {
    smtp: `smtp://127.0.0.1:${smtp.server.address().port}`,
    door: `http://127.0.0.1:${door.address().port}/`,
    async stop() {
      door.closeAllConnections();
      door.close();
      await new Promise(done => smtp.close(done));
    },
  };
}
