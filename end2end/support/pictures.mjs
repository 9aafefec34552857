// Pictures of pages for people to look at, made only when USHER_SCREENSHOTS is set.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/// The folder of the project.
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/// Whether pictures are wanted.
export const WANTED = Boolean(process.env.USHER_SCREENSHOTS);

/// Takes the page as it is, in light and dark, into `target/screenshots`.
export async function picture({ page, language }, what) {
  if (!WANTED) return;
  const folder = join(ROOT, 'target/screenshots');
  const name = what.replace(/[^\w-]+/g, '-').replace(/^-|-$/g, '');
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    const file = `${name}.${language}.${page.viewportSize().width}.${colorScheme}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
  }
}
