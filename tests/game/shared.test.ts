import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readSandbox } from '../../scripts/campaign.ts';
import { solutionName, solutionText } from '../../src/game/keep/download.ts';
import { makeDesk, parseDesk } from '../../src/game/keep/desk.ts';
import { exhibitId, makeExhibit, makeGallery, parseGallery } from '../../src/game/keep/gallery.ts';
import { isTrial, makeShared, parseTrial, type Shared } from '../../src/game/keep/trial.ts';
import { MOST_BYTES } from '../../src/game/share/code.ts';
import { MOST_LETTERS, pack, unpack } from '../../src/game/share/link.ts';
import { offerOf } from '../../src/game/share/offer.ts';
import { notesOf } from '../../src/game/share/panel.ts';
import { openSolution } from '../../src/game/run/opening.ts';
import { act, startHistory } from '../../src/game/table/history.ts';
import { SCENARIOS } from '../../src/game/table/sandbox.ts';
import { readJson, replayEdits, RULES, type BuildNode, type Edit, type Solution } from '../../src/sim/index.ts';
import { mutated } from '../support/mutated.ts';
import { levelCalled, LEVELS } from './levels.ts';

/** What leaves the page of a build, and comes back. */

const FOUND = readSandbox(fileURLToPath(new URL('../../assets/sandbox/sandbox.level.json', import.meta.url)));
const NODES: readonly BuildNode[] = [
  { id: 'pc', part: 'machine.desktop' },
  { id: 'linux', part: 'kernel.linux', on: 'pc' },
  { id: 'clock', workload: 'web', on: 'linux' },
];
const EDITS = NODES.map((node): Edit => ({ edit: 'place', node }));
const solution: Solution = {
  level: FOUND.level.id,
  levelHash: FOUND.hash,
  rules: RULES,
  build: { nodes: NODES },
  edits: EDITS,
  claims: {},
};

const asJson = (shared: Shared): unknown => JSON.parse(JSON.stringify(makeShared(shared)));

describe('a build of the sandbox', () => {
  test.each(SCENARIOS)('comes back from its file with what goes wrong in it: %s', (scenario) => {
    const json = readJson(solutionText(solution, scenario));
    if (!json.ok || !isTrial(json.value)) throw new Error('not read');
    expect(parseTrial(json.value, FOUND.hash)).toEqual({ ok: true, value: { solution, scenario } });
    expect(solutionName(solution, scenario)).toMatch(/^sandbox-[0-9a-f]{6}\.sandbox\.json$/);
  });

  test('comes back from its link', async () => {
    const text = await unpack(await pack({ solution, scenario: 'crash' }));
    expect(text.ok && JSON.parse(text.value)).toEqual(asJson({ solution, scenario: 'crash' }));
  });

  afterEach(() => vi.unstubAllGlobals());
  test.each([
    ['no streams', undefined],
    [
      'streams of another kind',
      class {
        constructor() {
          throw new TypeError('Unsupported format');
        }
      },
    ],
  ])('is not called damaged in its link where the browser has %s', async (_what, stream) => {
    const packed = await pack({ solution, scenario: 'crash' });
    vi.stubGlobal('DecompressionStream', stream);
    expect(await unpack(packed)).toMatchObject({ ok: false, error: { fault: 'no-means' } });
  });

  test('is of the sandbox of today, whatever the one was in which it was made', () => {
    const older = { ...solution, levelHash: '0'.repeat(64) };
    const json = asJson({ solution: older, scenario: 'quiet' });
    expect(isTrial(json) && parseTrial(json, FOUND.hash)).toEqual({ ok: true, value: { solution, scenario: 'quiet' } });
    expect(exhibitId(older, 'quiet')).toBe(exhibitId(solution, 'quiet'));
    expect(exhibitId(older, 'quiet')).not.toBe(exhibitId(solution, 'crash'));
  });

  test.each([
    ['scenario', 'flood', '/scenario', '"flood"'],
    ['scenario', undefined, '/scenario', 'nothing'],
    ['build', { format: 'stackwright/build@1', nodes: [{}] }, '/build/nodes/0/id', 'nothing'],
    ['edits', [{ edit: 'paint' }], '/edits/0/edit', '"paint"'],
  ])('with a wrong member "%s" (%j) is refused with the place and what stands there', (key, value, place, got) => {
    const json = { ...(asJson({ solution, scenario: 'quiet' }) as object), [key]: value };
    expect(isTrial(json) && parseTrial(json, FOUND.hash)).toMatchObject({ ok: false, error: { place, got } });
  });

  test('whatever is done to its file, is read or refused, and never thrown at anybody', () => {
    const json = asJson({ solution, scenario: 'runaway' });
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (place, what) => {
        const value = mutated(json, place, what);
        if (!isTrial(value)) return;
        const read = parseTrial(value, FOUND.hash);
        if (!read.ok) expect(Object.keys(read.error)).toEqual(['place', 'expected', 'got']);
      }),
      { numRuns: 300 },
    );
  });

  test('hangs in the gallery with its scenario, which nothing of a level has', () => {
    const gallery = [makeExhibit(solution, 7, 'mine', 'exploit')];
    const kept = JSON.parse(JSON.stringify(makeGallery(gallery))) as { exhibits: { scenario: unknown }[] };
    expect(parseGallery(kept)).toEqual(gallery);
    const level = makeGallery([makeExhibit(levelCalled('first-light').reference!, 7)]) as { exhibits: object[] };
    expect(parseGallery({ ...level, exhibits: [{ ...level.exhibits[0], scenario: 'crash' }] })).toEqual([]);
    kept.exhibits[0]!.scenario = 'flood';
    expect(parseGallery(kept)).toEqual([]);
  });
});

describe('a build', () => {
  test('with a part that nobody knows is refused with its place, in its build and on the way there', () => {
    const { level, hash, reference } = levelCalled('first-light');
    const stranger: BuildNode = { id: 'x', part: '__proto__' };
    const inBuild = { ...reference!, build: { nodes: [...level.given, stranger] } };
    const inEdits: Solution = {
      ...reference!,
      edits: [{ edit: 'place', node: stranger }, { edit: 'remove', id: 'x' }, ...(reference!.edits ?? [])],
    };
    const whyNot = (solution: Solution): string => {
      const opened = openSolution(solutionText(solution), LEVELS);
      return opened.ok ? 'opened' : opened.why;
    };
    expect(whyNot(inBuild)).toContain(`/build/nodes/${level.given.length}/part: expected a part of this game, got "__proto__".`);
    expect(whyNot(inEdits)).toContain('/edits/0/node/part: expected a part of this game, got "__proto__".');
    const history = act(startHistory({ nodes: level.given }), [{ edit: 'place', node: stranger }]);
    expect(parseDesk(makeDesk(level, hash, history), level, hash)).toBeNull();
  });
});

/** Text that no packing makes shorter, the same at every run. */
function noise(letters: number, seed: number): string {
  let [text, state] = ['', seed];
  while (text.length < letters) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += (state >>> 8).toString(36);
  }
  return text.slice(0, letters);
}

/** A build whose nodes have long names, with a building that went there and back again so often. */
function heavy(nodes: number, detours: number): Shared {
  const names = Array.from({ length: nodes }, (_, index): BuildNode => ({ id: noise(60, index + 1), part: 'machine.desktop' }));
  const back = Array.from({ length: detours }, (_, index): Edit[] => {
    const id = noise(60, 100_000 + index);
    return [
      { edit: 'place', node: { id, part: 'machine.desktop' } },
      { edit: 'remove', id },
    ];
  }).flat();
  const edits = [...back, ...names.map((node): Edit => ({ edit: 'place', node }))];
  expect(replayEdits({ nodes: [] }, edits)).toEqual({ build: { nodes: names }, error: null });
  return { solution: { ...solution, build: { nodes: names }, edits }, scenario: 'quiet' };
}

test.each([
  ['a%20b', 'damaged', 'character 1', '"%"'],
  ['abc😀', 'damaged', 'character 3', '"😀"'],
  ['abcde', 'damaged', 'whole link', '5 of them'],
  ['', 'damaged', 'whole link', 'nothing'],
  ['AAAA', 'damaged', 'whole link', 'something else'],
  ['A'.repeat(70_000), 'too-big', 'whole link', '70000 characters'],
])('a link that is none (%s) is refused with what is wrong, and where', async (packed, fault, place, got) => {
  expect(await unpack(packed)).toMatchObject({ ok: false, error: { fault, error: { place, got } } });
});

describe('what is offered of a build', () => {
  const PAGE = 'https://example.org/game/#gallery/abc';
  /** What is in a link, as the page reads it that opens it. */
  const read = async (link: string): Promise<object> => {
    const text = await unpack(link.slice(link.indexOf('#s=') + 3));
    if (!text.ok) throw new Error(text.error.fault);
    return JSON.parse(text.value) as object;
  };

  test('is all of it, in the link and in the code, where there is room', async () => {
    const offer = await offerOf({ solution, scenario: 'crash' }, PAGE);
    expect(offer.link!.text.startsWith('https://example.org/game/#s=')).toBe(true);
    expect(offer.code).toEqual(offer.link);
    expect(await read(offer.link!.text)).toEqual(asJson({ solution, scenario: 'crash' }));
    const notes = notesOf(offer);
    expect(notes.link).toHaveLength(1);
    expect(notes.link[0]).toContain('with every step of its building');
    expect(notes.code).toBe('The QR code holds the same as the link.');
  });

  test('is said to be without the steps in a code that has no room for them, while the link has them', async () => {
    const shared = heavy(10, 60);
    const offer = await offerOf(shared, PAGE);
    expect(offer.link!.holds).toBe('whole');
    expect(await read(offer.link!.text)).toEqual(asJson(shared));
    expect(offer.code!.holds).toBe('no-steps');
    expect(await read(offer.code!.text)).not.toHaveProperty('edits');
    const notes = notesOf(offer);
    expect(notes.link).toHaveLength(2);
    expect(notes.link[1]).toContain('longer than 2,000 characters');
    expect(notes.code).toContain('leaves out the steps');
  });

  test('is said to be no code where none has room', async () => {
    const offer = await offerOf(heavy(90, 0), PAGE);
    expect(offer.link!.text.length).toBeGreaterThan(MOST_BYTES);
    expect(offer.code).toBeNull();
    expect(notesOf(offer).code).toContain('too long for a QR code, also without the steps');
  });

  test('is said to be without the steps in a link that would be too long with them', async () => {
    const offer = await offerOf(heavy(10, 1100), PAGE);
    expect(offer.letters.whole).toBeGreaterThan(MOST_LETTERS);
    expect(offer.link!.holds).toBe('no-steps');
    expect(notesOf(offer).link[0]).toContain('the steps are left out');
    expect(await read(offer.link!.text)).not.toHaveProperty('edits');
  });

  test('is said to be no link where none has room', async () => {
    const offer = await offerOf(heavy(1500, 0), PAGE);
    expect([offer.link, offer.code]).toEqual([null, null]);
    expect(notesOf(offer).link[0]).toContain('too large for a link');
  });

  test('is no link that this page itself would refuse: a short one can unpack to too much', async () => {
    const edits = Array.from({ length: 30_000 }, (): Edit[] => [EDITS[0]!, { edit: 'remove', id: 'pc' }]).flat();
    const shared: Shared = { solution: { ...solution, edits: [...edits, ...EDITS] }, scenario: 'quiet' };
    const packed = await pack(shared);
    expect(packed.length).toBeLessThan(MOST_LETTERS);
    expect(await unpack(packed)).toMatchObject({ ok: false, error: { fault: 'too-big', error: { got: 'more' } } });
    const offer = await offerOf(shared, PAGE);
    expect(offer.link!.holds).toBe('no-steps');
    expect(notesOf(offer).link[0]).toContain('unpack to more than this page opens');
  });

  test('is whole without steps where there never were any', async () => {
    const { edits: _edits, ...bare } = solution;
    expect((await offerOf({ solution: bare, scenario: 'quiet' }, PAGE)).link!.holds).toBe('whole');
  });
});
