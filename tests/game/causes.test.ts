import { describe, expect, test } from 'vitest';
import { causeOf, causesOf, concernsOf, type Cause } from '../../src/game/run/causes.ts';
import { mishapsOf } from '../../src/game/run/incidents.ts';
import { causeText, mishapText, turnText } from '../../src/game/run/telling.ts';
import { ENGINE, type Story } from '../../src/game/run/engine.ts';
import { Player } from '../../src/game/table/player.ts';
import type { BuildNode, Goal, GoalReport } from '../../src/sim/index.ts';
import { levelCalled, LEVELS } from './levels.ts';

interface Ran {
  readonly player: Player;
  readonly show: Story;
}

/** The reference solution of a level, each of its nodes changed, run to its end. */
function ran(id: string, change: (node: BuildNode) => BuildNode = (node) => node): Ran {
  const { level, reference } = levelCalled(id);
  const player = new Player(level);
  const extra = reference!.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id));
  player.do(extra.map((node) => ({ edit: 'place', node: change(node) })));
  player.powerOn(ENGINE);
  player.skipToResult();
  expect(player.show).not.toBeNull();
  return { player, show: player.show! };
}

const name =
  ({ board }: Player) =>
  (id: string): string =>
    board.names.get(id) ?? id;

type Of<K extends Cause['kind']> = Extract<Cause, { kind: K }>;

function measured<K extends Cause['kind']>({ player, show }: Ran, kind: Goal['kind'], cause: K): (readonly [Of<K>, GoalReport])[] {
  return player.level.goals.flatMap((goal, index) => {
    const found = goal.kind === kind ? causeOf(goal, show.film, player.level) : null;
    return found?.kind === cause ? [[found as Of<K>, show.report.goals[index]!] as const] : [];
  });
}

describe('what is told of a goal is what was measured', () => {
  const runs = LEVELS.map(({ level }) => [level.id, ran(level.id)] as const);

  test.each(runs)('the most memory held is the metric: %s', (_id, { show, player }) => {
    const cause = causeOf({ kind: 'ram', atMostMiB: 0 }, show.film, player.level) as Of<'peak'>;
    expect(Math.ceil(cause.kib / 1024)).toBe(show.report.metrics.ramMiB);
    expect(cause.holders.length).toBeGreaterThan(0);
    expect(cause.holders.map(({ kib }) => kib)).toEqual(cause.holders.map(({ kib }) => kib).sort((a, b) => b - a));
  });

  test.each(runs)('the last to be ready is as late as the metric: %s', (_id, { show, player }) => {
    const cause = causeOf({ kind: 'ready', withinMs: 0 }, show.film, player.level) as Of<'late'>;
    expect(show.report.nodes.find((node) => node.id === cause.id)?.readyMs).toBe(show.report.metrics.readyMs);
  });

  test('the parts that instances served add up to what was served in all', () => {
    const found = runs.flatMap(([, run]) => measured(run, 'throughput', 'served'));
    expect(found.length).toBeGreaterThan(0);
    for (const [cause, report] of found) {
      // Instances of one workload are asked for equal parts while all are ready, as they are here.
      const mean = cause.instances.reduce((sum, { thousandths }) => sum + thousandths, 0) / cause.instances.length;
      const all = (mean * (1000 - cause.unmetThousandths)) / 1000;
      expect(Math.abs(all - Number(report.actual))).toBeLessThan(2);
    }
  });

  test('the gaps add up to the time away', () => {
    const found = runs.flatMap(([, run]) => measured(run, 'downtime', 'away'));
    expect(found.length).toBeGreaterThan(0);
    for (const [cause, report] of found) {
      const away = cause.gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      // Beginning and end of each are rounded by themselves.
      expect(Math.abs(away - Number(report.actual))).toBeLessThanOrEqual(cause.gaps.length);
    }
  });

  test('a met goal has no cause', () => {
    for (const [, { player, show }] of runs) expect(causesOf(player.level, show)).toEqual(player.level.goals.map(() => null));
  });
});

describe('a missed goal', () => {
  test('of memory names when it was most, and the largest holders', () => {
    const { player, show } = ran('two-tenants', (node) => (node.part === 'vm' ? { ...node, ramMiB: 2048 } : node));
    const [cause] = causesOf(player.level, show).filter((found) => found !== null);
    const text = causeText(cause!, name(player));
    expect(text).toMatch(/^Most was held at [\d.]+ s, the largest part by VM \([\d,]+ MiB\), Linux \(/);
  });

  test('of served requests names each instance, its part and what it was short of', () => {
    const { level, reference } = levelCalled('without-a-host');
    const player = new Player(level);
    const { nodes } = reference!.build;
    const maker = nodes.find(({ part }) => part?.startsWith('hypervisor.') === true)!;
    const machine = level.given[0]!.id;
    player.do([
      { edit: 'place', node: { id: 'host', part: 'kernel.linux', on: machine } },
      { edit: 'place', node: { id: maker.id, part: 'hypervisor.virtualbox', on: 'host' } },
      ...nodes.filter((node) => node !== maker && node.id !== machine).map((node) => ({ edit: 'place', node }) as const),
    ]);
    player.powerOn(ENGINE);
    const index = level.goals.findIndex(({ kind }) => kind === 'throughput');
    expect(player.show!.report.goals[index]!.met).toBe(false);
    const text = causeText(causesOf(level, player.show!)[index]!, name(player));
    expect(text).toMatch(
      /^Archive 1 served [\d.]+ % of its requests \(\d+ of 400 a second\), for want of disk time on .* from [\d.]+ s on; Archive 2 served/,
    );
    expect(text).toContain('Each disk operation of Archive 1 and Archive 2 costs 3 times what it would on bare hardware: VirtualBox × 3.');
  });
});

describe('memory that ran out', () => {
  const short = ran('rooms-to-let', (node) => (node.part === 'vm' ? { ...node, ramMiB: 256 } : node));

  test('is told with the place, what was there, what was wanted, and who was killed, once for all its repeats', () => {
    const { player, show } = short;
    const incidents = show.report.incidents.filter(({ kind }) => kind === 'out-of-memory');
    const mishaps = mishapsOf(player.level, show).filter(({ kind }) => kind === 'out-of-memory');
    expect(incidents.length).toBeGreaterThan(mishaps.length);
    expect(mishaps.flatMap(({ times }) => times).sort()).toEqual(incidents.map(({ atMs }) => atMs).sort());
    for (const mishap of mishaps) {
      const { shortage } = mishap;
      expect(shortage!.isVm).toBe(true);
      expect(shortage!.hasKiB).toBe(256 * 1024);
      expect(shortage!.wantedKiB).toBeGreaterThan(shortage!.hasKiB);
      expect(mishapText(mishap, name(player))).toMatch(
        /s: Memory ran out in VM \d: it has 256 MiB, but [\d,]+ MiB were wanted\. The largest user was killed by Linux \d: Store \([\d,]+ MiB\) · \d+ times, the last at/,
      );
    }
  });
});

test('a break-in that spreads at one instant is one line', () => {
  const { player, show } = ran('two-tenants');
  const taken = mishapsOf(player.level, show).filter(({ kind }) => kind === 'compromised');
  expect(taken).toHaveLength(1);
  expect(taken[0]!.nodes.length).toBeGreaterThan(3);
  expect(mishapText(taken[0]!, name(player))).toMatch(
    /^60\.000 s: \S+ 1, \S+ 2 and \S+ 3 were broken into\. That took over the kernel under them, Linux 2, and with it all that runs on it: Docker 2$/,
  );
});

test('containers whose kernel was taken over are told why they are apart no more', () => {
  const { level } = levelCalled('two-tenants');
  const player = new Player(level);
  player.do([{ edit: 'place', node: { id: 'docker', part: 'engine.docker', on: 'host' } }]);
  for (const { id, count } of level.workloads)
    for (let i = 0; i < count; i += 1) player.do([{ edit: 'place', node: { id: `${id}-${i + 1}`, workload: id, on: 'docker' } }]);
  player.powerOn(ENGINE);
  const texts = causesOf(level, player.show!).map((cause) => (cause === null ? null : causeText(cause, name(player))));
  expect(texts[0]).toMatch(/^\S.* 1 and \S.* 1 are in containers of one kernel, Linux, and that kernel was taken over/);
  expect(texts[1]).toMatch(/ 3 were taken over, because \S.* 3, which were broken into, run on the same kernel, Linux\.$/);
});

describe('a goal of readiness', () => {
  test('tells with whom a disk was shared, how much each read, and that the order can be set', () => {
    const { level, reference } = levelCalled('rush-hour');
    const player = new Player(level);
    const extra = reference!.build.nodes.filter((node) => !level.given.some((given) => given.id === node.id));
    player.do(extra.map(({ after: _after, ...node }) => ({ edit: 'place', node })));
    player.powerOn(ENGINE);
    const [cause] = causesOf(level, player.show!).filter((found) => found !== null);
    expect(causeText(cause!, name(player))).toMatch(
      /; what took longest on its way: Alarm [\d.]+ s, .*\. Alarm was reading 120 MiB from the disk of Old PC from [\d.]+ s to [\d.]+ s, and had to share it with .*Films 1 \(150 MiB\), .*\. What starts after what can be set: select a workload, then "Starts after" under Details\.$/,
    );
  });

  test('calls somebody the last only when nobody came later', () => {
    const { player, show } = ran('rush-hour');
    const named = player.level.workloads.map(
      ({ id }) => causeOf({ kind: 'ready', workload: id, withinMs: 0 }, show.film, player.level) as Of<'late'>,
    );
    const all = causeOf({ kind: 'ready', withinMs: 0 }, show.film, player.level) as Of<'late'>;
    const latest = Math.max(...named.map(({ atMs }) => atMs));
    expect(all.atMs).toBe(latest);
    expect(named.some(({ atMs }) => atMs < latest)).toBe(true);
    for (const cause of named) {
      const text = causeText(cause, name(player));
      expect(text.includes('was the last to be ready')).toBe(cause.atMs === latest);
      expect(text).toContain(`${(cause.atMs / 1000).toFixed(3)} s`);
    }
  });

  test('marks who it is about', () => {
    const cause: Cause = {
      kind: 'late',
      id: 'a',
      isDone: false,
      isLastOfAll: true,
      atMs: 1,
      parts: [{ id: 'b', ms: 5 }],
      dear: [],
      queue: null,
    };
    expect(concernsOf(cause)).toEqual(['a', 'b']);
  });
});

test('what the scenario did is told, with what it hit', () => {
  const { player, show } = ran('the-update');
  expect(show.turns.length).toBeGreaterThan(0);
  const texts = show.turns.map(({ atMs, event, nodes }) => turnText(atMs, event, nodes.map(name(player))));
  expect(texts[0]).toMatch(/^90\.000 s: .*Linux.* restarted, as the level has it$/);
});

test('a film with requests goes on until serving them is seen', () => {
  const { show } = ran('without-a-host');
  const first = Math.min(...show.film.rows.flatMap(({ loads }) => loads.filter((step) => step.perSecond > 0).map(({ atUs }) => atUs)));
  expect(show.endUs).toBeGreaterThanOrEqual(Math.min(show.film.horizonUs, first + 5_000_000));
});
