// Chromium, driven by playwright-core as build/pages/node_modules holds it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

export function modulesOf(folder) {
  return createRequire(join(folder, 'package.json'));
}

export async function launch(modules, program) {
  const { chromium } = modules('playwright-core');
  // Containers run the tests as root, where Chromium's own sandbox cannot be set up; the pages are our own.
  return chromium.launch({ executablePath: program, headless: true, chromiumSandbox: false });
}
