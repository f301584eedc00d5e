import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checked, makeBundle, parseBundle, type Bundle } from '../../src/game/keep/bundle.ts';
import { GALLERY_FORMAT, makeExhibit } from '../../src/game/keep/gallery.ts';
import { Keeper, type Store } from '../../src/game/keep/keeper.ts';
import { packAll, unpackAll, type Owner } from '../../src/game/keep/luggage.ts';
import { bestOf, withPassed, type Progress } from '../../src/game/keep/progress.ts';
import { FIRST_SETTINGS, type Settings } from '../../src/game/keep/settings.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { act, startHistory } from '../../src/game/table/history.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { METRIC_OF, type Metrics } from '../../src/sim/index.ts';
import { mutated } from '../support/mutated.ts';
import { levelCalled, LEVELS } from './levels.ts';

const { level, hash, reference } = levelCalled('first-light');
const solution = reference!;
const ran = ENGINE.run(solution.build, level);
if (!ran.ok || ran.value === null) throw new Error('refused');
const scored = level.score.map((key) => METRIC_OF[key]);
const progressOf = (metrics: Metrics): Progress => withPassed(new Map(), level.id, metrics, scored, solution);
const start = startHistory({ nodes: level.given });
const history = act(start, editsToBecome(start.build, level, solution.build));
const bundle: Bundle = {
  progress: progressOf(ran.value.report.metrics),
  gallery: [makeExhibit(solution, 5, 'mine')],
  settings: { ...FIRST_SETTINGS, theme: 'light' },
  desks: new Map([[hash, history]]),
};
const text = JSON.stringify(makeBundle(bundle, LEVELS));
const asFile = (content: string) => ({ size: content.length, text: () => Promise.resolve(content) });

/** Somebody with a storage of his own. */
function makeOwner(): Owner & { readonly changed: Settings[] } {
  const kept = new Map<string, unknown>();
  const store: Store = {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => {
      kept.set(key, structuredClone(value));
    },
  };
  const changed: Settings[] = [];
  return {
    changed,
    keeper: new Keeper(store, () => expect.unreachable()),
    levels: LEVELS,
    engine: () => Promise.resolve(ENGINE),
    progress: () => new Map(),
    change: (settings) => changed.push(settings),
    desk: () => ({ onKeptElsewhere: () => Promise.resolve() }),
  };
}

describe('a file of everything kept', () => {
  test('comes back as it was', () => {
    expect(parseBundle(text, LEVELS)).toEqual(JSON.parse(JSON.stringify(bundle), (_key, value: unknown) => value) && bundle);
  });

  test('goes from one computer to another, and from there back without a change', async () => {
    const [one, other] = [makeOwner(), makeOwner()];
    expect(await unpackAll(one, asFile(text))).toBe('Brought in: 1 best, 1 build for the gallery, 1 desk and the settings.');
    expect(one.changed).toEqual([bundle.settings]);
    await one.keeper.writeSettings(one.changed[0]!);
    const packed = await packAll(one);
    expect(parseBundle(packed, LEVELS)).toEqual(bundle);
    await unpackAll(other, asFile(packed));
    expect(bestOf(await other.keeper.readProgress(), level.id)).toEqual(bestOf(bundle.progress, level.id));
    expect(await unpackAll(one, asFile(packed))).toBe('All of the file was here already.');
  });

  test('overwrites nothing that is there: no desk, no setting, no name', async () => {
    const owner = makeOwner();
    const own = act(start, [{ edit: 'place', node: { id: 'mine', workload: 'clock', on: 'linux' } }]);
    await owner.keeper.writeDesk(level, hash, own);
    await owner.keeper.writeSettings(FIRST_SETTINGS);
    await owner.keeper.change(GALLERY_FORMAT, () => [makeExhibit(solution, 1, 'own name')]);
    await unpackAll(owner, asFile(text));
    expect(await owner.keeper.readKeptDesk(level, hash)).toEqual(own);
    expect(owner.changed).toEqual([]);
    expect((await owner.keeper.readKept(GALLERY_FORMAT))!.map(({ name }) => name)).toEqual(['own name']);
  });

  test('is believed in nothing: a score that is claimed is run again', async () => {
    const owner = makeOwner();
    const boast = { cost: 0, ramMiB: 0, readyMs: 0 };
    const empty = { ...solution, build: { nodes: level.given }, claims: boast };
    const forged: Bundle = {
      ...bundle,
      progress: progressOf({ ...ran.value!.report.metrics, ...boast }),
      gallery: [makeExhibit({ ...solution, claims: boast }, 5), makeExhibit(empty, 6)],
    };
    expect(await unpackAll(owner, asFile(JSON.stringify(makeBundle(forged, LEVELS))))).toContain('1 build in it did not hold');
    expect(bestOf(await owner.keeper.readProgress(), level.id)).toEqual(bestOf(bundle.progress, level.id));
    expect((await owner.keeper.readKept(GALLERY_FORMAT))!.map((exhibit) => exhibit.solution.claims)).toEqual([solution.claims]);
    expect(checked(makeExhibit({ ...solution, levelHash: 'x' }, 1), LEVELS, ENGINE.run)).toBeNull();
  });

  test('that is damaged anywhere is read as far as it can be, and never throws', () => {
    const json = JSON.parse(text) as unknown;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (place, what) => {
        expect(() => parseBundle(JSON.stringify(mutated(json, place, what)), LEVELS)).not.toThrow();
      }),
      { numRuns: 400 },
    );
    for (const wrong of ['', 'null', '{}', '[', '{"format":"stackwright/kept@2"}', '['.repeat(1000)])
      expect(parseBundle(wrong, LEVELS)).toBeNull();
  });
});
