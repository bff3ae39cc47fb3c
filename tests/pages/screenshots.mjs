// Pictures of a report and of a path for docs/images, of made-up people: phone and desktop, light and dark.
//
// node screenshots.mjs --program ATTACHMENT --source ROOT --modules FOLDER --chromium CHROMIUM --work FOLDER
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { launch, modulesOf } from './browser.mjs';
import { Program, shown } from './people.mjs';

const names = ['program', 'source', 'modules', 'chromium', 'work'];
const { values: given } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
const pictures = [
  ['report', 'phone', 'light'], ['report', 'phone', 'dark'], ['report', 'desktop', 'light'], ['report', 'desktop', 'dark'],
  ['track', 'phone', 'light'], ['track', 'desktop', 'dark'],
];

rmSync(given.work, { recursive: true, force: true });
mkdirSync(join(given.work, 'images'), { recursive: true });
const pages = shown(new Program(given.program, given.source, given.work));
const browser = await launch(modulesOf(given.modules), given.chromium);
try {
  for (const [page, device, scheme] of pictures) {
    const context = await browser.newContext({ viewport: device === 'phone' ? phone : desktop, colorScheme: scheme });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(join(given.work, pages[page])).href);
    await tab.screenshot({ path: join(given.work, 'images', `${page}-${device}-${scheme}.png`), fullPage: true });
    await context.close();
  }
} finally {
  await browser.close();
}
