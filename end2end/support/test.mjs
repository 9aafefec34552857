// The test function of every spec: opens browsers for people, and fails on whatever the browser complains about.
import { test as base, expect } from '@playwright/test';
import { Arrange } from './arrange.mjs';
import { Visitor } from './visitor.mjs';

export const test = base.extend({
  /// Makes what a test needs to be there.
  arrange: [
    async ({}, use, worker) => {
      await use(new Arrange(worker.workerIndex));
    },
    { scope: 'worker' },
  ],

  /// An Owner of the buyer who reads English.
  owner: [
    async ({ arrange }, use) => {
      await use(await arrange.colleague({ role: 'owner', permission: 'admin', family: 'Ash', given: 'Morgan' }));
    },
    { scope: 'worker' },
  ],

  /// Statuses of refusals that the test provokes; the browser logs them as errors.
  refusals: async ({}, use) => {
    await use(new Set());
  },

  /// Opens a browser of its own for somebody: signed in `as` a person, or nobody yet, reading `language`.
  open: async ({ browser, javaScriptEnabled, arrange, refusals }, use) => {
    const contexts = [];
    const complaints = [];
    await use(async ({ as, language = as?.language ?? 'en', width = 1280 } = {}) => {
      const context = await browser.newContext({
        javaScriptEnabled,
        locale: language === 'ja' ? 'ja-JP' : 'en-GB',
        viewport: { width, height: 900 },
        permissions: ['clipboard-write'],
        storageState: as && (await arrange.session(as)),
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      await context.addInitScript(remember);
      context.on('weberror', failure => complaints.push(`uncaught: ${failure.error()}`));
      context.on('console', message => {
        if (!['error', 'warning'].includes(message.type()) || isExpected(message, refusals)) return;
        // A browser without JavaScript fetches ahead what it will never run.
        if (!javaScriptEnabled && message.text().includes('was preloaded using link preload but not used')) return;
        complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
      });
      let copy;
      const copyRoom = async () => {
        if (copy) return copy;
        const room = await browser.newContext({ javaScriptEnabled: true, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
        contexts.push(room);
        return (copy = await room.newPage());
      };
      return new Visitor(await context.newPage(), { language, js: javaScriptEnabled, copyRoom });
    });
    for (const context of contexts) await context.close();
    expect(complaints, 'complaints of the browser').toEqual([]);
  },
});

export { expect };

// Chromium logs every answer that is not a success.
function isExpected(message, refusals) {
  const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(message.text())?.[1];
  return status !== undefined && refusals.has(Number(status)) && !message.location().url.includes('/pkg/');
}

// Runs in each page before anything else: whether an element has been taken over, and what has jumped, can then be
// asked.
function remember() {
  const listening = new WeakSet();
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...listener) {
    if (this instanceof Element) listening.add(this);
    return add.apply(this, listener);
  };
  globalThis.__listens = element => listening.has(element);
  // How far things on the page have jumped by themselves (CLS).
  globalThis.__shifted = { by: 0, what: [] };
  const place = ({ x, y, width, height }) => `${x},${y} ${width}x${height}`;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      globalThis.__shifted.by += shift.value;
      for (const { node, previousRect, currentRect } of shift.sources) {
        const text = node?.textContent?.slice(0, 40);
        globalThis.__shifted.what.push(`${node?.nodeName} "${text}" from ${place(previousRect)} to ${place(currentRect)}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
