import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSandbox } from '../../scripts/campaign.ts';
import { GAME } from '../../src/lang/en/game.ts';
import { verdictOf } from '../../src/game/page/verdict.ts';
import { ENGINE } from '../../src/game/run/engine.ts';
import { Player } from '../../src/game/table/player.ts';
import { SANDBOX, SCENARIOS } from '../../src/game/table/sandbox.ts';
import { CATALOG, type BuildNode } from '../../src/sim/index.ts';

const { level } = readSandbox(fileURLToPath(new URL('../../assets/sandbox/sandbox.level.json', import.meta.url)));

function built(...nodes: BuildNode[]): Player {
  const player = new Player(level);
  player.do(nodes.map((node) => ({ edit: 'place', node })));
  return player;
}

const PC: BuildNode = { id: 'pc', part: 'machine.desktop' };
const LINUX: BuildNode = { id: 'linux', part: 'kernel.linux', on: 'pc' };
const DOCKER: BuildNode = { id: 'docker', part: 'engine.docker', on: 'linux' };

describe('the sandbox', () => {
  test('has every part, any number of each', () => {
    expect(level.id).toBe(SANDBOX);
    expect(new Set(level.tray.map(({ part }) => part))).toEqual(new Set(CATALOG.parts.map(({ id }) => id)));
    expect(level.tray.every(({ max }) => max === undefined)).toBe(true);
  });

  test('runs a lone kernel, which nobody asked for', () => {
    const player = built(PC, LINUX);
    expect(player.board.violations).toEqual([]);
    player.powerOn(ENGINE);
    expect(player.show?.film.rows.map(({ lives }) => lives[0]?.readyUs !== null)).toEqual([true, true]);
    expect(verdictOf(player, player.show!.report)).toBe(GAME.poweredOn);
  });

  test('does not wait for workloads that were not placed', () => {
    const player = built(PC, LINUX, DOCKER, { id: 'web', workload: 'web', on: 'docker' });
    player.powerOn(ENGINE);
    expect(player.show?.report.passed).toBe(true);
    expect(player.show?.report.metrics.readyMs).toBeGreaterThan(0);
  });

  test('still says what cannot be', () => {
    const player = built(PC, LINUX, { id: 'office', workload: 'office', on: 'linux' });
    expect(player.board.wrongs.map(({ code }) => code)).toEqual(['os-mismatch']);
    player.powerOn(ENGINE);
    expect(player.isRefused).toBe(true);
  });

  test.each(SCENARIOS)('lets this happen: %s', (scenario) => {
    const player = built(PC, LINUX, DOCKER, { id: 'web', workload: 'web', on: 'docker' });
    player.scenario = scenario;
    player.powerOn(ENGINE);
    const kinds = player.show!.film.events.filter(({ atUs }) => atUs >= 90_000_000).map(({ kind }) => kind);
    const expected = {
      quiet: undefined,
      restart: 'stop',
      crash: 'crash',
      'driver-fault': 'panic',
      exploit: 'compromised',
      runaway: 'runaway',
      'power-loss': 'power-loss',
    }[scenario];
    if (expected === undefined) expect(kinds).toEqual([]);
    else expect(kinds).toContain(expected);
  });
});
