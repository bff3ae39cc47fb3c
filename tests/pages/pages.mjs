// Every kind of page that the program makes, seen by a browser: accessible, self-contained, as wide as the screen,
// printable.
//
// node pages.mjs --program ATTACHMENT --source ROOT --modules FOLDER --chromium CHROMIUM --work FOLDER
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { launch, modulesOf } from './browser.mjs';
import { everyPage, Program } from './people.mjs';
import { drawingFaults } from './drawings.mjs';

const names = ['program', 'source', 'modules', 'chromium', 'work'];
const { values: given } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
for (const name of names) if (!given[name]) throw new Error(`--${name} is missing`);

const modules = modulesOf(given.modules);
const axeSource = readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const schemes = ['light', 'dark'];
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
const narrowest = { width: 320, height: 640 };
const ground = { light: 'rgb(251, 250, 247)', dark: 'rgb(18, 24, 29)' };  // --ground of src/io/report_style.hpp
const mostPages = 2;

let checks = 0;
const faults = [];
function check(holds, page, what) {
  ++checks;
  if (!holds) faults.push(`${page.path}: ${what}`);
}

// With the page's own policy in force: nothing is fetched, nothing runs, nothing is complained about, the style applies.
async function checkSelfContained(tab, page) {
  const requests = [];
  const complaints = [];
  const onRequest = (request) => requests.push(request.url());
  const onConsole = (message) => complaints.push(message.text());
  const onError = (error) => complaints.push(String(error));
  tab.on('request', onRequest).on('console', onConsole).on('pageerror', onError);
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.goto(page.url);
  check(requests.length === 1 && requests[0] === page.url, page, `asks for ${requests.slice(1).join(' ')}`);
  check(complaints.length === 0, page, `the browser complains: ${complaints.join('; ')}`);
  const inside = await tab.evaluate(() => ({
    language: document.documentElement.lang,
    active: document.querySelectorAll('script, iframe, object, embed, link, form, base').length,
    handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on|^style$/i.test(a.name))).length,
    addresses: [...document.querySelectorAll('[src], [href]')].length,
  }));
  check(inside.language === page.language, page, `its language is ${inside.language}`);
  check(inside.active === 0, page, `${inside.active} elements could run or fetch something`);
  check(inside.handlers === 0, page, `${inside.handlers} elements have handlers or styles of their own`);
  check(inside.addresses === 0, page, `${inside.addresses} elements point elsewhere`);
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    const colour = await tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(colour === ground[scheme], page, `${scheme}: the ground is ${colour}, so the style is not applied`);
  }
  // A script that got into the page would not run, and a picture would not be fetched.
  const fetched = [];
  const onResponse = (response) => fetched.push(response.url());
  tab.on('response', onResponse);
  const ran = await tab.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const picture = new Image();
    const refused = new Promise((resolve) => { picture.onerror = resolve; picture.onload = resolve; });
    picture.src = 'http://127.0.0.1:9/picture.png';
    await refused;
    return window.ran === true;
  });
  check(!ran, page, 'a script in it would run');
  check(complaints.some((text) => text.includes('inline script') && text.includes('Content Security Policy')), page,
        'its policy refused no script');
  check(complaints.some((text) => text.includes('picture.png') && text.includes('Content Security Policy')), page,
        'its policy refused no picture');
  check(fetched.length === 0, page, 'a picture in it would be fetched');
  tab.off('response', onResponse);
  tab.off('request', onRequest).off('console', onConsole).off('pageerror', onError);
}

async function checkPrint(tab, page) {
  await tab.goto(page.url);
  const pdf = (await tab.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  check(pages >= 1, page, 'its print has no page');
  await tab.emulateMedia({ media: 'print' });
  const countHidden = () => tab.evaluate(() => [...document.querySelectorAll('details > :not(summary)')].filter(
    (part) => !part.checkVisibility({ contentVisibilityAuto: true })).length);
  let hidden = await countHidden();
  for (let again = 0; hidden > 0 && again < 40; ++again) {  // the new medium takes effect with the next picture
    await new Promise((resolve) => setTimeout(resolve, 50));
    hidden = await countHidden();
  }
  await tab.emulateMedia({ media: null });
  check(hidden === 0, page, `${hidden} folded parts are not printed`);
  if (page.single) check(pages <= mostPages, page, `prints on ${pages} pages`);
}

// What folds is unfolded, so that it is looked at too.
async function unfold(tab) {
  await tab.evaluate(() => document.querySelectorAll('details').forEach((e) => { e.open = true; }));
}

async function checkWidth(tab, page) {
  const wide = await tab.evaluate(() => ({ page: document.documentElement.scrollWidth, screen: window.innerWidth }));
  check(wide.page <= wide.screen, page, `is ${wide.page} px wide on a screen of ${wide.screen} px`);
}

async function checkAccessible(tab, page) {
  await tab.goto(page.url);
  await unfold(tab);
  await tab.evaluate(axeSource);
  for (const size of [narrowest, phone, desktop]) {
    await tab.setViewportSize(size);
    await checkWidth(tab, page);
    if (size === narrowest) continue;
    for (const scheme of schemes) {
      await tab.emulateMedia({ colorScheme: scheme });
      const found = await tab.evaluate(async (tags) => {
        const outcome = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
        return {
          rules: outcome.passes.length,
          violations: outcome.violations.map((v) => `${v.id} (${v.help}) at ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
        };
      }, axeTags);
      check(found.rules > 10, page, `axe looked at ${found.rules} rules only`);
      check(found.violations.length === 0, page, `${scheme}, ${size.width} px: ${found.violations.join('; ')}`);
      // axe does not look into drawings.
      const drawn = await tab.evaluate(drawingFaults);
      check(drawn.texts > 0 || !page.drawn, page, 'no words were found in its drawings');
      check(drawn.faults.length === 0, page, `${scheme}, ${size.width} px: ${drawn.faults.join('; ')}`);
    }
  }
}

// A page with faults put in, so that this test is known to see them.
async function checkTheTestSees(tab) {
  await tab.setContent('<html><body><img src="data:,"><p style="color:#bbb;background:#fff">pale</p>' +
                       '<svg viewBox="0 0 100 50" width="100"><text x="10" y="20" fill="#ccc">one</text>' +
                       '<text x="12" y="22">two</text><text x="90" y="45">cut off</text></svg></body></html>');
  await tab.evaluate(axeSource);
  const rules = await tab.evaluate(async () => (await window.axe.run(document)).violations.map((v) => v.id));
  const drawn = (await tab.evaluate(drawingFaults)).faults.join('; ');
  const itself = { path: 'a page with faults' };
  for (const rule of ['image-alt', 'color-contrast', 'html-has-lang']) check(rules.includes(rule), itself, `${rule} was not seen`);
  for (const fault of ['contrast', 'overlap', 'cut']) check(drawn.includes(fault), itself, `${fault} was not seen: ${drawn}`);
}

rmSync(given.work, { recursive: true, force: true });
const program = new Program(given.program, given.source, given.work);
const pages = everyPage(program);
const browser = await launch(modules, given.chromium);
try {
  const plain = await (await browser.newContext()).newPage();
  const open = await (await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })).newPage();
  await checkTheTestSees(open);
  for (const page of pages) {
    page.url = pathToFileURL(join(given.work, page.path)).href;
    await checkSelfContained(plain, page);
    await checkPrint(plain, page);
    await checkAccessible(open, page);
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.log(fault);
console.log(`${pages.length} pages, ${checks} checks, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
