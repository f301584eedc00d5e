import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PhaseSpan, Run, StackNode } from '../../src/sim/index.ts';
import { parsedCase, runOf } from '../support/compare.ts';
import { randomCase } from '../support/random.ts';
import { batchOf, costOf, diskUs, makingUs, startOf, type Stretch } from '../support/reference-work.ts';

/** Work and memory are conserved, measured from outside: by what a run records, and by what the catalogue says it costs. */

const MOST = 14;
const RUNS = 700;
/** Rounding of a sum of many shares, relative. */
const ROUNDING = 1e-9;

function forRandomRuns(seed: number, check: (run: Run, horizonMs: number) => void): void {
  fc.assert(
    fc.property(fc.nat(100_000), (chosen) => {
      const random = randomCase(chosen, MOST);
      if (!random.isLegal) return;
      const parsed = parsedCase(random);
      // What begins and ends within one instant is over before it can be seen in the record.
      if (parsed.level.events.some(({ forMs, offMs }) => forMs === 0 || offMs === 0)) return;
      check(runOf(parsed), parsed.level.horizonMs);
    }),
    { numRuns: RUNS, seed },
  );
}

interface Use {
  readonly node: StackNode;
  readonly resource: 'cpu' | 'disk' | 'net';
  readonly fromUs: number;
  readonly toUs: number;
  /** µs of the resource. */
  readonly work: number;
}

/** What each finished phase cost. */
function phaseUses(run: Run): Use[] {
  const { recording, trace } = run.world!;
  const starts: number[][] = run.stack.nodes.map(() => []);
  for (let i = 0; i < trace.size; i += 1) if (trace.kindAt(i) === 'start') starts[trace.nodeAt(i)]!.push(trace.timeAt(i));
  return run.stack.nodes.flatMap((node) => {
    const batch = node.workload?.batch;
    const steps = [...startOf(node), ...(batch === undefined ? [] : batchOf(node, batch))];
    const own = recording!.phases.filter((span) => span.node === node.index);
    return starts[node.index]!.flatMap((from, life) => {
      const until = starts[node.index]![life + 1] ?? Infinity;
      const spans = own.filter(({ startUs }) => startUs >= from && startUs < until);
      return spans.flatMap((span, step) => useOf(node, span, steps[step]));
    });
  });
}

function useOf(node: StackNode, span: PhaseSpan, stretch: Stretch | undefined): Use[] {
  expect(span.phase).toBe(stretch?.phase);
  const { resource, threads } = stretch!;
  const took = span.endUs - span.startUs;
  if (resource === 'wait') {
    expect(Math.abs(took - stretch!.work)).toBeLessThan(0.01);
    return [];
  }
  const isBelow = resource === 'below';
  // Making a VM costs at least what it costs beside no others.
  const work = isBelow ? makingUs(node, 0) : stretch!.work;
  expect(took).toBeGreaterThanOrEqual((resource === 'disk' ? work : work / threads) * (1 - ROUNDING) - 0.01);
  const at = { fromUs: span.startUs, toUs: span.endUs, work };
  return [{ node: isBelow ? node.hypervisor! : node, resource: resource === 'disk' ? 'disk' : 'cpu', ...at }];
}

/** What serving the load cost, one use for each time that a rate held. */
function loadUses(run: Run, horizonMs: number): Use[] {
  const { rates } = run.world!.recording!;
  return run.stack.nodes.flatMap((node) => {
    const load = node.workload?.load;
    if (load === undefined) return [];
    const cost = costOf(node);
    const each = {
      cpu: load.cpuUs * cost.cpu + load.syscalls * cost.syscall,
      disk: diskUs(cost, load.readKiB, load.ioKiB),
      net: load.netOps * cost.netOp + load.netKiB * cost.netKiB,
    };
    const own = rates.filter((rate) => rate.node === node.index);
    return own.flatMap((rate, index) => {
      const [fromUs, toUs] = [rate.atUs, own[index + 1]?.atUs ?? horizonMs * 1000];
      const served = (rate.perSecond * (toUs - fromUs)) / 1_000_000;
      return (['cpu', 'disk', 'net'] as const).map((resource) => ({ node, resource, fromUs, toUs, work: each[resource] * served }));
    });
  });
}

function standsOn(node: StackNode, hardware: StackNode): boolean {
  for (let below: StackNode | null = node; below !== null; below = below.parent) if (below === hardware) return true;
  return false;
}

test('no resource serves more than its capacity allows, in any window of time', () => {
  let hasWorked = 0;
  forRandomRuns(21, (run, horizonMs) => {
    const uses = [...phaseUses(run), ...loadUses(run, horizonMs)];
    const edges = [...new Set(uses.flatMap(({ fromUs, toUs }) => [fromUs, toUs]))].sort((a, b) => a - b);
    const marks = edges.filter((_, index) => index % Math.ceil(edges.length / 12) === 0 || index === edges.length - 1);
    for (const hardware of run.stack.nodes.filter(({ kind }) => kind === 'machine' || kind === 'vm')) {
      for (const resource of ['cpu', 'disk', 'net'] as const) {
        const inside = uses.filter((use) => use.resource === resource && standsOn(use.node, hardware));
        const capacity = resource === 'cpu' ? hardware.threads : 1;
        for (const from of marks) {
          for (const to of marks) {
            if (to <= from) continue;
            const work = inside.reduce((sum, use) => sum + (use.fromUs >= from && use.toUs <= to ? use.work : 0), 0);
            expect(work).toBeLessThanOrEqual((to - from) * capacity * (1 + ROUNDING) + 0.1);
            if (work > 0) hasWorked += 1;
          }
        }
      }
    }
  });
  expect(hasWorked).toBeGreaterThan(1000);
});

test('no process gets more than its limit', () => {
  let hasWorked = 0;
  forRandomRuns(22, (run, horizonMs) => {
    const uses = [...phaseUses(run), ...loadUses(run, horizonMs)].filter(({ resource }) => resource === 'cpu');
    for (const limited of run.stack.nodes) {
      const { cpuLimit } = limited.build;
      if (cpuLimit === undefined) continue;
      const inside = uses.filter(({ node }) => standsOn(node, limited));
      for (const { fromUs: from, toUs: to } of inside) {
        const work = inside.reduce((sum, use) => sum + (use.fromUs >= from && use.toUs <= to ? use.work : 0), 0);
        expect(work).toBeLessThanOrEqual(((to - from) * cpuLimit * (1 + ROUNDING)) / 1000 + 0.1);
        hasWorked += 1;
      }
    }
  });
  expect(hasWorked).toBeGreaterThan(200);
});

describe('memory', () => {
  test('is never created or lost: what all hold together is what the machines hold, and never more than there is', () => {
    let instants = 0;
    forRandomRuns(23, ({ world, stack, report }) => {
      const held = new Map<StackNode, number>();
      const { memory } = world!.recording!;
      let most = 0;
      memory.forEach((step, index) => {
        held.set(stack.nodes[step.node]!, step.heldKiB);
        expect(Number.isInteger(step.heldKiB)).toBe(true);
        // Only at the end of an instant has everybody been weighed.
        if (memory[index + 1]?.atUs === step.atUs) return;
        instants += 1;
        const on = new Map<StackNode, number>();
        for (const [node, kib] of held) on.set(node.home!, (on.get(node.home!) ?? 0) + kib);
        let total = 0;
        for (const [hardware, kib] of on) {
          expect(kib).toBeLessThanOrEqual(hardware.ramKiB);
          if (hardware.kind === 'machine') total += kib;
        }
        most = Math.max(most, total);
      });
      for (const { totalKiB, on } of world!.recording!.crowds) {
        for (const { node, heldKiB } of on) expect(heldKiB).toBeLessThanOrEqual(stack.nodes[node]!.ramKiB);
        most = Math.max(most, totalKiB);
      }
      expect(report.metrics.ramMiB).toBe(Math.ceil(most / 1024));
    });
    expect(instants).toBeGreaterThan(3000);
  });

  test('comes back in full when a machine loses its power', () => {
    let losses = 0;
    forRandomRuns(24, ({ world, stack }) => {
      const { trace, recording } = world!;
      for (let i = 0; i < trace.size; i += 1) {
        if (trace.kindAt(i) !== 'power-loss') continue;
        const machine = stack.nodes[trace.nodeAt(i)]!;
        const at = trace.timeAt(i);
        losses += 1;
        for (const node of stack.nodes) {
          if (!standsOn(node, machine) || node === machine) continue;
          const last = recording!.memory.filter((step) => step.node === node.index && step.atUs <= at).pop();
          expect(last?.heldKiB ?? 0).toBe(0);
        }
      }
    });
    expect(losses).toBeGreaterThan(50);
  });
});
