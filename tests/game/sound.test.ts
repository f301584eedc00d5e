import { describe, expect, test } from 'vitest';
import { ENGINE, type Story } from '../../src/game/run/engine.ts';
import { angerAt, cue, heightOf, humAt, pitchOf, Sieve, SILENCE, soundsBetween, WEIGHTS } from '../../src/game/sound/cues.ts';
import { Ears } from '../../src/game/sound/ears.ts';
import { openSound, type Around } from '../../src/game/sound/open.ts';
import { FIRST_SETTINGS } from '../../src/game/keep/settings.ts';
import { isLegal } from '../../src/game/table/judge.ts';
import { Player } from '../../src/game/table/player.ts';
import { editsToBecome } from '../../src/game/table/edits.ts';
import { levelCalled, LEVELS } from './levels.ts';

function storyOf(id: string): Story {
  const { level, reference } = levelCalled(id);
  const ran = ENGINE.run(reference!.build, level);
  if (!ran.ok || ran.value === null) throw new Error('it does not run');
  return ran.value;
}

const names = (cues: readonly { sound: string }[]): string[] => cues.map(({ sound }) => sound);

describe('a film', () => {
  test.each(LEVELS.map(({ level }) => level.id))('of %s is heard: a beep for a machine, a note for what becomes ready', (id) => {
    const story = storyOf(id);
    const heard: string[] = [];
    for (let us = 0; us <= story.endUs; us += 10_000) heard.push(...names(soundsBetween(story, us === 0 ? -1 : us - 10_000, us, 1)));
    const machines = new Set(
      story.film.events.filter(({ kind, node }) => kind === 'ready' && node.kind === 'machine').map(({ atUs }) => atUs),
    );
    expect(heard.filter((sound) => sound === 'beep').length).toBe(machines.size);
    expect(heard).toContain('ready');
  });

  test('tells the same twice never, and each moment to one stretch only', () => {
    const story = storyOf('two-tenants');
    const { atUs } = story.film.events.find(({ kind, node }) => kind === 'ready' && node.kind === 'kernel')!;
    expect(names(soundsBetween(story, atUs - 1, atUs, 1))).toContain('ready');
    expect(names(soundsBetween(story, atUs, atUs + 1, 1))).not.toContain('ready');
    const all = soundsBetween(story, -1, story.endUs, 1);
    expect(new Set(all.map(({ sound, rate }) => `${sound} ${rate}`)).size).toBe(all.length);
  });

  test('sounds higher the higher the layer', () => {
    const { stack } = storyOf('two-tenants');
    const nodes = [...stack.nodes].sort((a, b) => heightOf(a) - heightOf(b));
    for (const [index, node] of nodes.entries()) if (index > 0) expect(pitchOf(node)).toBeGreaterThanOrEqual(pitchOf(nodes[index - 1]!));
    expect(pitchOf(nodes.at(-1)!)).toBeGreaterThan(pitchOf(nodes[0]!));
  });

  test('lets a deadline that is not met be heard coming, five times, and one that is met in time not', () => {
    const story = storyOf('first-light');
    const [goal] = story.report.goals;
    const ticks = (actual: number | null, met: boolean, withinMs = 20_000): number[] => {
      const report = { ...story.report, goals: [{ ...goal!, kind: 'ready' as const, withinMs, met, actual }] };
      const heard: number[] = [];
      for (let ms = 0; ms < 30_000; ms += 50)
        if (names(soundsBetween({ film: { ...story.film, events: [] }, report }, (ms - 50) * 1000, ms * 1000, 1)).includes('deadline'))
          heard.push(ms);
      return heard;
    };
    expect(ticks(null, false)).toEqual([15_000, 16_000, 17_000, 18_000, 19_000]);
    expect(ticks(26_000, false)).toHaveLength(5);
    expect(ticks(17_500, true)).toEqual([15_000, 16_000, 17_000]);
    expect(ticks(9000, true)).toEqual([]);
  });

  test('hums while machines are on: louder and higher the busier they are', () => {
    const { film } = storyOf('two-tenants');
    expect(humAt(film, -1)).toEqual(SILENCE);
    const hums = Array.from({ length: 40 }, (_, index) => humAt(film, (film.endUs * index) / 40));
    expect(Math.max(...hums.map(({ volume }) => volume))).toBeLessThanOrEqual(1);
    expect(new Set(hums.map(({ volume }) => volume)).size).toBeGreaterThan(2);
    const [quiet, ...rest] = [...hums].sort((a, b) => a.volume - b.volume);
    expect(rest.at(-1)!.rate).toBeGreaterThan(quiet!.rate);
  });

  test('tells how many callers leave angry', () => {
    const { film, endUs } = storyOf('without-a-host');
    const angers = Array.from({ length: 200 }, (_, index) => angerAt(film, (endUs * index) / 200)).filter((anger) => anger !== null);
    expect(angers.length).toBeGreaterThan(0);
    for (const anger of angers) expect(anger >= 0 && anger <= 1).toBe(true);
  });
});

describe('the sieve', () => {
  test('lets a few through at a time, what matters most first', () => {
    const sieve = new Sieve();
    const many = [cue('served'), cue('ready'), cue('crash'), cue('panic'), cue('beep')];
    expect(names(sieve.admit(many, 0))).toEqual(['panic', 'crash', 'beep']);
    expect(sieve.admit([cue('memory')], 40)).toEqual([]);
    expect(names(sieve.admit([cue('memory')], 100))).toEqual(['memory']);
  });

  test('lets the same through only after a while', () => {
    const sieve = new Sieve();
    const heard = Array.from({ length: 100 }, (_, index) => sieve.admit([cue('served')], index * 50).length);
    expect(heard.reduce((sum, count) => sum + count, 0)).toBe(Math.ceil(5000 / WEIGHTS.served.gapMs));
  });
});

describe('the player', () => {
  function sit(): { player: Player; heard: string[]; at: (ms: number) => void } {
    const player = new Player(levelCalled('first-light').level);
    const ears = new Ears(player);
    const heard: string[] = [];
    let now = 0;
    player.listen((change) => heard.push(...names(ears.hear(change, now))));
    return { player, heard, at: (ms) => (now = ms) };
  }

  test('hears what is taken, set down, taken back and done again', () => {
    const { player, heard } = sit();
    player.take({ kind: 'workload', workload: 'clock' });
    player.setDown(player.places.find(isLegal)!.on);
    player.undo();
    player.redo();
    player.remove('clock');
    expect(heard).toEqual(['lift', 'place', 'tick', 'tick', 'lift']);
  });

  test('hears a run from the relay to its end, once, and a jump not at all', () => {
    const { player, heard, at } = sit();
    const { level, reference } = levelCalled('first-light');
    player.do(editsToBecome(player.history.build, level, reference!.build));
    heard.length = 0;
    player.powerOn(ENGINE);
    player.setSpeed(10);
    for (let ms = 16; player.isPlaying; ms += 16) {
      at(ms);
      player.tick(16);
    }
    expect(heard[0]).toBe('relay');
    expect(heard.filter((sound) => sound === 'beep')).toHaveLength(1);
    expect(heard.at(-1)).toBe('success');
    heard.length = 0;
    player.seek(1);
    player.seek(player.show!.endUs);
    expect(heard).toEqual([]);
    player.powerOn(ENGINE);
    player.skipToResult();
    expect(heard).toEqual(['relay', 'success']);
  });

  test('hears nothing of a level that is opened', () => {
    const { player, heard } = sit();
    player.enter(levelCalled('two-tenants').level);
    expect(heard).toEqual([]);
  });
});

test('where nothing can sound, nothing is loaded and nothing breaks', async () => {
  const around: Around = {
    window: { navigator: {}, performance } as unknown as Around['window'],
    player: new Player(LEVELS[0]!.level),
    settings: () => FIRST_SETTINGS,
    onSettings: () => expect.unreachable(),
    onRefusal: () => expect.unreachable(),
  };
  await openSound(around);
});
