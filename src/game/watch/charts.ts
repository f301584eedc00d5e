import { WATCH } from '../../lang/en/game-watch.ts';
import { capacityOf, memoryOver, RESOURCES, type StackNode } from '../../sim/index.ts';
import type { TimeAxis } from '../page/axis.ts';
import { make } from '../page/dom.ts';
import type { Story } from '../run/engine.ts';
import type { Player } from '../table/player.ts';
import { memoryLayers, usageLayers } from '../views/areas.ts';
import { Strip, type StripData } from './strip.ts';

/** Memory, and processor, disk and network of a run over time: a strip for each machine, all under the axis of the timeline. */

const KIB = 1024;
const MIB_ROUNDS = [64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072].map((mib) => mib * KIB);
const THREAD_ROUNDS = [0.5, 1, 2, 4, 8, 16, 32, 64];
const PART_ROUNDS = [0.25, 0.5, 1];

export type ChartKind = 'memory' | 'load';

function memoryData(story: Story, machine: StackNode, player: Player, isOnly: boolean, name: string): StripData {
  const goals = player.level.goals.filter(({ kind }) => kind === 'ram');
  const asked = goals.filter(({ machine: of }) => (of === undefined ? isOnly : of === machine.givenId || of === machine.build.part));
  return {
    machine,
    title: name,
    layers: memoryLayers(story.film, machine),
    limit: machine.ramKiB,
    asked: asked.map(({ atMostMiB }) => (atMostMiB ?? 0) * KIB),
    full: memoryOver(story.film, machine)
      .full.map(([us]) => us)
      .filter((us) => us <= story.endUs),
    format: WATCH.amount,
    rounds: MIB_ROUNDS,
    isListed: true,
  };
}

function loadData(story: Story, machine: StackNode, name: string, isOnly: boolean): StripData[] {
  return RESOURCES.map((resource) => ({
    machine,
    title: isOnly ? WATCH.measures[resource] : `${name}: ${WATCH.resources[resource]}`,
    layers: usageLayers(story.film, machine, resource),
    limit: capacityOf(machine, resource),
    asked: [],
    full: [],
    format: resource === 'cpu' ? WATCH.threads : WATCH.ofTime,
    rounds: resource === 'cpu' ? THREAD_ROUNDS : PART_ROUNDS,
    isListed: false,
  }));
}

export class Charts {
  readonly element: HTMLElement;
  private readonly inner: HTMLElement;
  private readonly list = make('div', { class: 'strips' });
  private readonly kind: ChartKind;
  private readonly player: Player;
  private readonly axis: TimeAxis;
  private shown: Story | null = null;
  private strips: readonly Strip[] = [];

  constructor(kind: ChartKind, player: Player, axis: TimeAxis) {
    this.kind = kind;
    this.player = player;
    this.axis = axis;
    this.inner = make('div', { class: 'chart-inner' }, this.list, axis.newPlayhead());
    const attrs = { 'aria-label': WATCH[kind], tabindex: 0, role: 'region' };
    this.element = make('div', { class: `chart charts charts-${kind} has-run`, attrs }, this.inner);
    axis.scrubOn(this.inner, '.track');
    new ResizeObserver(() => this.draw()).observe(this.list);
  }

  update(): void {
    const { show, board } = this.player;
    if (show === null || this.element.hidden) return;
    if (show !== this.shown) {
      this.shown = show;
      const machines = show.stack.nodes.filter(({ kind }) => kind === 'machine');
      const isOnly = machines.length === 1;
      const nameOf = ({ id }: StackNode): string => board.names.get(id) ?? id;
      const data = machines.flatMap((machine) =>
        this.kind === 'memory'
          ? [memoryData(show, machine, this.player, isOnly, nameOf(machine))]
          : loadData(show, machine, nameOf(machine), isOnly),
      );
      this.strips = data.map((each) => new Strip(each, this.axis, show.endUs, board.names));
      this.list.replaceChildren(...this.strips.map(({ element }) => element));
    }
    this.draw();
    this.updateTime();
  }

  private draw(): void {
    if (!this.element.hidden) for (const strip of this.strips) strip.draw();
  }

  updateTime(): void {
    if (!this.element.hidden) for (const strip of this.strips) strip.updateTime(this.player.atUs, this.player.isPlaying);
  }
}
