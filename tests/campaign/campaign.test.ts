import { describe, expect, test } from 'vitest';
import { briefOf, NUMBER_WORDS } from '../../src/lang/index.ts';
import { CATALOG, makeLevel, parseLevel, type Level } from '../../src/sim/index.ts';
import { must } from '../support/stack.ts';
import { CAMPAIGN } from './levels.ts';

/** What holds of the campaign as a whole and of the words of every level. */

const ROWS = CAMPAIGN.map(({ level }) => [level.id, level] as const);

test('there are at least sixty levels in ten chapters', () => {
  expect(CAMPAIGN.length).toBeGreaterThanOrEqual(60);
  expect(new Set(CAMPAIGN.map(({ chapter }) => chapter)).size).toBe(10);
});

test('every chapter has one surprise', () => {
  const chapters = [...new Set(CAMPAIGN.map(({ chapter }) => chapter))];
  const surprising = chapters.map(
    (chapter) => CAMPAIGN.filter((one) => one.chapter === chapter && one.level.surprise !== undefined).length,
  );
  expect(Object.fromEntries(chapters.map((chapter, index) => [chapter, surprising[index]]))).toEqual(
    Object.fromEntries(chapters.map((chapter) => [chapter, 1])),
  );
});

test('no two levels have one idea', () => {
  const ideas = CAMPAIGN.map(({ level }) => level.idea);
  expect(ideas).not.toContain(undefined);
  expect(new Set(ideas).size).toBe(ideas.length);
});

test('every statement is taught by two levels at least', () => {
  const counts = new Map(Array.from({ length: 40 }, (_, index) => [`C${String(index + 1).padStart(2, '0')}`, 0]));
  for (const { level } of CAMPAIGN) for (const statement of level.teaches) counts.set(statement, counts.get(statement)! + 1);
  expect([...counts].filter(([, count]) => count < 2)).toEqual([]);
});

describe('the story of', () => {
  /** Names that have a digit in them. */
  const NAMES = /x86-64|arm64/g;
  const COUNTING = new RegExp(`\\b(${[...NUMBER_WORDS.slice(2), 'dozen', 'hundred', 'thousand'].join('|')})\\b`, 'i');

  test.each(ROWS)('%s is told in two sentences, and its idea in a few words', (_id, level) => {
    const brief = briefOf(level);
    expect(brief.match(/[.!?](?= |$)/g)).toHaveLength(2);
    expect(brief).toMatch(/^[A-Z0-9].*[.!?]$/);
    expect(level.idea!.split(' ').length).toBeLessThanOrEqual(8);
  });

  test.each(ROWS)('%s takes its numbers from the level', (_id, level) => {
    const said = level.brief.replace(/\{[^{}]*\}/g, '').replace(NAMES, '');
    expect(said).not.toMatch(/\d/);
    expect(said).not.toMatch(COUNTING);
    // What is named is there.
    expect(briefOf(level)).not.toMatch(/[{}]/);
  });
});

test('a number in a story follows the level', () => {
  const { level } = CAMPAIGN.find(({ level: { brief } }) => brief.includes('{goal:'))!;
  const number = Number(/\{goal:(\d+)\}/.exec(level.brief)![1]);
  const goals = level.goals.map((goal, index) =>
    index === number
      ? Object.fromEntries(Object.entries(goal).map(([key, value]) => [key, typeof value === 'number' ? value + 1000 : value]))
      : goal,
  );
  const other = must(parseLevel({ ...(makeLevel(level) as object), goals }));
  expect(briefOf(other)).not.toBe(briefOf(level));
});

describe('nothing comes before it was taught', () => {
  /** What a level uses, and the statements of which one must have been taught by then, or is taught there. */
  const IDEAS: readonly (readonly [name: string, uses: (level: Level) => boolean, taught: readonly string[]])[] = [
    ['a kernel that is not Linux', (level) => isUsed(level, /^kernel\.(windows|macos|minix)$/), ['C05', 'C07', 'C11']],
    ['a slim kernel', (level) => isUsed(level, /^kernel\.linux-slim$/), ['C02', 'C04', 'C05']],
    ['a VM', (level) => isUsed(level, /^vm$/), ['C11', 'C18']],
    ['a hypervisor', (level) => isUsed(level, /^hypervisor\./), ['C11', 'C18']],
    ['a type 1 hypervisor', (level) => isOfType(level, 'type1'), ['C13', 'C14', 'C16', 'C24']],
    ['an emulator', (level) => isOfType(level, 'emulator'), ['C17', 'C22', 'C23', 'C24']],
    ['devices handed through', (level) => level.tray.some(({ passthrough }) => passthrough === true), ['C21']],
    ['an engine', (level) => isUsed(level, /^engine\.(docker|lxc)$/), ['C26', 'C27', 'C28', 'C35', 'C36']],
    ['Docker Desktop', (level) => isUsed(level, /^engine\.docker-desktop$/), ['C30']],
    ['a sandbox', (level) => isUsed(level, /^engine\.(gvisor|kata)$/), ['C32']],
    ['a runtime', (level) => isUsed(level, /^runtime\./), ['C38', 'C40']],
    ['an order', (level) => level.order && level.delays.length === 0, ['C01', 'C03']],
    [
      'a limit',
      (level) => level.workloads.some(({ cpuLimit, ramLimitMiB }) => cpuLimit !== undefined || ramLimitMiB !== undefined),
      ['C10'],
    ],
    [
      'libraries that conflict',
      (level) => level.workloads.some(({ libraries, port }) => libraries.length > 0 || port !== undefined),
      ['C27', 'C40', 'C31'],
    ],
    ['what meddles with its kernel', (level) => level.workloads.some(({ meddlesWithKernel }) => meddlesWithKernel), ['C33']],
    ['a driver that fails', (level) => hasEvent(level, 'driver-fault'), ['C07']],
    ['a program gone wild', (level) => hasEvent(level, 'runaway'), ['C10']],
    ['a break-in', (level) => hasEvent(level, 'exploit'), ['C32', 'C34', 'C40']],
    ['a restart', (level) => hasEvent(level, 'restart'), ['C20', 'C25']],
    ['a new version', (level) => hasEvent(level, 'replace'), ['C25', 'C35']],
  ];

  function isUsed({ tray, given }: Level, name: RegExp): boolean {
    return [...tray, ...given].some(({ part }) => part !== undefined && name.test(part));
  }

  function isOfType({ tray, given }: Level, type: string): boolean {
    return [...tray, ...given].some(({ part }) => {
      const spec = CATALOG.specs.get(part ?? '');
      return spec?.kind === 'hypervisor' && spec.type === type;
    });
  }

  const hasEvent = ({ events }: Level, kind: string): boolean => events.some(({ event }) => event === kind);

  test.each(IDEAS)('%s', (_name, uses, taught) => {
    const early = CAMPAIGN.filter(({ level }, index) => {
      const known = CAMPAIGN.slice(0, index + 1).flatMap((one) => one.level.teaches);
      return uses(level) && !taught.some((statement) => known.includes(statement));
    });
    expect(early.map(({ level }) => level.id)).toEqual([]);
    // And it does come.
    expect(CAMPAIGN.some(({ level }) => uses(level))).toBe(true);
  });
});
