// Made-up people, and the pages the program makes for them. The same seeds give the same pages.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const languages = ['en', 'de', 'es'];

// A small generator of pseudo-random numbers, uniform on [0, 1). Source: mulberry32 (Ettinger, 2017), public domain.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Answers of somebody whose items of each subscale lie around `levels[subscale]`, in the direction of the subscale.
export function answersAround(questionnaire, levels, seed, spread = 1) {
  const random = generator(seed);
  const { min, max } = questionnaire.response_scale;
  const answers = new Array(questionnaire.item_count).fill(null);
  for (const subscale of questionnaire.subscales) {
    for (const item of subscale.items) {
      const level = levels[subscale.id] + spread * (random() + random() - 1);
      const kept = Math.min(max, Math.max(min, Math.round(level)));
      answers[item - 1] = (subscale.reversed ?? []).includes(item) ? min + max - kept : kept;
    }
  }
  return answers;
}

export class Program {
  constructor(program, source, folder) {
    this.program = program;
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const own = (name) => JSON.parse(readFileSync(join(source, 'questionnaires', 'own', `${name}.json`), 'utf8'));
    this.questionnaires = { 'attachment-24': own('attachment-24'), 'practices-14': own('practices-14') };
  }

  run(...words) {
    return execFileSync(this.program, words, { encoding: 'utf8', cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  // A saved result as `take --save` writes it: `answers` scored, with the day it was answered.
  result(name, questionnaire, answers, { date = '2026-03-02', target } = {}) {
    writeFileSync(join(this.folder, `${name}-answers.json`), JSON.stringify({ answers }));
    const words = ['score', questionnaire, `${name}-answers.json`, '--format', 'json', '--out-format', 'json', '-q'];
    if (target) words.push('--target', target);
    const result = JSON.parse(this.run(...words));
    delete result.id;  // the number of the row
    const path = `${name}.json`;
    writeFileSync(join(this.folder, path), JSON.stringify({ ...result, date }));
    return path;
  }

  // Somebody with these levels of anxiety and avoidance who answered our own questionnaire and left `open` items open.
  person(name, anxiety, avoidance, seed, { open = [], ...more } = {}) {
    const answers = answersAround(this.questionnaires['attachment-24'], { anxiety, avoidance }, seed);
    for (const item of open) answers[item - 1] = null;
    return this.result(name, 'attachment-24', answers, more);
  }

  practices(name, seed) {
    const inventory = this.questionnaires['practices-14'];
    const levels = Object.fromEntries(inventory.subscales.map(({ id }, i) => [id, 1.6 + (i * 3) % 4]));
    return this.result(name, 'practices-14', answersAround(inventory, levels, seed, 0.4));
  }

  report(name, language, results, ...more) {
    const path = `report-${name}-${language}.html`;
    this.run('report', ...results, '--language', language, '-o', path, ...more);
    return path;
  }

  // Sittings a history is made of: [date, anxiety, avoidance, options], and the days of small steps.
  history(name, sittings, steps = []) {
    const path = `${name}.jsonl`;
    sittings.forEach(([date, anxiety, avoidance, more], i) => {
      this.run('track', path, '--add', this.person(`${name}-${i}`, anxiety, avoidance, 40 + i, { ...more, date }));
    });
    for (const [date, practice] of steps) this.run('track', path, '--practice', practice, '--date', date);
    return path;
  }

  track(name, language, history, ...more) {
    const path = `track-${name}-${language}.html`;
    this.run('track', history, '--language', language, '-o', path, ...more);
    return path;
  }
}

const easing = [
  ['2025-09-01', 5.6, 4.6],
  ['2025-12-01', 5.1, 4.1],
  ['2026-03-02', 4.0, 3.6],
  ['2026-06-01', 3.1, 3.0],
  ['2026-09-01', 2.7, 2.6],
];
const steps = [
  ['2025-12-05', 'emotional_awareness'],
  ['2025-12-19', 'active_listening'],
  ['2026-03-08', 'patience'],
  ['2026-03-20', 'vulnerable_communication'],
  ['2026-07-04', 'active_listening'],
];

// What is shown in docs/images: one report with everything in it, and one path.
export function shown(program) {
  const result = program.person('shown', 5.3, 2.6, 8);
  return {
    report: program.report('shown', 'en', [result], '--inventory', program.practices('shown-practices', 5)),
    track: program.track('shown', 'en', program.history('shown-path', easing, steps)),
  };
}

// Every kind of page in every language: [{path, language, single, drawn}]; `single`: a report about one result; `drawn`:
// with drawings.
export function everyPage(program) {
  const contacts = ['--contact', 'Somebody to talk to, 000 000 000, day and night', '--contact', 'A second line, 000 000 001'];
  const anything = program.practices('practices', 5);
  const raised = (list) => list.map(([date, anxiety, avoidance]) => [date, 8 - anxiety, 8 - avoidance]);
  const single = {
    secure: [program.person('secure', 1.9, 2.1, 1)],
    preoccupied: [program.person('preoccupied', 5.9, 2.1, 2)],
    dismissing: [program.person('dismissing', 2.0, 5.9, 3)],
    fearful: [program.person('fearful', 6.0, 5.8, 4)],
    borderline: [program.person('borderline', 4.0, 4.0, 5)],
    leaning: [program.person('leaning', 4.5, 2.2, 6)],
    lowest: [program.person('lowest', 0, 0, 7)],
    highest: [program.person('highest', 9, 9, 7)],
    prorated: [program.person('prorated', 5.2, 3.0, 8, { open: [1, 2] })],
    withheld: [program.person('withheld', 5.2, 3.0, 8, { open: [1, 3, 5, 7, 9, 11, 2, 4, 6, 8] })],
    inventory: [program.person('inventory', 5.3, 3.1, 9), '--inventory', anything, ...contacts],
  };
  const structures = (target, answers) => program.result(`ecr-rs-${target}`, 'ecr-rs', answers, { target });
  const several = {
    two: [program.person('general', 3.0, 3.2, 10, { target: 'general' }),
          program.person('partner', 5.4, 2.2, 11, { target: 'partner' })],
    four: [structures('mother', [2, 3, 2, 3, 5, 6, 4, 5, 5]), structures('father', [6, 5, 6, 6, 2, 1, 2, 2, 1]),
           structures('partner', [6, 6, 5, 6, 2, 3, 6, 6, 5]), structures('friend', [6, 6, 6, 6, 2, 2, 2, 1, 2])],
  };
  const paths = {
    one: program.history('one', easing.slice(0, 1)),
    three: program.history('three', easing.slice(0, 3), steps.slice(0, 2)),
    easing: program.history('easing', easing, steps),
    rising: program.history('rising', raised(easing)),
    weeks: program.history('weeks', [...easing.slice(0, 2), ['2025-12-03', 5.0, 4.2], ['2026-01-12', 5.5, 4.0, { open: [1, 2] }]]),
    several: program.history('several', [['2025-09-01', 5.6, 4.6, { target: 'general' }], ['2025-09-01', 3, 3, { target: 'partner' }],
                                         ['2026-03-02', 5.1, 4.1, { target: 'general' }], ['2026-03-02', 2, 3, { target: 'partner' }]]),
  };
  const pages = [];
  for (const language of languages) {
    for (const [name, words] of Object.entries(single)) {
      const [result, ...more] = words;
      pages.push({ path: program.report(name, language, [result], ...more), language, single: true, drawn: name !== 'withheld' });
    }
    for (const [name, results] of Object.entries(several)) {
      pages.push({ path: program.report(name, language, results), language, single: false, drawn: true });
    }
    for (const [name, history] of Object.entries(paths)) {
      pages.push({ path: program.track(name, language, history), language, single: false, drawn: true });
    }
  }
  return pages;
}
