import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as codex from '../../src/lang/en/codex.ts';
import { CONCEPTS } from '../../src/lang/index.ts';
import {
  CATALOG,
  GOAL_KINDS,
  INCIDENT_KINDS,
  PART_KINDS,
  SOURCES,
  VIOLATION_CODES,
  type Figure,
  type GoalKind,
  type IncidentKind,
  type ViolationCode,
} from '../../src/sim/index.ts';

const { CHAPTERS, CODEX, CONCEPT_IDS, figureText, figureWords, GLOSSARY, PUBLISHED } = codex;
const ENTRIES = Object.values(CODEX);

/** Names that have digits of their own. */
const NAMES = /\b(x86-64|arm64)\b/g;
const MOST_WORDS = 40;

const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z])/);
const words = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word));
const within = (text: string, least: number, most: number): boolean => text.length >= least && text.length <= most;

const figureOf = (part: string, key: string): Figure | undefined => {
  const figures: Readonly<Record<string, Figure>> | undefined = CATALOG.parts.find(({ id }) => id === part)?.figures;
  return figures?.[key];
};
const lookup: codex.FigureLookup = (part, key) => {
  const { value, source } = figureOf(part, key)!;
  const { title, where, status } = SOURCES[source];
  return { value, sourceTitle: title, sourceWhere: where, status };
};
const shown = (reference: codex.Reference<codex.PublishedKey>): codex.ShownFigure => figureText(reference, lookup, (key) => SOURCES[key]);
const referencesOf = (reference: codex.Reference): readonly codex.FigureReference[] =>
  'compare' in reference ? reference.compare : 'part' in reference ? [reference] : [];

/** Everything that is written, with where it stands. */
const PROSE: readonly (readonly [where: string, text: string])[] = [
  ...ENTRIES.flatMap(({ id, title, plain, seen, lessSimple }) =>
    Object.entries({ title, plain, seen, lessSimple }).map(([name, text]) => [`${id} ${name}`, text] as const),
  ),
  ...CHAPTERS.flatMap(({ id, title, intro }) => [[`${id} title`, title] as const, [`${id} intro`, intro] as const]),
  ...GLOSSARY.map(({ term, meaning }) => [`glossary ${term}`, `${term}: ${meaning}`] as const),
  ...Object.entries(PUBLISHED).map(
    ([key, { about, values }]) => [`published ${key}`, [about, ...values.map(([name]) => name)].join(', ')] as const,
  ),
];

test('every concept has an entry, in order, in one chapter', () => {
  expect(CONCEPT_IDS).toEqual(Object.keys(CONCEPTS));
  expect(Object.keys(CODEX)).toEqual(CONCEPT_IDS);
  expect(ENTRIES.filter(({ id }) => codex.codexEntry(id)?.id !== id)).toEqual([]);
  expect([codex.codexEntry('C41'), codex.codexEntry('constructor')]).toEqual([undefined, undefined]);
  for (const { id, concepts } of CHAPTERS) expect(concepts.map((concept) => CODEX[concept].chapter)).toEqual(concepts.map(() => id));
  expect(new Set(ENTRIES.map(({ title }) => title)).size).toBe(40);
});

describe('each thing that a run or a check can say has exactly one entry', () => {
  test.each(VIOLATION_CODES)('violation %s', (code: ViolationCode) => {
    expect(ENTRIES.filter(({ violations }) => violations.includes(code)).map(({ id }) => id)).toEqual([codex.VIOLATION_CONCEPTS[code]]);
  });
  test.each(GOAL_KINDS)('goal %s', (kind: GoalKind) => {
    expect(ENTRIES.filter(({ goals }) => goals.includes(kind)).map(({ id }) => id)).toEqual([codex.GOAL_CONCEPTS[kind]]);
  });
  test.each(INCIDENT_KINDS)('incident %s', (kind: IncidentKind) => {
    expect(ENTRIES.filter(({ incidents }) => incidents.includes(kind)).map(({ id }) => id)).toEqual([codex.INCIDENT_CONCEPTS[kind]]);
  });
  test('what was refused leads nearer, where that makes a difference', () => {
    expect(codex.violationConcept('cannot-stand-here')).toBe('C02');
    expect(codex.violationConcept('cannot-stand-here', 'vm')).toBe('C11');
    expect(codex.violationConcept('port-conflict', 'runtime')).toBe('C27');
    for (const code of VIOLATION_CODES)
      for (const kind of PART_KINDS) expect(Object.hasOwn(CODEX, codex.violationConcept(code, kind)), `${code} ${kind}`).toBe(true);
  });
  test('and no table knows more', () => {
    expect(Object.keys(codex.VIOLATION_CONCEPTS).sort()).toEqual([...VIOLATION_CODES].sort());
    expect(Object.keys(codex.GOAL_CONCEPTS).sort()).toEqual([...GOAL_KINDS].sort());
    expect(Object.keys(codex.INCIDENT_CONCEPTS).sort()).toEqual([...INCIDENT_KINDS].sort());
  });
});

test('related entries exist, once each, and are others', () => {
  for (const { id, related } of ENTRIES) {
    expect(related.length, id).toBeGreaterThanOrEqual(2);
    expect(
      [...new Set(related)].filter((other) => other !== id && Object.hasOwn(CODEX, other)),
      id,
    ).toEqual(related);
  }
});

describe('figures of the real world', () => {
  test('every reference resolves, has words, and somebody measured it', () => {
    for (const { id, real } of ENTRIES) {
      expect([1, 2, 3], id).toContain(real.length);
      expect(new Set(real.map((reference) => JSON.stringify(reference))).size, id).toBe(real.length);
      for (const { part, figure: key } of real.flatMap(referencesOf)) {
        const found = figureOf(part, key);
        expect(found, `${id}: ${part} ${key}`).toBeDefined();
        expect(SOURCES[found!.source].status, `${id}: ${part} ${key} is ${found!.source}`).not.toBe('none');
        expect(figureWords(key), `${id}: ${key}`).toBeDefined();
      }
    }
  });

  test('what the catalogue does not hold has a source, is cited somewhere, and names its values when there are several', () => {
    const cited = ENTRIES.flatMap(({ real }) => real.flatMap((reference) => ('published' in reference ? [reference.published] : [])));
    expect(Object.keys(PUBLISHED).filter((key) => !cited.includes(key as codex.PublishedKey))).toEqual([]);
    for (const [key, { source, values }] of Object.entries<codex.Published>(PUBLISHED)) {
      expect(SOURCES[source].status, key).not.toBe('none');
      expect(values.length === 1 || values.every(([name]) => name !== ''), key).toBe(true);
    }
  });

  test('all of them can be shown, with their sources', () => {
    for (const { id, real } of ENTRIES)
      for (const reference of real) {
        const { text, sources } = shown(reference);
        expect(text, id).toMatch(/^\S.*\d.*$/);
        expect(text, id).not.toMatch(/undefined|NaN|\[object| {2}/);
        expect(
          sources.every(({ title, where }) => title !== '' && where !== ''),
          id,
        ).toBe(true);
        expect(new Set(sources.map(({ title }) => title)).size, id).toBe(sources.length);
      }
  });

  test.each<[codex.Reference<codex.PublishedKey>, string]>([
    [{ part: 'kernel.linux', figure: 'syscallNs' }, 'Linux: a system call takes 62 ns'],
    [
      {
        compare: [
          { part: 'hypervisor.kvm', figure: 'vmKiB' },
          { part: 'hypervisor.firecracker', figure: 'vmKiB' },
        ],
      },
      'each virtual machine adds: KVM 131 MiB, Firecracker 2.5 MiB',
    ],
    [
      {
        compare: [
          { part: 'kernel.linux', figure: 'servicesCpuMs' },
          { part: 'engine.docker', figure: 'containerCpuMs' },
        ],
      },
      'Linux: services start in 3.371 s; Docker: makes a container in 0.033 s',
    ],
    [{ part: 'engine.docker', figure: 'writableKiB' }, 'Docker: writable layer of each container 112 KiB'],
    [{ published: 'small-memories' }, 'least memory in which nginx ran: unikernel 5 MB, Docker container 7 MB, slim Linux guest 29 MB'],
    [{ published: 'runc-escape' }, 'severity of an error in runc that let containers out: 8.6 of 10'],
  ])('as text: %j', (reference, text) => {
    expect(shown(reference).text).toBe(text);
  });

  test('each source is told once, with its standing', () => {
    const { sources } = shown({
      compare: [
        { part: 'engine.docker', figure: 'containerKiB' },
        { part: 'engine.gvisor', figure: 'containerKiB' },
      ],
    });
    expect(sources).toEqual([{ title: SOURCES.GV.title, where: SOURCES.GV.where, status: 'confirmed' }]);
    expect(() => shown({ part: 'machine.desktop', figure: 'netOpNs' })).toThrow('netOpNs');
  });
});

describe('the prose', () => {
  test('numbers come from data: none of two digits or more is typed', () => {
    expect(PROSE.filter(([, text]) => /\d{2}|\d[.,]\d/.test(text.replaceAll(NAMES, '')))).toEqual([]);
  });

  test('no sentence is long', () => {
    const long = PROSE.flatMap(([where, text]) => sentences(text).map((one) => [where, words(one).length] as const));
    expect(long.filter(([, count]) => count > MOST_WORDS)).toEqual([]);
  });

  test('entries are of the size that fits a card, and take less than a minute to read', () => {
    const odd = ENTRIES.filter(({ title, plain, seen, lessSimple }) => {
      const counts = [sentences(plain).length, sentences(seen).length, sentences(lessSimple).length] as const;
      return !(
        within(title, 6, 40) &&
        within(plain, 120, 420) &&
        within(seen, 60, 300) &&
        within(lessSimple, 60, 420) &&
        counts[0] >= 2 &&
        counts[0] <= 4 &&
        counts[1] <= 2 &&
        counts[2] <= 3 &&
        words(`${plain} ${seen} ${lessSimple}`).length <= 185
      );
    });
    expect(odd.map(({ id, plain, seen, lessSimple }) => [id, plain.length, seen.length, lessSimple.length])).toEqual([]);
  });

  test('titles are titles, texts are sentences', () => {
    for (const { id, title, plain, seen, lessSimple } of ENTRIES) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/);
      for (const text of [plain, seen, lessSimple]) expect(text, id).toMatch(/^[A-Z].*\.$/);
    }
    for (const { intro } of CHAPTERS) expect(sentences(intro)).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
    for (const [where, text] of PROSE) expect(text, where).not.toMatch(/ {2}|\n|[“”‘’]/);
  });
});

test('the glossary is in order, says each word once in one sentence, and leads to an entry', () => {
  const terms = GLOSSARY.map(({ term }) => term.toLowerCase());
  expect(terms.length).toBeGreaterThanOrEqual(30);
  expect(terms).toEqual([...new Set(terms)].sort());
  for (const { term, meaning, concept } of GLOSSARY) {
    expect(meaning, term).toMatch(/^[A-Z].*\.$/);
    expect(sentences(meaning).length, term).toBe(1);
    expect(within(meaning, 20, 110), term).toBe(true);
    expect(Object.hasOwn(CODEX, concept), term).toBe(true);
  }
});

test('nothing that every page loads brings the codex along', () => {
  const folder = fileURLToPath(new URL('../../src/lang/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const others = files.filter((name) => name.endsWith('.ts') && !/^(en\/codex|codex\/)/.test(name));
  expect(others.length).toBeGreaterThan(5);
  expect(others.filter((name) => /from '[^']*codex/.test(readFileSync(`${folder}${name}`, 'utf8')))).toEqual([]);
});
